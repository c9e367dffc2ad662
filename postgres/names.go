package postgres

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// name quotes a column's name.
func name(column string) string { return dialect.QuoteName(column, `"`) }

// names quotes columns, each behind a prefix, and puts commas between them.
func names(prefix string, columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = prefix + name(c)
	}
	return strings.Join(quoted, ", ")
}

// position is the name of the i-th column, from zero, in the list of rows: a number, so that a caller's unqualified
// column is never ambiguous and a long name never too long. The rows themselves are counted in "_0".
func position(i int) string { return `"_` + strconv.Itoa(i+1) + `"` }

// qualified writes a column of a table.
func qualified(table string) dialect.Spell {
	return func(w *dialect.Writer, column string) bool {
		w.SQL(table, ".", name(column))
		return true
	}
}

// writePrefixes writes the caller's SQL in front of a statement.
func writePrefixes(w *dialect.Writer, prefixes []sq.Sqlizer) {
	for _, e := range prefixes {
		w.Expr(e)
		w.SQL(" ")
	}
}

// writeSuffixes writes the caller's SQL at the end of a statement.
func writeSuffixes(w *dialect.Writer, suffixes []sq.Sqlizer) {
	for _, e := range suffixes {
		w.SQL(" ")
		w.Expr(e)
	}
}

// unsupported returns the error for what PostgreSQL cannot do.
func unsupported(what, instead string) error {
	return fmt.Errorf("postgres: %w: %s; %s", errors.ErrUnsupported, what, instead)
}

// refuseDefaults refuses DEFAULT as a cell of a list that rows are looked up by.
func refuseDefaults(rows dialect.Rows) error {
	for _, e := range rows.Exprs {
		if e.Default {
			return unsupported("DEFAULT as a cell of an update or a delete",
				"give the value or an expression, or set the column of all rows with SetExpr and DEFAULT")
		}
	}
	return nil
}

// finish returns the writer's step; an error gets the package's name.
func finish(w *dialect.Writer, read dialect.Read) (dialect.Step, error) {
	step, err := w.Step(read)
	if err != nil {
		return dialect.Step{}, fmt.Errorf("postgres: %w", err)
	}
	return step, nil
}
