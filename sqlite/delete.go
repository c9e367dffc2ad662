package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// Delete implements [dialect.Dialect]: DELETE FROM … WHERE key IN (…) (https://www.sqlite.org/lang_delete.html).
func (d Dialect) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	t := newTable(x.Table)
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, x.Prefixes)
	w.SQL("DELETE FROM ", t.full, " WHERE ")
	writeKeyIn(w, t, x.Key, dialect.Columns(len(x.Key)))
	writeFurther(w, t, x.Where)
	writeEnd(w, x.Suffixes, t, x.Returning)
	step, err := finish(w, reading(x.Returning))
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyDeleted(x.Returning)}, nil
}
