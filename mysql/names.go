package mysql

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// rowsAlias names the derived table, or the row alias, that holds the input rows of a statement on a table.
func rowsAlias(table string) string {
	if strings.EqualFold(table[strings.LastIndexByte(table, '.')+1:], "sqbulk") {
		return "`sqbulk_rows`"
	}
	return "`sqbulk`"
}

// quoteTable quotes a table's name.
func quoteTable(table string) string { return dialect.QuoteQualified(table, "`") }

// quoteName quotes a column's name.
func quoteName(column string) string { return dialect.QuoteName(column, "`") }

// quoteNames quotes columns, with commas between them.
func quoteNames(columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = quoteName(c)
	}
	return strings.Join(quoted, ", ")
}

// rowColumn is the name of a column of the derived table, by its position from zero.
func rowColumn(position int) string { return "`_" + strconv.Itoa(position+1) + "`" }

// writeName is the Spell of a column without its table.
func writeName(w *dialect.Writer, column string) bool {
	w.SQL(quoteName(column))
	return true
}

// qualified returns a Spell that writes the columns of a table.
func qualified(table string) dialect.Spell {
	prefix := quoteTable(table) + "."
	return func(w *dialect.Writer, column string) bool {
		w.SQL(prefix, quoteName(column))
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

// returns tells whether a statement has a RETURNING list.
func returns(s dialect.Statement) bool { return len(s.ReturnedColumns()) > 0 }

// hint returns the optimizer hint for a statement that assigns variables. MySQL does not merge a view into such a
// statement by itself, and then it cannot be written. For tables the hint means nothing.
//
// https://dev.mysql.com/doc/refman/9.4/en/optimizer-hints.html#optimizer-hints-table-level
func (f flavor) hint(assigns bool) string {
	if !f.mergeHint || !assigns {
		return ""
	}
	return " /*+ MERGE() */"
}

// unsupported returns the error for a feature that the database lacks.
func (f flavor) unsupported(feature, instead string) error {
	return fmt.Errorf("mysql: %s has no %s: %s: %w", f.server, feature, instead, errors.ErrUnsupported)
}

// refuseDefaults returns an error when a cell is DEFAULT, which only INSERT understands.
func (f flavor) refuseDefaults(rows dialect.Rows) error {
	for _, e := range rows.Exprs {
		if e.Default {
			return f.unsupported("DEFAULT among the values of a statement by key", "give the value")
		}
	}
	return nil
}
