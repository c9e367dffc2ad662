package postgres

import (
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Insert implements [dialect.Dialect]: INSERT INTO … VALUES … ON CONFLICT … RETURNING …
// (https://www.postgresql.org/docs/current/sql-insert.html).
func (d Dialect) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	s := insert{Insert: i, table: d.Quote(i.Table), method: uncounted, from: d.rows}
	if i.Conflict != nil {
		if err := checkIndexPredicate(i.Conflict.Where); err != nil {
			return dialect.Spelling{}, err
		}
		if !i.Conflict.DoNothing && strings.HasSuffix(s.table, `"excluded"`) {
			return dialect.Spelling{}, unsupported("DO UPDATE of a table that is called excluded, which is PostgreSQL's name for the incoming row", "use an Update, or rename the table")
		}
	}
	t := d.Engine.traits()
	var key []int
	if s.updates() {
		if err := t.refuseCompared(i.Conflict.OnlyChanged); err != nil {
			return dialect.Spelling{}, err
		}
		s.method, key = d.methodOf(i, rows)
	}
	w := dialect.NewWriter(dialect.Dollar, rows)
	read := dialect.ReadAffected
	switch {
	case len(i.Returning) > 0:
		read = dialect.ReadRows
		s.write(w)
	case s.method.returns():
		read = dialect.ReadNumbers
		w.SQL("WITH sqbulk AS (")
		s.write(w)
		w.SQL(") SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created)")
		if s.method == byEither {
			w.SQL(", count(*) FILTER (WHERE noted)")
		}
		w.SQL(" FROM sqbulk")
	default:
		s.write(w)
	}
	step, err := finish(w, read)
	if err != nil {
		return dialect.Spelling{}, err
	}
	conditional := s.updates() && (i.Conflict.UpdateWhere != nil || i.Conflict.OnlyChanged)
	asks := conditional && s.method != uncounted && d.asksTriggers()
	if s.method == byLookUp {
		return s.lookedUp(t, step, d.Kind, asks, rows, key)
	}
	sp := dialect.Spelling{Steps: []dialect.Step{step}, Tally: s.tally(d.Kind, asks)}
	if asks {
		sp.Steps = append(sp.Steps, triggerQuestion(s.table, func(n int, answers []dialect.Answer) bool {
			c := upserted(answers[0], len(i.Returning) > 0)
			return c.Created+c.Updated < int64(n)
		}))
	}
	return sp, nil
}

// methodOf returns the way to count an upsert, and for a look-up the positions of its key.
func (d Dialect) methodOf(i dialect.Insert, rows dialect.Rows) (m method, key []int) {
	if !i.Count {
		return uncounted, nil
	}
	if m = d.method(); m != byLookUp {
		return m, nil
	}
	key, ok := lookable(i, rows)
	if !ok {
		return uncounted, nil
	}
	return m, key
}

// insert is an INSERT on its way to a text.
type insert struct {
	dialect.Insert
	table  string // quoted
	method method
	from   rowsFrom
}

// updates tells whether existing rows are updated.
func (s insert) updates() bool { return s.Conflict != nil && !s.Conflict.DoNothing }

// write writes the statement.
func (s insert) write(w *dialect.Writer) {
	writePrefixes(w, s.Prefixes)
	w.SQL("INSERT INTO ", s.table, " (", names("", s.Columns), ") ")
	switch s.from {
	case fromStaging:
		w.SQL("SELECT ", names("", s.Columns), " FROM ", stagingTable(s.table))
	case fromArrays:
		list := source{table: s.table, columns: s.Columns, from: s.from}
		w.SQL("SELECT ", list.positions(), " FROM ")
		list.write(w)
	default:
		w.SQL("VALUES ")
		cells := dialect.Columns(len(s.Columns))
		w.EachRow(", ", func() { w.Cells("(", cells, ")") })
	}
	if s.Conflict != nil {
		w.SQL(" ")
		clause{Conflict: *s.Conflict, table: s.table, noted: s.note()}.write(w)
	}
	writeSuffixes(w, s.Suffixes)
	s.writeReturning(w)
}

// note is the condition that leaves a note of an update; empty: RETURNING needs none.
func (s insert) note() string {
	switch s.method {
	case byNote:
		return noteUpdate
	case byEither:
		return "(" + isTable(s.table, s.table+".") + " OR " + noteUpdate + ")"
	}
	return ""
}

// writeReturning writes the caller's columns and what counting needs.
func (s insert) writeReturning(w *dialect.Writer) {
	if !s.method.returns() {
		if len(s.Returning) > 0 {
			w.SQL(" RETURNING ", names("", s.Returning))
		}
		return
	}
	w.SQL(" RETURNING ")
	if s.method == byOld {
		w.SQL("WITH (OLD AS ", oldAlias(s.table), ") ")
	}
	created := s.method.created(s.witness(), oldAlias(s.table), s.table)
	if len(s.Returning) > 0 {
		// A number, because drivers differ in what they make of a boolean.
		w.SQL(names("", s.Returning), ", CASE WHEN ", created, " THEN 1 ELSE 0 END")
		if s.method == byEither {
			w.SQL(" + CASE WHEN ", isTable(s.table, ""), " THEN 0 ELSE 2 END")
		}
		return
	}
	w.SQL(created, " AS created")
	if s.method == byEither {
		w.SQL(", NOT ", isTable(s.table, ""), " AS noted")
	}
}

// witness is a column that is hardly ever NULL in an existing row.
func (s insert) witness() string {
	if len(s.Conflict.Columns) > 0 {
		return s.Conflict.Columns[0]
	}
	return s.Columns[0]
}
