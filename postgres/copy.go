package postgres

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Load implements [dialect.Loader]: COPY … FROM STDIN into the table, or into a temporary one
// (https://www.postgresql.org/docs/current/sql-copy.html).
func (d Dialect) Load(s dialect.Strategy) (dialect.Dialect, error) {
	switch s {
	case dialect.Copy:
		return copying{fed: fed{Dialect: d}}, nil
	case dialect.Staging:
		d.staged = true
		return staging{fed: fed{Dialect: d}}, nil
	}
	return nil, unsupported(fmt.Sprintf("the strategy %d", s), "use exec.Statements, exec.Copy or exec.Staging")
}

// fed is PostgreSQL with rows that go through COPY.
type fed struct {
	Dialect
	bytea map[string]bool // tells the columns of type bytea; nil: not known
}

var (
	_ dialect.Dialect     = copying{}
	_ dialect.Prober      = copying{}
	_ dialect.ConnChecker = copying{}
	_ dialect.Dialect     = staging{}
	_ dialect.Prober      = staging{}
	_ dialect.ConnChecker = staging{}
)

// Limits implements [dialect.Dialect]: rows that are fed are no parameters.
func (fed) Limits() dialect.Limits { return dialect.Limits{Bytes: maxBytes} }

// CheckConn implements [dialect.ConnChecker]. The drivers are known by the package of their types.
func (fed) CheckConn(driverConn any) error {
	t := reflect.TypeOf(driverConn)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil && strings.HasPrefix(t.PkgPath(), "github.com/jackc/pgx") {
		return unsupported("COPY through pgx's driver for database/sql", "use lib/pq, or leave out Strategy")
	}
	return nil
}

// copyStep is COPY into a quoted table.
func (f fed) copyStep(table string, columns []string) dialect.Step {
	slots := make([]dialect.Slot, len(columns))
	bytea := make([]bool, len(columns))
	for i, c := range columns {
		slots[i], bytea[i] = dialect.Slot{Column: i}, f.bytea[c]
	}
	return dialect.Step{
		SQL:  "COPY " + table + " (" + names("", columns) + ") FROM STDIN",
		Args: []dialect.Args{{Slots: slots, PerRow: true}},
		Read: dialect.ReadAffected,
		Feed: func(column int, v driver.Value) driver.Value { return copied(v, bytea[column]) },
	}
}

// copied is a value as COPY has to get it to mean what it means as a bind parameter. For that, lib/pq asks for the type of the
// column; in COPY it takes a []byte for a bytea, and a string for the text of the column's type.
func copied(v driver.Value, bytea bool) driver.Value {
	switch v := v.(type) {
	case []byte:
		if v == nil {
			return nil
		}
		if !bytea {
			return string(v)
		}
	case string:
		if bytea {
			return []byte(v)
		}
	}
	return v
}

// refuseExprs refuses cells that are SQL.
func refuseExprs(rows dialect.Rows) error {
	if len(rows.Exprs) == 0 {
		return nil
	}
	first := slices.MinFunc(slices.Collect(maps.Keys(rows.Exprs)), func(a, b dialect.Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	return unsupported(fmt.Sprintf("an expression as a cell of COPY (column %d)", first.Column+1), "give values, or leave out Strategy")
}

// byteaColumns is the question which columns have the type bytea.
func byteaColumns(table string, columns []string) dialect.Step {
	w := dialect.NewWriter(dialect.Dollar, dialect.Rows{})
	w.SQL("SELECT CASE WHEN a.atttypid = 'bytea'::regtype THEN 1 ELSE 0 END FROM (VALUES ")
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
	w.SQL(") AND a.attname = c.name ORDER BY c.n")
	step, _ := w.Step(dialect.ReadNumbers) // values alone cannot fail
	return step
}

// probe asks which columns have the type bytea; know makes a dialect of it.
func (f fed) probe(s dialect.Statement, know func(fed) dialect.Dialect) (dialect.Probe, bool) {
	columns := slices.Clone(s.RowColumns())
	return dialect.Probe{Step: byteaColumns(f.Quote(s.Target()), columns), Tuned: func(a dialect.Answer) dialect.Dialect {
		f.bytea = make(map[string]bool, len(columns))
		for i, c := range columns {
			f.bytea[c] = a.Rows[i][0] == 1
		}
		return know(f)
	}}, f.bytea == nil
}

// copying is PostgreSQL whose plain INSERT is a COPY.
type copying struct{ fed }

// Probe implements [dialect.Prober].
func (c copying) Probe(s dialect.Statement) (dialect.Probe, bool) {
	return c.probe(s, func(f fed) dialect.Dialect { return copying{f} })
}

// Insert implements [dialect.Dialect]: COPY … FROM STDIN.
func (c copying) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	switch {
	case i.Conflict != nil:
		return dialect.Spelling{}, unsupported("COPY with OnConflict", "use exec.Staging, or leave out Strategy")
	case len(i.Returning) > 0:
		return dialect.Spelling{}, unsupported("COPY with Returning", "use exec.Staging, or leave out Strategy")
	case len(i.Prefixes)+len(i.Suffixes) > 0:
		return dialect.Spelling{}, unsupported("COPY with Prefix or Suffix", "leave out Strategy")
	}
	if err := refuseExprs(rows); err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{
		Steps:   []dialect.Step{c.copyStep(c.Quote(i.Table), i.Columns)},
		Tally:   tallyInserted,
		NeedsTx: true,
	}, nil
}

// Update implements [dialect.Dialect]: COPY only inserts.
func (copying) Update(dialect.Update, dialect.Rows) (dialect.Spelling, error) {
	return dialect.Spelling{}, unsupported("an update by COPY", "use exec.Staging, or leave out Strategy")
}

// Delete implements [dialect.Dialect]: COPY only inserts.
func (copying) Delete(dialect.Delete, dialect.Rows) (dialect.Spelling, error) {
	return dialect.Spelling{}, unsupported("a delete by COPY", "use exec.Staging, or leave out Strategy")
}
