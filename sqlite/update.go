package sqlite

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// joinRows is the most rows of an UPDATE with FROM. The table is joined with a list that has no index, and the statement is fastest
// at about this size.
const joinRows = 100

// Update implements [dialect.Dialect]: WITH … UPDATE … SET … FROM …, or the CASE form
// (https://www.sqlite.org/lang_update.html).
func (d Dialect) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	table := d.Quote(u.Table)
	s := update{Update: u, table: table, list: all(table, u.RowColumns())}
	write, err := s.step(rows)
	if err != nil {
		return dialect.Spelling{}, err
	}
	spelling := dialect.Spelling{Steps: []dialect.Step{write}, Tally: tallyUpdated, MaxRows: joinRows}
	if u.Form == dialect.FormCase {
		spelling.MaxRows = dialect.CaseRows
	}
	if !u.Count {
		return spelling, nil
	}
	look, err := s.lookUp(rows)
	if err != nil {
		return dialect.Spelling{}, err
	}
	spelling.Steps, spelling.Tally, spelling.NeedsTx = []dialect.Step{look, write}, s.tally, true
	return spelling, nil
}

// update is an UPDATE on its way to a text.
type update struct {
	dialect.Update
	table string // quoted
	list  source
}

// step writes the statement.
func (s update) step(rows dialect.Rows) (dialect.Step, error) {
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, s.Prefixes)
	if s.Form == dialect.FormCase {
		s.writeCases(w)
	} else {
		s.writeJoin(w)
	}
	writeSuffixes(w, s.Suffixes)
	writeReturning(w, s.Returning)
	if len(s.Returning) > 0 {
		return finish(w, dialect.ReadRows)
	}
	return finish(w, dialect.ReadAffected)
}

// writeJoin writes the form that joins the table with the list of input rows.
func (s update) writeJoin(w *dialect.Writer) {
	s.list.write(w)
	s.writeSet(w,
		func(column string) { s.list.incoming(w, column) },
		func(e sq.Sqlizer, _ string) { s.list.writeExpr(w, e) })
	w.SQL(" FROM sqbulk WHERE ")
	s.list.writeMatch(w, s.Key)
	if s.Where != nil {
		w.SQL(" AND ")
		s.list.writeExpr(w, s.Where)
	}
	if s.OnlyChanged {
		w.SQL(" AND ")
		writeChanged(w, s.table, compared(s.Set), s.list.incoming)
	}
}

// writeSet writes UPDATE … SET …, with the given ways to write an incoming value and an expression. Every expression reads
// the stored row.
func (s update) writeSet(w *dialect.Writer, incoming func(column string), expr func(e sq.Sqlizer, otherwise string)) {
	w.SQL("UPDATE ", s.table, " SET ")
	for i, a := range s.Set {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(name(a.Column), " = ")
		if a.Expr == nil {
			incoming(a.Column)
			continue
		}
		expr(a.Expr, s.table+"."+name(a.Column))
	}
}
