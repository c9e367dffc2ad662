package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// Select implements [dialect.Dialect]: SELECT … WHERE key IN (…). Lock adds nothing: SQLite locks no rows, and a
// transaction that has written keeps every other writer out.
func (d Dialect) Select(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	t := newTable(s.Table)
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL("SELECT ", t.columns(s.Columns), " FROM ", t.full, " WHERE ")
	writeKeyIn(w, t, s.Key, dialect.Columns(len(s.Key)))
	writeFurther(w, t, s.Where)
	step, err := finish(w, dialect.ReadRows)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyNothing}, nil
}
