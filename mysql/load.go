package mysql

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Load implements [dialect.Strategies]: LOAD DATA LOCAL into the table, or into a temporary one. It needs Readers.
//
// https://dev.mysql.com/doc/refman/9.4/en/load-data.html
func (d Dialect) Load(s dialect.Strategy) (dialect.Dialect, error) {
	return load(s, loading{base: d, readers: d.Readers, retuned: func(d Dialect) base { return d }})
}

// Load implements [dialect.Strategies] as [Dialect.Load] does.
//
// https://mariadb.com/kb/en/load-data-infile/
func (m MariaDB) Load(s dialect.Strategy) (dialect.Dialect, error) {
	return load(s, loading{base: m, readers: m.Readers, retuned: func(d Dialect) base { return MariaDB{d} }})
}

func load(s dialect.Strategy, l loading) (dialect.Dialect, error) {
	f := l.flavor()
	if err := f.engine.refuseLoad(s); err != nil {
		return nil, err
	}
	switch {
	case s != dialect.Copy && s != dialect.Staging:
		return nil, f.unsupported(fmt.Sprintf("strategy %#v", s), "use exec.Statements, exec.Copy or exec.Staging")
	case !l.readers.usable():
		return nil, f.unsupported("way for LOAD DATA LOCAL to read the rows", "give the dialect Readers, or leave out Strategy")
	case s == dialect.Copy:
		return copying{l}, nil
	}
	return staging{l}, nil
}

// base is the dialect of either database.
type base interface {
	dialect.Dialect
	flavor() flavor
	settings() Dialect
}

var (
	_ base = Dialect{}
	_ base = MariaDB{}
)

func (d Dialect) settings() Dialect { return d }

// loading is a database whose rows are read by LOAD DATA LOCAL.
type loading struct {
	base
	readers *Readers
	retuned func(Dialect) base // the same database with other settings
	target  *target            // nil: not known yet
}

var (
	_ dialect.Dialect = copying{}
	_ dialect.Dialect = staging{}
)

// Limits implements [dialect.Dialect]: rows that are read are no parameters.
func (l loading) Limits() dialect.Limits {
	limits := l.base.Limits()
	limits.Params = 0
	return limits
}

// inspected is the same, tuned to a connection.
func (l loading) inspected(driverConn any) loading {
	l.base = l.retuned(l.settings().inspect(driverConn))
	return l
}

// loadSteps are the statement that reads the rows into a quoted table, and the look at its warnings. With ordinal the rows are
// numbered in the column [ordinalColumn].
func (l loading) loadSteps(table string, columns []string, ordinal bool) []dialect.Step {
	var into, set []string
	slots := make([]dialect.Slot, len(columns))
	if ordinal {
		into = append(into, ordinalColumn(columns))
	}
	for i, c := range columns {
		slots[i] = dialect.Slot{Column: i}
		if !l.target.kind(c).inHex() {
			into = append(into, quoteName(c))
			continue
		}
		v := fmt.Sprintf("%s%d", varLoaded, i+1)
		into, set = append(into, v), append(set, quoteName(c)+" = UNHEX("+v+")")
	}
	text := loadHead + "INTO TABLE " + table + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (" +
		strings.Join(into, ", ") + ")"
	if len(set) > 0 {
		text += " SET " + strings.Join(set, ", ")
	}
	read := dialect.Step{SQL: text, Args: []dialect.Args{{Slots: slots, PerRow: true}}, Read: dialect.ReadAffected}
	read.Feed = &dialect.Feed{ToReader: func(text string, rows iter.Seq[[]driver.Value]) (string, func(error) error, error) {
		e, err := l.encoder(columns, ordinal)
		if err != nil {
			return "", nil, err
		}
		data, err := e.encode(rows)
		if err != nil {
			return "", nil, err
		}
		reading, done := l.readers.open(text, data)
		return reading, done, nil
	}}
	return []dialect.Step{read, l.warningsStep()}
}

// encoder returns the encoder for columns, whose types have to be known.
func (l loading) encoder(columns []string, ordinal bool) (encoder, error) {
	e := encoder{columns: columns, kinds: make([]kind, len(columns)), loc: l.settings().Loc, ordinal: ordinal, lax: l.target != nil && l.target.lax}
	for i, c := range columns {
		if e.kinds[i] = l.target.kind(c); e.kinds[i] == unknownKind {
			return e, l.flavor().unsupported(fmt.Sprintf("known type for column %q: the table or the column does not exist, or the table is temporary", c),
				"leave out Strategy")
		}
	}
	return e, nil
}

// refuse refuses cells that are SQL.
func (l loading) refuse(rows dialect.Rows) error {
	if len(rows.Exprs) == 0 {
		return nil
	}
	first := slices.MinFunc(slices.Collect(maps.Keys(rows.Exprs)), func(a, b dialect.Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	return l.flavor().unsupported(fmt.Sprintf("expression as a cell of LOAD DATA (column %d)", first.Column+1), "give values, or leave out Strategy")
}

// copying is a database whose plain INSERT is LOAD DATA LOCAL.
type copying struct{ loading }

// Inspect implements [dialect.Tuner].
func (c copying) Inspect(driverConn any) dialect.Dialect { return copying{c.inspected(driverConn)} }

// Probe implements [dialect.Tuner]: the types of the columns.
func (c copying) Probe(s dialect.Statement) (dialect.Probe, bool) {
	return c.probeTarget(s, func(l loading) dialect.Dialect { return copying{l} })
}

// loadedRows is the rows in a chunk where nobody asks for a number, as many as PostgreSQL's COPY has. BenchmarkLoad of internal/benchmarks
// compares it with 1,000 and 50,000.
const loadedRows = 10_000

// Insert implements [dialect.Dialect]: LOAD DATA LOCAL. It skips rows with a duplicate key and adjusts values that do not fit, and
// warns; the warnings are read, and become the error that INSERT has.
func (c copying) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	f := c.flavor()
	switch {
	case i.Conflict != nil:
		return dialect.Spelling{}, f.unsupported("LOAD DATA with OnConflict", "use exec.Staging, or leave out Strategy")
	case returns(i):
		return dialect.Spelling{}, f.unsupported("LOAD DATA with Returning", "leave out Strategy")
	case c.target.lacks(i.Columns): // MySQL stores an empty value, and does not warn
		return dialect.Spelling{}, f.unsupported("error in LOAD DATA for a NOT NULL column without a default that the rows lack",
			"give it a value, or leave out Strategy")
	case len(i.Prefixes)+len(i.Suffixes) > 0:
		return dialect.Spelling{}, f.unsupported("LOAD DATA with Prefix or Suffix", "leave out Strategy")
	}
	if err := c.refuse(rows); err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: c.loadSteps(c.Quote(i.Table), i.Columns, false), Tally: tallyInsert(i), NeedsTx: true, BatchSize: loadedRows}, nil
}

// Update implements [dialect.Dialect]: LOAD DATA only inserts.
func (c copying) Update(dialect.Update, dialect.Rows) (dialect.Spelling, error) {
	return dialect.Spelling{}, c.flavor().unsupported("update by LOAD DATA", "use exec.Staging, or leave out Strategy")
}

// Delete implements [dialect.Dialect]: LOAD DATA only inserts.
func (c copying) Delete(dialect.Delete, dialect.Rows) (dialect.Spelling, error) {
	return dialect.Spelling{}, c.flavor().unsupported("delete by LOAD DATA", "use exec.Staging, or leave out Strategy")
}
