package sqlite

import (
	"fmt"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Update implements [dialect.Dialect]: UPDATE … SET … FROM (VALUES …) WHERE …, or the CASE form
// (https://www.sqlite.org/lang_update.html). A counted UPDATE has a look-up before it. The join has no bound on its rows: 20,000
// updates of a table of 100,000 rows took as long in statements of 50 rows as in those of 5,000 (modernc.org/sqlite v1.61.1,
// mattn/go-sqlite3 v1.14.52).
func (d Dialect) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	s := update{Update: u, table: newTable(u.Table), rows: rows}
	s.form = join{wholeRows(s.table, u.RowColumns(), u.Fold), s.table, u.Key}
	most := 0
	if u.Form == dialect.FormCase {
		if len(u.Fold) > 0 {
			return dialect.Spelling{}, unsupported("the CASE form with keys without regard to case", "use the join form")
		}
		c, err := newCases(u, s.table)
		if err != nil {
			return dialect.Spelling{}, fmt.Errorf("sqlite: %w", err)
		}
		s.form, most = c, dialect.CaseRows
	}
	w := dialect.NewWriter(dialect.Question, rows)
	s.write(w)
	step, err := finish(w, reading(u.Returning))
	if err != nil {
		return dialect.Spelling{}, err
	}
	if !u.Count {
		return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyUpdated(u.Returning), MaxRows: most}, nil
	}
	list, err := s.looked()
	if err != nil {
		return dialect.Spelling{}, err
	}
	look, err := s.lookUp(list)
	if err != nil {
		return dialect.Spelling{}, err
	}
	steps := []dialect.Step{look, step}
	if s.OnlyChanged {
		ask, err := s.table.question(s.leftSome)
		if err != nil {
			return dialect.Spelling{}, err
		}
		steps = append(steps, ask)
	}
	return dialect.Spelling{Steps: steps, Tally: s.tally(list), MaxRows: most, NeedsTx: true}, nil
}

// update is an UPDATE on its way to a text.
type update struct {
	dialect.Update
	table table
	form  form
	rows  dialect.Rows
}

// form is a way to bring stored and input rows together.
type form interface {
	// writeFrom writes the input rows; nothing where they are not a list.
	writeFrom(w *dialect.Writer)
	// writeMatch writes the condition that a stored row has an input row.
	writeMatch(w *dialect.Writer)
	// writeIncoming writes the incoming value of a column.
	writeIncoming(w *dialect.Writer, column string)
	// writeExpr writes a caller's expression for a column.
	writeExpr(w *dialect.Writer, e sq.Sqlizer, column string)
	// writeWhere writes the caller's condition.
	writeWhere(w *dialect.Writer, where sq.Sqlizer)
}

// write writes the statement. All expressions of the SET list read the row as it was before.
func (s update) write(w *dialect.Writer) {
	writePrefixes(w, s.Prefixes)
	w.SQL("UPDATE ", s.table.full, " SET ")
	for i, a := range s.Set {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(name(a.Column), " = ")
		if a.Expr == nil {
			s.form.writeIncoming(w, a.Column)
			continue
		}
		s.form.writeExpr(w, a.Expr, a.Column)
	}
	s.form.writeFrom(w)
	w.SQL(" WHERE ")
	s.form.writeMatch(w)
	if s.Where != nil {
		w.SQL(" AND ")
		s.form.writeWhere(w, s.Where)
	}
	if s.OnlyChanged {
		w.SQL(" AND ")
		writeChanged(w, s.table, compared(s.Set), func(column string) { s.form.writeIncoming(w, column) })
	}
	writeEnd(w, s.Suffixes, s.table, s.Returning)
}

// incomingColumns lists the columns of the incoming row that an expression reads.
func incomingColumns(e sq.Sqlizer) ([]string, error) {
	refs, err := dialect.Refs(e)
	var columns []string
	for _, r := range refs {
		if r.From == dialect.IncomingRow {
			columns = append(columns, r.Column)
		}
	}
	return columns, err
}

// join is the form that joins the table with the list of input rows.
type join struct {
	source
	table table
	key   []string
}

func (j join) writeFrom(w *dialect.Writer) {
	w.SQL(" FROM ")
	j.source.write(w)
}

func (j join) writeMatch(w *dialect.Writer) { j.source.writeMatch(w, j.table, j.key) }

func (j join) writeIncoming(w *dialect.Writer, column string) { j.incoming(w, column) }

func (j join) writeWhere(w *dialect.Writer, where sq.Sqlizer) { j.writeExpr(w, where, "") }

func (j join) writeExpr(w *dialect.Writer, e sq.Sqlizer, _ string) {
	w.Refs(j.table.stored, j.incoming)
	w.Expr(e)
	w.Refs(nil, nil)
}
