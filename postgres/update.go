package postgres

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Update implements [dialect.Dialect]: UPDATE … SET … FROM (VALUES …) WHERE …, or the CASE form
// (https://www.postgresql.org/docs/current/sql-update.html).
func (d Dialect) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	t := d.Engine.traits()
	if err := t.refuseCompared(u.OnlyChanged); err != nil {
		return dialect.Spelling{}, err
	}
	if t.untyped {
		u.Form = dialect.FormCase
	}
	s := update{Update: u, table: d.Quote(u.Table), usual: updateRows}
	list := source{table: s.table, columns: u.RowColumns(), numbered: u.Count, fold: u.Fold, from: d.rows}
	alone := len(u.Key) == 1 && u.Where == nil // with other conditions the planner takes the list for a poor one, and another index
	s.form = join{list: list, key: u.Key, listed: alone && d.rows == fromValues && len(u.Fold) == 0 && !exprsIn(rows, 1)}
	if u.Form == dialect.FormCase {
		if len(u.Fold) > 0 {
			return dialect.Spelling{}, t.refuseFold()
		}
		s.form, s.most = cases{table: s.table, columns: u.RowColumns(), key: u.Key, byColumn: t.untyped}, dialect.CaseRows
		s.usual = 0
	}
	w := dialect.NewWriter(dialect.Dollar, rows)
	switch {
	case !u.Count:
		s.writePlain(w)
		return s.spelling(w, dialect.ReadAffected, tallyUpdated)
	case u.OnlyChanged:
		s.writeMatchedFirst(w)
		return s.spelling(w, dialect.ReadNumbers, s.tallyMatched)
	default:
		s.writeNumbered(w)
		asks := d.asksTriggers()
		sp, err := s.spelling(w, dialect.ReadNumbers, s.tallyNumbered(d.Kind, asks))
		if err == nil && asks {
			sp.Steps = append(sp.Steps, triggerQuestion(s.table, func(n int, answers []dialect.Answer) bool {
				_, matched := numbered(answers[0], len(u.Returning) > 0)
				return matched < int64(n)
			}))
		}
		return sp, err
	}
}

// updateRows is the rows in an UPDATE by default. With more, the planner of PostgreSQL 15 reads a table of 100,000 rows for each
// statement instead of looking the rows up in the index: 20,000 updates in statements of 1,000 rows took 1.98 times as long, of 500
// rows 2.73 times, of 100 rows 1.34 times (internal/benchmarks/compare, -batches).
const updateRows = 200

// update is an UPDATE on its way to a text.
type update struct {
	dialect.Update
	table string // quoted
	form  form
	most  int // rows in a statement; zero: no bound
	usual int // rows in a statement where nobody asks for a number; zero: the default
}

// form is a way to bring stored and input rows together.
type form interface {
	// writeFrom writes the input rows behind a keyword; nothing where they are not a list.
	writeFrom(w *dialect.Writer, keyword string)
	// writeMatch writes the condition that a stored row has an input row.
	writeMatch(w *dialect.Writer)
	// writeExpr writes a caller's expression; otherwise is its value for stored rows without an input row.
	writeExpr(w *dialect.Writer, e sq.Sqlizer, otherwise string)
	// writeIncoming writes the incoming value of a column.
	writeIncoming(w *dialect.Writer, column string)
	// writeInput writes what tells the input rows of stored rows apart.
	writeInput(w *dialect.Writer)
	// writeNumber writes the same as an integer.
	writeNumber(w *dialect.Writer)
	// carried are the columns of the list of rows that an UPDATE of what was matched before needs.
	carried() string
}

// spelling returns the one step and its tally. A statement with RETURNING reads rows in any case.
func (s update) spelling(w *dialect.Writer, read dialect.Read, t tally) (dialect.Spelling, error) {
	if len(s.Returning) > 0 {
		read = dialect.ReadRows
	}
	step, err := finish(w, read)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: t, MaxRows: s.most, BatchSize: s.usual}, nil
}

// writePlain writes the statement that does not count.
func (s update) writePlain(w *dialect.Writer) {
	s.writeHead(w)
	s.form.writeFrom(w, " FROM ")
	s.writeWhere(w)
	if s.OnlyChanged {
		w.SQL(" AND ")
		s.writeChanged(w)
	}
	writeSuffixes(w, s.Suffixes)
	if len(s.Returning) > 0 {
		w.SQL(" RETURNING ", names(s.table+".", s.Returning))
	}
}

// writeNumbered writes the statement that returns the number of the input row for each updated row:
//
//	WITH sqbulk_updated AS (UPDATE … RETURNING sqbulk."_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated
func (s update) writeNumbered(w *dialect.Writer) {
	returning := len(s.Returning) > 0
	if !returning {
		w.SQL("WITH sqbulk_updated AS (")
	}
	s.writePlain(w)
	if returning {
		w.SQL(", ")
		s.form.writeNumber(w)
		return
	}
	w.SQL(" RETURNING ")
	s.form.writeInput(w)
	w.SQL(` AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated`)
}

