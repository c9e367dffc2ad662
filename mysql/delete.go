package mysql

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// delete spells DELETE FROM t WHERE id IN (?, …), or WHERE (a, b) IN ((?, ?), …). Both databases look each row value up
// in an index that starts with the columns, in any order.
func (f flavor) delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	read := dialect.ReadAffected
	if returns(x) {
		read = dialect.ReadRows
		if !f.returning {
			return dialect.Spelling{}, f.unsupported("RETURNING", "read the rows by their key, and then delete them")
		}
	}
	if err := f.refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, x.Prefixes)
	if f.staged != "" {
		f.writeStagedDelete(w, x)
	} else {
		w.SQL("DELETE FROM ", quoteTable(x.Table), " WHERE ")
		writeKeys(w, x.Key)
	}
	writeFurther(w, " AND ", x.Table, x.Where)
	writeSuffixes(w, x.Suffixes)
	f.writeReturning(w, x.Returning)
	step, err := w.Step(read)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: delete: %w", err)
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyDelete(returns(x)), MaxRows: f.mostDeleted(x)}, nil
}

// mostDeleted is the most rows of one statement: MySQL would read, and lock, the whole table for more. Zero: there is no such bound.
func (f flavor) mostDeleted(x dialect.Delete) int {
	if f.rowValues || f.staged != "" {
		return 0
	}
	return f.mostKeys(x.Key)
}

// writeKeys writes the condition that a stored row has the key of one of the rows, whose first columns are the key.
func writeKeys(w *dialect.Writer, key []string) {
	open, end := "", ""
	if len(key) > 1 {
		open, end = "(", ")"
	}
	w.SQL(open, quoteNames(key), end, " IN (")
	columns := dialect.Columns(len(key))
	w.EachRow(", ", func() { w.Cells(open, columns, end) })
	w.SQL(")")
}

// writeFurther writes a further condition on the stored row behind a keyword.
func writeFurther(w *dialect.Writer, keyword, table string, where sq.Sqlizer) {
	if where == nil {
		return
	}
	w.Refs(qualified(table), nil)
	w.SQL(keyword)
	w.Expr(where)
	w.Refs(nil, nil)
}
