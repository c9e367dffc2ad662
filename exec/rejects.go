package exec

import (
	"database/sql/driver"
	"encoding/csv"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// writeRejects writes the rejected rows as CSV.
func (r *run) writeRejects(res Result) error {
	if r.options.rejects == nil || len(res.Rejected) == 0 {
		return nil
	}
	w := csv.NewWriter(r.options.rejects)
	_ = w.Write(append([]string{"row", "reason"}, r.job.Statement.RowColumns()...)) // Flush reports the error
	for _, bad := range res.Rejected {
		line := []string{strconv.Itoa(bad.Row), bad.reason()}
		for _, cell := range bad.cells {
			line = append(line, text(cell))
		}
		_ = w.Write(line)
	}
	if w.Flush(); w.Error() != nil {
		return fmt.Errorf("exec: writing rejected rows: %w", w.Error())
	}
	return nil
}

// reason is the fault, or what Validate or BeforeSave said.
func (e RowError) reason() string {
	if e.Fault.Kind == dialect.Unknown {
		return e.Err.Error()
	}
	return e.Fault.String()
}

// text is a cell in a CSV file; NULL, and a cell that the row lacks, are empty.
func text(cell any) string {
	if cell == any(builder.Unset) {
		return ""
	}
	if valuer, ok := cell.(driver.Valuer); ok {
		if v := reflect.ValueOf(cell); v.Kind() == reflect.Pointer && v.IsNil() {
			return ""
		}
		value, err := valuer.Value()
		if err != nil {
			return ""
		}
		cell = value
	}
	switch c := cell.(type) {
	case nil:
		return ""
	case []byte:
		return string(c)
	case time.Time:
		return c.Format(time.RFC3339Nano)
	}
	if v := reflect.ValueOf(cell); v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		return text(v.Elem().Interface())
	}
	return fmt.Sprint(cell)
}