// writeMatchedFirst writes the statement that first finds all pairs of rows, and which of them would change:
//
//	WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(…) AS "_changed" FROM "t", (VALUES …) AS sqbulk(…) WHERE …),
//	sqbulk_updated AS (UPDATE "t" SET … FROM sqbulk WHERE sqbulk."_changed" AND … RETURNING 1)
//	SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated)
//	FROM sqbulk
//
// Both read one snapshot. The UPDATE repeats the conditions because at READ COMMITTED it waits for a row that another
// transaction has changed meanwhile, and then looks at the row as it has become. Nothing is locked that is not updated.
func (s update) writeMatchedFirst(w *dialect.Writer) {
	rows := rowsAlias(s.table)
	w.SQL("WITH ", rows, " AS (")
	writePrefixes(w, s.Prefixes)
	w.SQL("SELECT ")
	s.writeCarried(w)
	w.SQL(", ")
	s.writeChanged(w)
	w.SQL(` AS "_changed" FROM `, s.table)
	s.form.writeFrom(w, ", ")
	s.writeWhere(w)
	w.SQL("), sqbulk_updated AS (")
	s.writeHead(w)
	if s.form.carried() != "" {
		w.SQL(" FROM ", rows)
	}
	s.writeWhere(w)
	if s.form.carried() != "" {
		w.SQL(" AND ", rows, `."_changed"`)
	}
	w.SQL(" AND ")
	s.writeChanged(w)
	writeSuffixes(w, s.Suffixes)
	s.writeNumbers(w)
}

// writeNumbers writes the end of the statement that matches first: the input rows that have a stored row, the pairs,
// the pairs that would change, and the updated rows.
func (s update) writeNumbers(w *dialect.Writer) {
	const matched, pairs, changed = `count(DISTINCT "_0")`, `count(*)`, `count(*) FILTER (WHERE "_changed")`
	rows := rowsAlias(s.table)
	if len(s.Returning) == 0 {
		w.SQL(" RETURNING 1) SELECT ", matched, ", ", pairs, ", ", changed)
		w.SQL(", (SELECT count(*) FROM sqbulk_updated) FROM ", rows)
		return
	}
	w.SQL(" RETURNING ", names(s.table+".", s.Returning), ") SELECT ", names("", s.Returning))
	for _, n := range []string{matched, pairs, changed} {
		w.SQL(", (SELECT ", n, " FROM ", rows, ")")
	}
	w.SQL(" FROM sqbulk_updated")
}

// writeCarried writes what the pairs keep of the input row.
func (s update) writeCarried(w *dialect.Writer) {
	if columns := s.form.carried(); columns != "" {
		w.SQL(columns)
		return
	}
	s.form.writeInput(w)
	w.SQL(` AS "_0"`)
}

// writeHead writes UPDATE … SET ….
func (s update) writeHead(w *dialect.Writer) {
	writePrefixes(w, s.Prefixes)
	w.SQL("UPDATE ", s.table, " SET ")
	for i, a := range s.Set {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL(name(a.Column), " = ")
		if a.Expr == nil {
			s.form.writeIncoming(w, a.Column)
			continue
		}
		s.form.writeExpr(w, a.Expr, name(a.Column))
	}
}

// writeWhere writes which stored rows are meant.
func (s update) writeWhere(w *dialect.Writer) {
	w.SQL(" WHERE ")
	s.form.writeMatch(w)
	if s.Where != nil {
		w.SQL(" AND ")
		s.form.writeExpr(w, s.Where, "FALSE")
	}
}

// writeChanged writes the condition that an incoming value differs from the stored one. The incoming value may have
// another type than the column: a domain's base type, or what an expression among the cells made of it. The comparison
// wants one type, so the stored value takes that of a CASE of both.
func (s update) writeChanged(w *dialect.Writer) {
	stored := func(column string) {
		w.SQL("CASE WHEN TRUE THEN ", s.table, ".", name(column), " ELSE ")
		s.form.writeIncoming(w, column)
		w.SQL(" END")
	}
	writeChanged(w, compared(s.Set), stored, func(column string) { s.form.writeIncoming(w, column) })
}

// join is the form that joins the table with the list of input rows.
type join struct {
	list   source
	key    []string
	listed bool // the key, of one column, is listed in the condition as well
}

func (j join) writeFrom(w *dialect.Writer, keyword string) {
	w.SQL(keyword)
	j.list.write(w)
}

// writeMatch writes the join, and the list of the keys. By the list the planner leaves out the partitions that have none of them, which
// the join does not tell it; internal/benchmarks/partitions measures it.
func (j join) writeMatch(w *dialect.Writer) {
	j.list.writeMatch(w, j.key)
	if !j.listed {
		return
	}
	w.SQL(" AND ", j.list.table, ".", name(j.key[0]), " IN (")
	w.EachRow(", ", func() { w.Cells("", []int{0}, "") })
	w.SQL(")")
}

// exprsIn tells whether a cell of the first columns is an expression, which may have another value wherever it stands.
func exprsIn(rows dialect.Rows, columns int) bool {
	for cell := range rows.Exprs {
		if cell.Column < columns {
			return true
		}
	}
	return false
}

func (j join) writeExpr(w *dialect.Writer, e sq.Sqlizer, _ string) {
	w.Refs(qualified(j.list.table), j.list.incoming)
	w.Expr(e)
	w.Refs(nil, nil)
}

func (j join) writeIncoming(w *dialect.Writer, column string) { j.list.incoming(w, column) }

func (j join) writeInput(w *dialect.Writer) { j.writeNumber(w) }

func (j join) writeNumber(w *dialect.Writer) { w.SQL(rowsAlias(j.list.table), `."_0"`) }

func (j join) carried() string { return rowsAlias(j.list.table) + ".*" }
