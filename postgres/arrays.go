package postgres

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// rowsFrom says where a statement gets its rows.
type rowsFrom int

const (
	fromValues  rowsFrom = iota // a VALUES list
	fromStaging                 // the temporary table
	fromArrays                  // an array for each column
)

// arrays is PostgreSQL whose rows are one array for each column, so that the text is the same for any number of rows:
//
//	INSERT INTO "t" ("id", "a") SELECT "_1", "_2"
//	FROM unnest(COALESCE($1, ARRAY[(NULL::"t")."id"]), COALESCE($2, ARRAY[(NULL::"t")."a"])) AS sqbulk("_1", "_2")
//
// The arrays are typed by the table. https://www.postgresql.org/docs/current/functions-array.html
type arrays struct {
	Dialect
	columns columnTypes
}

var _ dialect.Dialect = arrays{}

// Limits implements [dialect.Dialect]: an array is one parameter.
func (arrays) Limits() dialect.Limits { return dialect.Limits{Bytes: maxBytes} }

// Probe implements [dialect.Tuner]: the types of the columns, and then what counting needs to know.
func (a arrays) Probe(st dialect.Statement) (dialect.Probe, bool) {
	if a.columns == nil {
		return a.columns.probe(a.Dialect, st, func(t columnTypes) dialect.Dialect { return arrays{a.Dialect, t} }), true
	}
	return probeCounting(a.Dialect, st, func(d Dialect) dialect.Dialect { return arrays{d, a.columns} })
}

// Insert implements [dialect.Dialect]: INSERT … SELECT from the arrays.
func (a arrays) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := a.Dialect.Insert(i, rows)
	return a.gathered(sp, err, i, rows)
}

// Update implements [dialect.Dialect]: UPDATE … FROM the arrays.
func (a arrays) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	if u.Form == dialect.FormCase {
		return dialect.Spelling{}, unsupported("the CASE form with exec.Arrays", "use the join form, or leave out Strategy")
	}
	sp, err := a.Dialect.Update(u, rows)
	return a.gathered(sp, err, u, rows)
}

// Delete implements [dialect.Dialect]: DELETE … USING the arrays.
func (a arrays) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := a.Dialect.Delete(x, rows)
	return a.gathered(sp, err, x, rows)
}

// gathered makes an array of the cells of each column.
func (a arrays) gathered(sp dialect.Spelling, err error, st dialect.Statement, rows dialect.Rows) (dialect.Spelling, error) {
	if err == nil {
		err = a.Engine.traits().refuseStrategy(dialect.Arrays)
	}
	if err == nil {
		err = refuseExprs("an array", rows)
	}
	if err != nil {
		return dialect.Spelling{}, err
	}
	columns := st.RowColumns()
	for _, c := range columns {
		if a.columns[c] == nestedType {
			return dialect.Spelling{}, unsupported(fmt.Sprintf("exec.Arrays with column %q, which holds arrays or rows itself", c),
				"use exec.Staging, or leave out Strategy")
		}
	}
	args := sp.Steps[0].Args
	for i := range args {
		if args[i].Gather != nil && a.columns[columns[args[i].Slots[0].Column]] == byteaType {
			args[i].Gather = byteaArray
		}
	}
	sp.BatchSize = fedRows
	return sp, nil
}

// writeArrays writes the rows as a function in FROM. The number of a row comes last, as WITH ORDINALITY has it.
func (s source) writeArrays(w *dialect.Writer) {
	w.SQL("unnest(")
	s.writeColumns(w)
	w.SQL(")")
	if s.numbered {
		w.SQL(" WITH ORDINALITY")
	}
}

// writeColumns writes the arrays.
func (s source) writeColumns(w *dialect.Writer) {
	for i, c := range s.columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL("COALESCE(")
		w.Gather([]int{i}, textArray) // gathered knows which are bytea
		w.SQL(", ARRAY[(NULL::", s.table, ").", name(c), "])")
	}
}
