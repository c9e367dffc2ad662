package sqlite

import (
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// Insert implements [dialect.Dialect]: INSERT INTO … VALUES … ON CONFLICT … RETURNING …
// (https://www.sqlite.org/lang_upsert.html).
func (d Dialect) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	if i.Conflict != nil && i.Conflict.Constraint != "" {
		return dialect.Spelling{}, unsupported("a conflict target by its constraint's name", "name the key's columns with OnConflict")
	}
	s := insert{i, d.Quote(i.Table)}
	write, err := s.step(rows)
	if err != nil {
		return dialect.Spelling{}, err
	}
	keys := s.keyCells()
	switch {
	case !s.updates():
		return dialect.Spelling{Steps: []dialect.Step{write}, Tally: tallyInserted}, nil
	case !i.Count || keys == nil:
		return dialect.Spelling{Steps: []dialect.Step{write}, Tally: tallyUnknown}, nil
	}
	look, err := s.lookUp(rows, keys)
	if err != nil {
		return dialect.Spelling{}, err
	}
	steps := []dialect.Step{look, write, look}
	return dialect.Spelling{Steps: steps, Tally: s.tally, NeedsTx: true}, nil
}

// insert is an INSERT on its way to a text.
type insert struct {
	dialect.Insert
	table string // quoted
}

// updates tells whether existing rows are updated.
func (s insert) updates() bool { return s.Conflict != nil && !s.Conflict.DoNothing }

// step writes the statement.
func (s insert) step(rows dialect.Rows) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, s.Prefixes)
	w.SQL("INSERT INTO ", s.table, " (", names("", s.Columns), ") VALUES ")
	cells := dialect.Columns(len(s.Columns))
	w.EachRow(", ", func() { w.Cells("(", cells, ")") })
	if s.Conflict != nil {
		w.SQL(" ")
		clause{Conflict: *s.Conflict, table: s.table}.write(w)
	}
	writeSuffixes(w, s.Suffixes)
	writeReturning(w, s.Returning)
	if len(s.Returning) > 0 {
		return finish(w, dialect.ReadRows)
	}
	return finish(w, dialect.ReadAffected)
}

// keyCells are the positions of the conflict's columns in a row; nil when the rows do not have all of them.
func (s insert) keyCells() []int {
	if !s.updates() {
		return nil
	}
	var cells []int
	for _, k := range s.Conflict.Columns {
		at := slices.Index(s.Columns, k)
		if at < 0 {
			return nil
		}
		cells = append(cells, at)
	}
	return cells
}
