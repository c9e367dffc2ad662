package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// Select implements [dialect.Selector]: SELECT … WHERE key IN (…). A transaction that writes locks the whole database, so
// that Lock needs no words (https://www.sqlite.org/lang_select.html).
func (d Dialect) Select(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	table := d.Quote(s.Table)
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL("SELECT ", names(table+".", s.Columns), " FROM ", table, " WHERE ")
	writeKeyIn(w, table, s.Key)
	writeFurther(w, table, s.Where)
	step, err := finish(w, dialect.ReadRows)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyNothing}, nil
}
