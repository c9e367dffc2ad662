package pgxcopy

import (
	"reflect"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// encoder appends values for the columns of a COPY.
type encoder struct {
	types   *pgtype.Map
	columns []column
}

// column is a column's type, by its OID (0: the type of the Go value decides), and the plan for the Go type that it had last.
type column struct {
	oid    uint32
	format int16 // of the plan
	last   reflect.Type
	plan   pgtype.EncodePlan
}

// planFor finds the plan for the value's type; nil: there is none.
func (e *encoder) planFor(c *column, format int16, v any) pgtype.EncodePlan {
	if t := reflect.TypeOf(v); t != c.last || format != c.format {
		c.last, c.format, c.plan = t, format, e.types.PlanEncode(c.oid, format, v)
	}
	return c.plan
}

// Binary implements [postgres.CopyEncoder]: for the common types, and values that pgx sends in their binary form as parameters.
func (e *encoder) Binary(i int, v any) bool {
	switch oid := e.columns[i].oid; v.(type) {
	case int64, int, int32, int16, *int64, *int, *int32, *int16:
		return oid == pgtype.Int8OID || oid == pgtype.Int4OID || oid == pgtype.Int2OID
	case string, *string:
		return oid == pgtype.TextOID || oid == pgtype.VarcharOID || oid == pgtype.BPCharOID
	case float64, *float64:
		return oid == pgtype.Float8OID
	case bool, *bool:
		return oid == pgtype.BoolOID
	case []byte:
		return oid == pgtype.ByteaOID
	case time.Time, *time.Time:
		return oid == pgtype.TimestamptzOID || oid == pgtype.TimestampOID || oid == pgtype.DateOID
	}
	return false
}

// AppendBinary implements [postgres.CopyEncoder].
func (e *encoder) AppendBinary(buf []byte, i int, v any) ([]byte, error) {
	c := &e.columns[i]
	if s, ok := v.(string); ok {
		return append(buf, s...), nil
	}
	if plan := e.planFor(c, pgtype.BinaryFormatCode, v); plan != nil {
		return plan.Encode(v, buf)
	}
	return e.types.Encode(c.oid, pgtype.BinaryFormatCode, v, buf) // the error says what is missing
}

// AppendText implements [postgres.CopyEncoder].
func (e *encoder) AppendText(buf []byte, i int, v any) ([]byte, error) {
	c := &e.columns[i]
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return append(buf, v...), nil
	case []byte:
		if v != nil && c.oid == pgtype.ByteaOID {
			return e.types.Encode(c.oid, pgtype.TextFormatCode, v, buf)
		}
	case float64:
		if c.oid != pgtype.Float4OID { // whose binary form rounds to infinity
			return e.planned(c, v, buf)
		}
	case int, int64, int32, int16, bool, time.Time:
		return e.planned(c, v, buf)
	}
	return e.likeInsert(c.oid, v, buf)
}

// planned makes the text of a value that is never nil, and whose text means what its binary form does.
func (e *encoder) planned(c *column, v any, buf []byte) ([]byte, error) {
	plan := e.planFor(c, pgtype.TextFormatCode, v)
	if plan == nil {
		return e.likeInsert(c.oid, v, buf)
	}
	return plan.Encode(v, buf)
}

// likeInsert makes the text of a value in the format that pgx prefers for the parameter of an INSERT, or else in the other one. A
// []byte, for one, may be the binary form of its column's type: 16 bytes are a uuid, and a list of numbers for an array.
func (e *encoder) likeInsert(oid uint32, v any, buf []byte) ([]byte, error) {
	_, pointer := v.(*string)
	if pointer || e.types.FormatCodeForOID(oid) == pgtype.TextFormatCode {
		text, err := e.types.Encode(oid, pgtype.TextFormatCode, v, buf)
		if err == nil {
			return text, nil
		}
		if text, other := e.throughBinary(oid, v, buf); other == nil {
			return text, nil
		}
		return nil, err
	}
	text, err := e.throughBinary(oid, v, buf)
	if err == nil {
		return text, nil
	}
	if text, other := e.types.Encode(oid, pgtype.TextFormatCode, v, buf); other == nil {
		return text, nil
	}
	return nil, err
}

// throughBinary makes the text of a value's binary form.
func (e *encoder) throughBinary(oid uint32, v any, buf []byte) ([]byte, error) {
	binary, err := e.types.Encode(oid, pgtype.BinaryFormatCode, v, make([]byte, 0, 64))
	if err != nil || binary == nil {
		return nil, err
	}
	t, _ := e.types.TypeForOID(oid)
	if t == nil { // the type of the Go value decided
		return e.types.Encode(oid, pgtype.TextFormatCode, v, buf)
	}
	var read any
	if _, list := t.Codec.(*pgtype.ArrayCodec); list { // DecodeValue forgets the dimensions
		var a pgtype.Array[any]
		err, read = e.types.Scan(oid, pgtype.BinaryFormatCode, binary, &a), &a
	} else {
		read, err = t.Codec.DecodeValue(e.types, oid, pgtype.BinaryFormatCode, binary)
	}
	if err != nil {
		return nil, err
	}
	return e.types.Encode(oid, pgtype.TextFormatCode, read, buf)
}
