package postgres

import (
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// columnType says what has to be known of a column's type.
type columnType int64

const (
	plainType columnType = iota
	byteaType
	nestedType // an array, or a row: unnest would take it apart
)

// columnTypes are those of a table's columns; nil: not known.
type columnTypes map[string]columnType

// probe asks for the types of a statement's columns; known makes a dialect of them.
func (columnTypes) probe(d Dialect, st dialect.Statement, known func(columnTypes) dialect.Dialect) dialect.Probe {
	columns := slices.Clone(st.RowColumns())
	return dialect.Probe{Step: typesQuestion(d.Quote(st.Target()), columns), Tuned: func(a dialect.Answer) dialect.Dialect {
		types := make(columnTypes, len(columns))
		for i, c := range columns {
			types[c] = columnType(a.Rows[i][0])
		}
		return known(types)
	}}
}

// probeCounting asks what counting needs to know; tuned makes a dialect of the one that knows it.
func probeCounting(d Dialect, st dialect.Statement, tuned func(Dialect) dialect.Dialect) (dialect.Probe, bool) {
	p, ok := d.Probe(st)
	return p.As(func(known dialect.Dialect) dialect.Dialect { return tuned(known.(Dialect)) }), ok
}

// typesQuestion asks for the types of columns.
func typesQuestion(table string, columns []string) dialect.Step {
	w := dialect.NewWriter(dialect.Dollar, dialect.Rows{})
	w.SQL("SELECT CASE WHEN t.oid = 'bytea'::regtype THEN ", fmt.Sprint(int(byteaType)),
		" WHEN t.typcategory = 'A' OR t.typtype = 'c' THEN ", fmt.Sprint(int(nestedType)), " ELSE 0 END FROM (VALUES ")
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.SQL("(", fmt.Sprint(i), ", ")
		w.Value(c)
		w.SQL("::name)")
	}
	w.SQL(") AS c (n, name) LEFT JOIN pg_attribute a ON a.attrelid = to_regclass(")
	w.Value(table)
	w.SQL(") AND a.attname = c.name LEFT JOIN pg_type t ON t.oid = a.atttypid ORDER BY c.n")
	step, _ := w.Step(dialect.ReadNumbers) // values alone cannot fail
	return step
}
