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

// Load implements [dialect.Strategies]: COPY … FROM STDIN into the table, or into a temporary one
// (https://www.postgresql.org/docs/current/sql-copy.html).
func (d Dialect) Load(s dialect.Strategy) (dialect.Dialect, error) {
	return d.load(s, fed{Dialect: d})
}

// load returns the dialect of a strategy.
func (Dialect) load(s dialect.Strategy, f fed) (dialect.Dialect, error) {
	switch s {
	case dialect.Copy:
		return copying{f}, nil
	case dialect.Staging:
		f.rows = fromStaging
		return staging{f}, nil
	case dialect.Arrays:
		f.rows = fromArrays
		return arrays{Dialect: f.Dialect}, nil
	}
	return nil, unsupported(fmt.Sprintf("the strategy %d", s), "use exec.Statements, exec.Copy, exec.Staging or exec.Arrays")
}

// fedRows is the rows in a chunk where nobody asks for a number. With 100,000 rows of six columns on PostgreSQL 15, COPY with chunks
// of 1,000 rows took 1.6 times as long, and with chunks of 50,000 0.97 times (BenchmarkStrategy of internal/benchmarks).
const fedRows = 10_000

// fed is PostgreSQL with rows that go through COPY.
type fed struct {
	Dialect
	through CopyDriver // nil: lib/pq, which prepares a COPY and runs it for each row
	columns columnTypes
}

var (
	_ dialect.Dialect = copying{}
	_ dialect.Dialect = staging{}
)

// Limits implements [dialect.Dialect]: rows that are fed are no parameters.
func (fed) Limits() dialect.Limits { return dialect.Limits{Bytes: maxBytes} }

// CheckConn implements [dialect.Tuner]. The drivers are known by the package of their types.
func (f fed) CheckConn(driverConn any) error {
	if f.through != nil {
		return f.through.CheckConn(driverConn)
	}
	t := reflect.TypeOf(driverConn)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil && strings.HasPrefix(t.PkgPath(), "github.com/jackc/pgx") {
		return unsupported("COPY through pgx's driver for database/sql", "use pgxcopy.Dialect{} or lib/pq, or leave out Strategy")
	}
	return nil
}

// copyStep is COPY into a quoted table.
func (f fed) copyStep(table string, columns []string) dialect.Step {
	slots := make([]dialect.Slot, len(columns))
	bytea := make([]bool, len(columns))
	for i, c := range columns {
		slots[i], bytea[i] = dialect.Slot{Column: i}, f.columns[c] == byteaType
	}
	step := dialect.Step{
		SQL:  "COPY " + table + " (" + names("", columns) + ") FROM STDIN",
		Args: []dialect.Args{{Slots: slots, PerRow: true}},
		Read: dialect.ReadAffected,
		Feed: &dialect.Feed{Convert: func(column int, v driver.Value) driver.Value { return copied(v, bytea[column]) }},
	}
	if f.through != nil {
		step.Feed = f.sendRows(table, columns)
	}
	return step
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

// refuseClauses refuses an INSERT with more than rows.
func refuseClauses(i dialect.Insert) error {
	switch {
	case i.Conflict != nil:
		return unsupported("COPY with OnConflict", "use exec.Staging, or leave out Strategy")
	case len(i.Returning) > 0:
		return unsupported("COPY with Returning", "use exec.Staging, or leave out Strategy")
	case len(i.Prefixes)+len(i.Suffixes) > 0:
		return unsupported("COPY with Prefix or Suffix", "leave out Strategy")
	}
	return nil
}

// refuseExprs refuses cells that are SQL.
func refuseExprs(where string, rows dialect.Rows) error {
	if len(rows.Exprs) == 0 {
		return nil
	}
	first := slices.MinFunc(slices.Collect(maps.Keys(rows.Exprs)), func(a, b dialect.Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	return unsupported(fmt.Sprintf("an expression as a cell of %s (column %d)", where, first.Column+1), "give values, or leave out Strategy")
}

// copying is PostgreSQL whose plain INSERT is a COPY.
type copying struct{ fed }

// Probe implements [dialect.Tuner].
func (c copying) Probe(s dialect.Statement) (dialect.Probe, bool) {
	return c.columns.probe(c.Dialect, s, func(t columnTypes) dialect.Dialect {
		c.columns = t
		return c
	}), c.columns == nil
}

// Insert implements [dialect.Dialect]: COPY … FROM STDIN.
func (c copying) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseClauses(i); err != nil {
		return dialect.Spelling{}, err
	}
	if err := refuseExprs("COPY", rows); err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{
		Steps:     []dialect.Step{c.copyStep(c.Quote(i.Table), i.Columns)},
		Tally:     tallyInserted,
		BatchSize: fedRows,
		NeedsTx:   true,
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
