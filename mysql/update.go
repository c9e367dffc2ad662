package mysql

import (
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// update spells an UPDATE by key.
func (f flavor) update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	if len(u.Returning) > 0 {
		return dialect.Spelling{}, f.unsupported("UPDATE … RETURNING", "run the update, and read the rows by their key")
	}
	if err := f.refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	var err error
	if u.Set, err = f.withDefaults(u.Set); err != nil {
		return dialect.Spelling{}, err
	}
	tally := tallyUpdate
	if f.engine.apart && u.Count {
		u.Count, tally = false, tallyWritten
	}
	if f.engine.noJoin {
		u.Form = dialect.FormCase
	}
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, u.Prefixes)
	most := 0
	switch u.Form {
	case dialect.FormCase:
		most = dialect.CaseRows
		if len(u.Fold) > 0 {
			return dialect.Spelling{}, f.refuseFold()
		}
		if err := f.writeCase(w, u); err != nil {
			return dialect.Spelling{}, err
		}
	default:
		f.writeJoin(w, u)
	}
	writeSuffixes(w, u.Suffixes)
	write, err := w.Step(dialect.ReadAffected)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: update: %w", err)
	}
	asked := f.asked(u)
	if !u.Count {
		return around(asked, dialect.Spelling{Steps: []dialect.Step{write}, Tally: tally, MaxRows: most}, nil), nil
	}
	spelling := dialect.Spelling{Steps: []dialect.Step{resetPairs(rows.N), write, readPairs}, Tally: f.tallyPairs, MaxRows: most}
	if u.Form == dialect.FormCase && u.OnlyChanged {
		spelling.Tally = f.tallyFiltered
	}
	return around(asked, spelling, nil), nil
}

// checks tells whether an update checks that no NOT NULL column gets NULL: the join form does, where the question can be asked.
func (f flavor) checks(u dialect.Update) bool {
	return u.Form == dialect.FormJoin && (u.Ask || u.Count) && !f.engine.apart
}

// asked is the question about NOT NULL columns, for rows of which one may have NULL; none where no NULL is checked. The columns are in
// the order of the assignments.
func (f flavor) asked(u dialect.Update) []dialect.Step {
	if !f.checks(u) {
		return nil
	}
	exprs, plain := apart(u.Set)
	step := askNotNull(u.Table, columnsOf(append(exprs, plain...)))
	if step.NullIn = positions(u.RowColumns(), plain); len(exprs) > 0 {
		step.NullIn, step.Needed = nil, func(int, []dialect.Answer) bool { return true } // an expression may be NULL for any row
	}
	return []dialect.Step{step}
}

// positions are those of assigned columns among the rows'.
func positions(columns []string, set []dialect.Assignment) []int {
	at := make([]int, len(set))
	for i, a := range set {
		at[i] = slices.Index(columns, a.Column)
	}
	return at
}

// writeJoin writes the join form:
//
//	UPDATE (SELECT id AS _1, a AS _2 FROM t WHERE FALSE UNION ALL …) AS sqbulk
//	STRAIGHT_JOIN t ON t.id = sqbulk._1 SET t.a = sqbulk._2
//
// The head, a query without rows, gives the columns of the table their types and collations; without it the parameters of
// a prepared statement have the wrong ones.
//
// STRAIGHT_JOIN reads the input rows first and looks each of them up, so that only the rows that match are locked, in the
// order of the input. It also makes the server collect the new values before it writes any, so that every expression reads
// the stored row; with the table first, MySQL assigns one column after the other. The price is a bug of both servers: collected
// values skip the check for NULL when the table has a BEFORE trigger, and a NOT NULL column silently becomes empty. So the
// statement checks that itself.
func (f flavor) writeJoin(w *dialect.Writer, u dialect.Update) {
	alias, stored := rowsAlias(u.Table), qualified(u.Table)
	exprs, plain := apart(u.Set)
	l := setList{order: order{set: append(exprs, plain...)}, target: stored, stored: stored, value: writeValue, checked: f.checks(u)}
	match := func(w *dialect.Writer) { writeMatch(w, u.Table, u.Key, u.Fold) }
	further := filter{match: match, onlyChanged: u.OnlyChanged, changed: func(w *dialect.Writer) { writeChanged(w, plain) }}
	if u.Where != nil {
		further.where = func(w *dialect.Writer) { w.Expr(u.Where) }
		further.indexed = further.where
	}
	if u.Count {
		further.countIn(&l, countPair(func(w *dialect.Writer) { w.SQL(alias, ".`_0`") }))
	}
	w.SQL("UPDATE", f.hint(u.Count), " (")
	f.writeRows(w, u, unionAll)
	w.SQL(") AS ", alias, " STRAIGHT_JOIN ", quoteTable(u.Table), " ON ")
	match(w)
	w.SQL(" SET ")
	w.Refs(stored, aliased(u.Table, u.RowColumns()))
	l.write(w)
	further.write(w, " WHERE ")
	w.Refs(nil, nil)
}

// unionAll takes every row; UNION takes equal ones once.
const unionAll = " UNION ALL "

// writeRows writes the rows as a query, put together by union. MariaDB types VALUES by the head, and a prepared UNION ALL SELECT ?, … wrongly:
// it fills a BINARY(16) up to 64 bytes. MySQL has VALUES ROW(…) from 8.0.19 on, and takes the SELECT at any version.
func (f flavor) writeRows(w *dialect.Writer, u dialect.Update, union string) {
	if f.staged != "" {
		f.writeStaged(w, u)
		return
	}
	columns := u.RowColumns()
	w.SQL("SELECT ")
	if u.Count {
		w.SQL("0 AS `_0`, ")
	}
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(quoteName(c), " AS ", rowColumn(i))
	}
	w.SQL(" FROM ", quoteTable(u.Table), " WHERE FALSE", union)
	open, sep, end := "SELECT ", union, ""
	if f.rowValues {
		open, sep, end = "(", ", ", ")"
		w.SQL("VALUES ")
	}
	ordinal, all := 0, dialect.Columns(len(columns))
	w.EachRow(sep, func() {
		ordinal++
		w.SQL(open)
		if u.Count {
			number(w, ordinal)
			w.SQL(", ")
		}
		w.Cells("", all, end)
	})
}
