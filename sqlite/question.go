package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// What a statement wrote does not say why it did not write a row: the row may be equal, or a trigger may have dropped it. Only the
// schema tells. It is asked after the statement, where the answer matters, and so of the present: a transaction that has written keeps
// other connections from changing the schema.

// question returns the step that asks what may become of rows of the table. It is sent where needed says so.
func (t table) question(needed func(n int, answers []dialect.Answer) bool) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Question, dialect.Rows{})
	t.writeQuestion(w)
	step, err := finish(w, dialect.ReadNumbers)
	step.Needed = needed
	return step, err
}

// writeQuestion writes the question. Its numbers are
//
//   - how many tables and views have the name;
//   - how many things may leave a row unwritten: RAISE(IGNORE) in a trigger, also in a temporary one
//     (https://www.sqlite.org/lang_createtrigger.html#the_raise_function), a constraint with ON CONFLICT IGNORE
//     (https://www.sqlite.org/lang_conflict.html), the INSTEAD OF triggers of a view, which SQLite does not count, and the code of a
//     virtual table;
//   - how many constraints have ON CONFLICT REPLACE: a row may have removed another one;
//   - how many triggers there are: one may have removed a row.
func (t table) writeQuestion(w *dialect.Writer) {
	const columns = "SELECT type, lower(sql) AS sql, tbl_name FROM "
	w.SQL("SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR ",
		"type = 'trigger' AND sql LIKE '%raise%ignore%' OR ",
		"type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), ",
		"count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') ",
		"FROM (", columns, t.schema, "sqlite_master UNION ALL ", columns, "sqlite_temp_master) ",
		"WHERE type <> 'index' AND tbl_name = ")
	w.Value(t.written)
	w.SQL(" COLLATE NOCASE")
}

// nature is the answer to the question.
type nature struct {
	drops    bool // rows may be left unwritten
	replaces bool // a row may remove others
	triggers bool // triggers may do anything
}

// natureOf reads the answer. Of a table that was not found nothing is known: it is in an attached database, and was named without it.
func natureOf(a dialect.Answer) nature {
	row := a.Rows[0]
	unknown := row[0] == 0
	return nature{drops: unknown || row[1] > 0, replaces: unknown || row[2] > 0, triggers: unknown || row[3] > 0}
}
