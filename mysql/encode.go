package mysql

import (
	"bytes"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"regexp"
	"strconv"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// encoder writes rows as LOAD DATA reads them: fields between tabs, lines that end in a line feed, a backslash before what has a
// meaning, and \N for NULL. A value has the text that the server makes of it as a parameter of a prepared statement; where the two
// would differ it is refused.
type encoder struct {
	columns []string
	kinds   []kind
	loc     *time.Location // in which the driver sends times; nil: not known
	ordinal bool           // each line begins with its number
	lax     bool           // a value that does not fit may be adjusted
}

// decimal is the text of a number, with the spaces that the server allows around it.
var decimal = regexp.MustCompile(`^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$`)

// encode returns the file.
func (e encoder) encode(rows iter.Seq[[]driver.Value]) ([]byte, error) {
	var file []byte
	line := 0
	for row := range rows {
		line++
		if e.ordinal {
			file = append(strconv.AppendInt(file, int64(line), 10), '\t')
		}
		for i, v := range row {
			if i > 0 {
				file = append(file, '\t')
			}
			var err error
			if file, err = e.appendCell(file, i, v); err != nil {
				return nil, e.explain(err, (line-1)*len(row)+i+1, i)
			}
		}
		file = append(file, '\n')
	}
	return file, nil
}

// explain says which cell cannot be written. A value that INSERT cannot store either is a [*dialect.ArgError], by which it is
// told from one that LOAD DATA alone cannot write.
func (e encoder) explain(err error, argument, column int) error {
	if errors.Is(err, errors.ErrUnsupported) {
		return fmt.Errorf("mysql: LOAD DATA, row %d, column %q: %w", (argument-1)/len(e.columns)+1, e.columns[column], err)
	}
	return &dialect.ArgError{Param: argument, Err: err}
}

// appendCell appends a value of the column in that position.
func (e encoder) appendCell(file []byte, column int, v driver.Value) ([]byte, error) {
	k := e.kinds[column]
	text, null, err := e.text(k, v)
	switch {
	case err != nil:
		return file, err
	case k == decimalKind && !e.lax && !null && !decimal.Match(text):
		return file, errors.New("the text is no number")
	case k == yearKind && bytes.ContainsRune(text, ' '):
		return file, instead("a text with a space for a YEAR", "a number")
	case null:
		return append(file, `\N`...), nil
	case k.inHex():
		return hex.AppendEncode(file, text), nil
	}
	return appendEscaped(file, text), nil
}

// appendEscaped appends a field. No byte of a character beyond ASCII is one of those that are escaped.
//
// https://dev.mysql.com/doc/refman/9.4/en/load-data.html#load-data-field-line-handling
func appendEscaped(file, text []byte) []byte {
	for _, c := range text {
		switch c {
		case '\t':
			file = append(file, `\t`...)
		case '\n':
			file = append(file, `\n`...)
		case '\\':
			file = append(file, `\\`...)
		case 0:
			file = append(file, `\0`...)
		default:
			file = append(file, c)
		}
	}
	return file
}

// instead is the advice about a value that LOAD DATA cannot write as INSERT does.
func instead(what, give string) error {
	return fmt.Errorf("%w: %s: give %s, or leave out Strategy", errors.ErrUnsupported, what, give)
}

// text is a value's text, or that it is NULL.
func (e encoder) text(k kind, v driver.Value) (text []byte, null bool, err error) {
	switch v := v.(type) {
	case nil:
		return nil, true, nil
	case string:
		return []byte(v), false, nil
	case []byte:
		return v, v == nil, nil
	case json.RawMessage:
		return v, v == nil, nil
	case int64:
		text, err = integer(k, strconv.AppendInt(nil, v, 10), uint64(v))
	case uint64:
		text, err = integer(k, strconv.AppendUint(nil, v, 10), v)
	case bool:
		bit := map[bool]uint64{true: 1}[v]
		text, err = integer(k, strconv.AppendUint(nil, bit, 10), bit)
	case float64:
		text, err = float(k, v, 64)
	case float32:
		text, err = float(k, float64(v), 32)
	case time.Time:
		text, err = e.time(v)
	default:
		err = instead(fmt.Sprintf("a value of type %T", v), "a text")
	}
	return text, false, err
}

// integer is the text of an integer, of which bits are the 64 bits.
func integer(k kind, digits []byte, bits uint64) ([]byte, error) {
	switch k {
	case bitsKind:
		return binary.BigEndian.AppendUint64(nil, bits), nil
	case yearKind:
		if bits == 0 {
			return []byte("0000"), nil
		}
	case listKind, timeKind, jsonKind:
		return nil, instead("a number for a column of this type", "a text")
	}
	return digits, nil
}

// float is the text of a floating point number.
func float(k kind, v float64, bits int) ([]byte, error) {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return nil, errors.New("NaN and infinities cannot be stored")
	case k != otherKind && k != decimalKind:
		return nil, instead("a floating point number for a column that is no number", "a text")
	}
	return strconv.AppendFloat(nil, v, 'g', -1, bits), nil
}

// time is the text of a time, as go-sql-driver sends it.
func (e encoder) time(t time.Time) ([]byte, error) {
	if t.IsZero() {
		return []byte("0000-00-00"), nil
	}
	if e.loc == nil {
		return nil, instead("a time where the driver's setting loc is not known", "a text, set Loc of the dialect")
	}
	t = t.In(e.loc)
	if y := t.Year(); y < 1 || y > 9999 {
		return nil, errors.New("the year is not one of 1 to 9999")
	}
	layout := "2006-01-02 15:04:05.999999999"
	if h, m, s := t.Clock(); h+m+s+t.Nanosecond() == 0 {
		layout = time.DateOnly
	}
	return t.AppendFormat(nil, layout), nil
}
