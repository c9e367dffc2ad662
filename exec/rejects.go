package exec

import (
	"database/sql/driver"
	"encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sqbulk/sqbulk/builder"
)

// writeRejects writes the rejected rows as CSV.
func (r *run) writeRejects(res Result) error {
	if r.options.rejects == nil || len(res.Rejected) == 0 {
		return nil
	}
	w := csv.NewWriter(r.options.rejects)
	columns := r.job.Statement.RowColumns()
	_ = w.Write(slices.Concat(rejectColumns, columns)) // Flush reports the error
	for _, bad := range res.Rejected {
		_ = w.Write(bad.record(len(columns)))
	}
	if w.Flush(); w.Error() != nil {
		return fmt.Errorf("exec: writing rejected rows: %w", w.Error())
	}
	return nil
}

// rejectColumns are those before the row's own.
var rejectColumns = []string{"row", "line", "kind", "constraint", "column", "reason", "text"}

// record is a line of the file. A row that has not one cell for each column is a text.
func (e RowError) record(columns int) []string {
	line, kind := "", e.kind
	if e.Line > 0 {
		line = strconv.Itoa(e.Line)
	}
	if kind == "" {
		kind = e.Fault.Kind.String()
	}
	cells, whole := make([]string, len(e.cells)), e.text
	for i, cell := range e.cells {
		cells[i] = text(cell)
	}
	if len(cells) != columns {
		if len(cells) > 0 {
			whole = joined(cells)
		}
		cells = make([]string, columns)
	}
	return append([]string{strconv.Itoa(e.Row), line, kind, e.Fault.Constraint, strings.Join(e.Fault.Columns, ", "), e.Err.Error(), whole}, cells...)
}

// joined is a line of CSV.
func joined(cells []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(cells) // a strings.Builder takes everything
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
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
