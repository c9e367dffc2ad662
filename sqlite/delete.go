package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// Delete implements [dialect.Dialect]: DELETE … WHERE key IN (…) (https://www.sqlite.org/lang_delete.html).
func (d Dialect) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	table := d.Quote(x.Table)
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, x.Prefixes)
	w.SQL("DELETE FROM ", table, " WHERE ")
	writeKeyIn(w, table, x.Key)
	writeFurther(w, table, x.Where)
	writeSuffixes(w, x.Suffixes)
	writeReturning(w, x.Returning)
	read := dialect.ReadAffected
	if len(x.Returning) > 0 {
		read = dialect.ReadRows
	}
	step, err := finish(w, read)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyDeleted}, nil
}
