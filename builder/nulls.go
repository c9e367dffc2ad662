package builder

import (
	"database/sql"
	"database/sql/driver"
	"reflect"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// MayBeNull tells whether a cell in one of the columns, which are positions in the chunk's rows, may be NULL. An expression may, and so may
// the value of a [driver.Valuer] that is not one of database/sql's, because asking it twice may cost as much as the statement.
func (c Chunk) MayBeNull(columns []int) bool {
	for cell := range c.Rows.Exprs {
		for _, at := range columns {
			if cell.Column == at {
				return true
			}
		}
	}
	for i := range c.Rows.N {
		row := c.Row(i)
		for _, at := range columns {
			if mayBeNull(row[at]) {
				return true
			}
		}
	}
	return false
}

// mayBeNull tells whether a value may be NULL.
func mayBeNull(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string, int, int64, float64, bool, time.Time:
		return false
	case []byte:
		return v == nil
	case sql.NullString:
		return !v.Valid
	case sql.NullInt64:
		return !v.Valid
	case sql.NullFloat64:
		return !v.Valid
	case sql.NullBool:
		return !v.Valid
	case sql.NullTime:
		return !v.Valid
	case driver.Valuer, dialect.Expr:
		return true
	}
	switch r := reflect.ValueOf(value); r.Kind() {
	case reflect.Pointer:
		return r.IsNil() || mayBeNull(r.Elem().Interface())
	case reflect.Slice, reflect.Map:
		return r.IsNil()
	}
	return false
}
