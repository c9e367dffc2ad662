package pgxcopy

import (
	"reflect"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// encoder makes the texts of values for the columns of a COPY.
type encoder struct {
	types   *pgtype.Map
	columns []column
}

// column is a column's type, by its OID (0: the type of the Go value decides), and the plan for the Go type that it had last.
type column struct {
	oid  uint32
	last reflect.Type
	plan pgtype.EncodePlan
}

// encode is the [postgres.CopyEncoder].
func (e *encoder) encode(i int, v any, buf []byte) ([]byte, error) {
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
	if t := reflect.TypeOf(v); t != c.last {
		c.last, c.plan = t, e.types.PlanEncode(c.oid, pgtype.TextFormatCode, v)
	}
	if c.plan == nil {
		return e.likeInsert(c.oid, v, buf)
	}
	return c.plan.Encode(v, buf)
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
