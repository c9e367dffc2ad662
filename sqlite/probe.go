package sqlite

import (
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// losses says whether a table may lose rows that a statement writes, without an error.
type losses int

const (
	lossesUnknown losses = iota
	lossless
	lossy
)

// Probe implements [dialect.Prober]. It asks about the table of a counted statement that leaves some rows alone by itself
// (OnlyChanged, DoUpdateWhere), because only the schema tells these from rows that a trigger dropped.
func (d Dialect) Probe(s dialect.Statement) (dialect.Probe, bool) {
	if d.losses != lossesUnknown || !conditional(s) {
		return dialect.Probe{}, false
	}
	schema, table := "", s.Target()
	if i := strings.LastIndexByte(table, '.'); i >= 0 {
		schema, table = d.Quote(table[:i])+".", table[i+1:]
	}
	w := dialect.NewWriter(dialect.Question, dialect.Rows{})
	writeProbe(w, schema, table)
	step, err := w.Step(dialect.ReadNumbers)
	return dialect.Probe{Step: step, Tuned: d.tuned}, err == nil
}

// conditional tells whether a statement is counted and may leave rows alone that exist.
func conditional(s dialect.Statement) bool {
	switch s := s.(type) {
	case dialect.Insert:
		return s.Count && s.Conflict != nil && clause{Conflict: *s.Conflict}.conditional()
	case dialect.Update:
		return s.Count && s.OnlyChanged
	}
	return false
}

// writeProbe writes the question: the number of tables of that name, and what may drop their rows. That is RAISE(IGNORE) in a
// trigger, also in a temporary one (https://www.sqlite.org/lang_createtrigger.html#the_raise_function), a constraint with ON
// CONFLICT IGNORE (https://www.sqlite.org/lang_conflict.html), and the INSTEAD OF triggers of a view, which SQLite does not count.
func writeProbe(w *dialect.Writer, schema, table string) {
	const columns = " SELECT type, sql, tbl_name FROM "
	w.SQL("WITH found AS (", columns[1:], schema, "sqlite_master UNION ALL", columns, "sqlite_temp_master) ",
		"SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR ",
		"type = 'trigger' AND lower(sql) LIKE '%raise%ignore%' OR type = 'table' AND lower(sql) LIKE '%conflict%ignore%') ",
		"FROM found WHERE type <> 'index' AND tbl_name = ")
	w.Value(table)
	w.SQL(" COLLATE NOCASE")
}

// tuned returns the dialect for the table that the answer is about. A table that was not found is in an attached database,
// whose triggers were not seen.
func (d Dialect) tuned(a dialect.Answer) dialect.Dialect {
	if len(a.Rows) == 0 || a.Rows[0][0] == 0 {
		return d
	}
	d.losses = lossless
	if a.Rows[0][1] > 0 {
		d.losses = lossy
	}
	return d
}
