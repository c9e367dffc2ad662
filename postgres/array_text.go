package postgres

import (
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"
)

// textArray is the argument for a column of any type but bytea.
func textArray(cells [][]any) any { return arrayOf(cells[0], false) }

// byteaArray is the argument for a column of type bytea.
func byteaArray(cells [][]any) any { return arrayOf(cells[0], true) }

// arrayOf is the text of an array of a column's cells (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO).
//
// It is a string, which pgx sends as it is. Of a [driver.Valuer] pgx v5.12.0 would read the elements again, to send them in binary form, and
// would take a byte that is no UTF-8 for U+FFFD.
func arrayOf(cells []any, bytea bool) any {
	text := make([]byte, 0, 2+16*len(cells))
	text = append(text, '{')
	for i, cell := range cells {
		if i > 0 {
			text = append(text, ',')
		}
		if n, ok := cell.(uint64); ok { // database/sql stops at half of them, and drivers do not
			text = strconv.AppendUint(text, n, 10)
			continue
		}
		v, err := driver.DefaultParameterConverter.ConvertValue(cell)
		if err != nil {
			return noArray{fmt.Errorf("row %d of the statement: %w (exec.Arrays takes what database/sql knows)", i+1, err)}
		}
		text = appendElement(text, v, bytea)
	}
	return string(append(text, '}'))
}

// noArray is the argument where a cell has no text; the driver is told why when it asks for the value.
type noArray struct{ err error }

// Value implements [driver.Valuer].
func (n noArray) Value() (driver.Value, error) { return nil, n.err }

// appendElement appends a value as the text of its type, in the quotes of an array where it may need them.
func appendElement(text []byte, v driver.Value, bytea bool) []byte {
	switch v := v.(type) {
	case int64:
		return strconv.AppendInt(text, v, 10)
	case float64:
		return strconv.AppendFloat(text, v, 'f', -1, 64)
	case bool:
		return strconv.AppendBool(text, v)
	case time.Time:
		return append(appendTime(append(text, '"'), v), '"')
	case string:
		return appendQuoted(text, v, bytea)
	case []byte:
		if v != nil {
			return appendQuoted(text, string(v), bytea)
		}
	}
	return append(text, "NULL"...)
}

// appendQuoted appends a text, or the bytes of a bytea in hexadecimal form.
func appendQuoted(text []byte, v string, bytea bool) []byte {
	text = append(text, '"')
	if bytea {
		text = append(text, `\\x`...)
		return append(hex.AppendEncode(text, []byte(v)), '"')
	}
	for i := range len(v) {
		if v[i] == '"' || v[i] == '\\' {
			text = append(text, '\\')
		}
		text = append(text, v[i])
	}
	return append(text, '"')
}

// appendTime appends a time with its offset, which types without a time zone leave out. PostgreSQL writes the years before 1 as BC.
func appendTime(text []byte, t time.Time) []byte {
	year, suffix := t.Year(), ""
	if year < 1 {
		year, suffix = 1-year, " BC"
	}
	text = fmt.Appendf(text, "%04d", year)
	layout := "-01-02 15:04:05.999999999Z07:00"
	if _, offset := t.Zone(); offset%60 != 0 {
		layout += ":00"
	}
	return append(t.AppendFormat(text, layout), suffix...)
}
