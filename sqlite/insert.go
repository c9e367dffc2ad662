package sqlite

import (
	"github.com/sqbulk/sqbulk/dialect"
)

// Insert implements [dialect.Dialect]: INSERT INTO … VALUES … ON CONFLICT … RETURNING …
// (https://www.sqlite.org/lang_insert.html). A counted DO UPDATE has a look-up before it and one after it.
func (d Dialect) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	s := insert{Insert: i, table: newTable(i.Table), rows: rows}
	if i.Conflict == nil {
		return s.spelling(s.tallyInserted)
	}
	s.clause = clause{*i.Conflict, s.table}
	if err := s.clause.check(); err != nil {
		return dialect.Spelling{}, err
	}
	switch {
	case i.Conflict.DoNothing:
		return s.spelling(s.tallyInserted)
	case !i.Count || !s.countable():
		return s.spelling(tallyUnknown)
	}
	return s.counted()
}

// insert is an INSERT on its way to a text.
type insert struct {
	dialect.Insert
	clause clause // zero without a conflict
	table  table
	rows   dialect.Rows
}

// spelling returns the one step of a statement that is not counted.
func (s insert) spelling(tally func(int, []dialect.Answer) dialect.Counts) (dialect.Spelling, error) {
	w := dialect.NewWriter(dialect.Question, s.rows)
	s.write(w)
	step, err := finish(w, reading(s.Returning))
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tally}, nil
}

// write writes the statement.
func (s insert) write(w *dialect.Writer) {
	writePrefixes(w, s.Prefixes)
	w.SQL("INSERT INTO ", s.table.full, " (", names(s.Columns), ") VALUES ")
	cells := dialect.Columns(len(s.Columns))
	w.EachRow(", ", func() { w.Cells("(", cells, ")") })
	if s.Conflict != nil {
		w.SQL(" ")
		s.clause.write(w)
	}
	writeEnd(w, s.Suffixes, s.table, s.Returning)
}
