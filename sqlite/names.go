package sqlite

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// quote stands around names. SQLite reads an unknown name in double quotes as a string where an expression may stand
// (https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted), so a misspelt column would compare
// with its own name. Behind a table's name it is an error: every column in an expression has one, see [table.column].
const quote = `"`

// name quotes a column's name.
func name(column string) string { return dialect.QuoteName(column, quote) }

// names quotes columns and puts commas between them.
func names(columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = name(c)
	}
	return strings.Join(quoted, ", ")
}

// position is the name of the i-th column, from zero, in the list of rows: a number, so that a caller's unqualified
// column is never ambiguous.
func position(i int) string { return `"_` + strconv.Itoa(i+1) + `"` }

// table is the target of a statement.
type table struct {
	full    string // quoted, with the schema
	short   string // quoted, without: RETURNING refuses the schema in front of a column
	schema  string // quoted, with the dot behind it; empty: none was given
	written string // the name without the schema, as the caller wrote it
}

// newTable returns the table of a name as the caller wrote it.
func newTable(written string) table {
	schema, last := "", written
	if i := strings.LastIndexByte(written, '.'); i >= 0 {
		schema, last = Dialect{}.Quote(written[:i])+".", written[i+1:]
	}
	return table{Dialect{}.Quote(written), name(last), schema, last}
}

// column returns a quoted column behind the table's name.
func (t table) column(column string) string { return t.short + "." + name(column) }

// columns returns columns with commas between them.
func (t table) columns(columns []string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = t.column(c)
	}
	return strings.Join(list, ", ")
}

// stored writes a column of the stored row.
func (t table) stored(w *dialect.Writer, column string) bool {
	w.SQL(t.column(column))
	return true
}

// writePrefixes writes the caller's SQL in front of a statement.
func writePrefixes(w *dialect.Writer, prefixes []sq.Sqlizer) {
	for _, e := range prefixes {
		w.Expr(e)
		w.SQL(" ")
	}
}

// writeEnd writes the caller's SQL at the end of a statement, and RETURNING. Version 3.35 calls a returned column by its whole
// text, quotes included, unless it is given a name.
func writeEnd(w *dialect.Writer, suffixes []sq.Sqlizer, t table, returning []string) {
	for _, e := range suffixes {
		w.SQL(" ")
		w.Expr(e)
	}
	for i, c := range returning {
		if i == 0 {
			w.SQL(" RETURNING ")
		} else {
			w.SQL(", ")
		}
		w.SQL(t.column(c), " AS ", name(c))
	}
}

// reading is what a statement that writes answers: rows for the caller, or how many rows were affected.
func reading(returning []string) dialect.Read {
	if len(returning) > 0 {
		return dialect.ReadRows
	}
	return dialect.ReadAffected
}

// finish returns the writer's step; an error gets the package's name.
func finish(w *dialect.Writer, read dialect.Read) (dialect.Step, error) {
	step, err := w.Step(read)
	if err != nil {
		return dialect.Step{}, fmt.Errorf("sqlite: %w", err)
	}
	return step, nil
}

// unsupported returns the error for what SQLite cannot do.
func unsupported(what, instead string) error {
	return fmt.Errorf("sqlite: %w: %s; %s", errors.ErrUnsupported, what, instead)
}

// refuseDefaults refuses DEFAULT as a cell.
func refuseDefaults(rows dialect.Rows) error {
	for _, e := range rows.Exprs {
		if e.Default {
			return unsupported("DEFAULT as a cell", "leave the column out of the rows, or give the value")
		}
	}
	return nil
}
