package pgxcopy

import (
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

// Dialect is [postgres.Dialect] with the strategies exec.Copy and exec.Staging for pgx's driver for database/sql. Statements are the
// same. In a transaction of the caller's the strategies are refused, because database/sql keeps its connection to itself.
type Dialect struct{ postgres.Dialect }

var _ dialect.Dialect = Dialect{}

// Probe implements [dialect.Tuner].
func (d Dialect) Probe(s dialect.Statement) (dialect.Probe, bool) {
	p, ok := d.Dialect.Probe(s)
	return p.As(func(tuned dialect.Dialect) dialect.Dialect { return Dialect{tuned.(postgres.Dialect)} }), ok
}

// Load implements [dialect.Strategies].
func (d Dialect) Load(s dialect.Strategy) (dialect.Dialect, error) {
	return d.LoadThrough(s, driver{})
}

// Choices implements [dialect.Strategies].
func (d Dialect) Choices(s dialect.Statement) []dialect.Choice { return d.ChoicesThrough(s, driver{}) }

// LoadCSV implements [dialect.Strategies].
func (d Dialect) LoadCSV(i dialect.Insert, f dialect.CSVFormat) (dialect.CSVLoad, error) {
	return d.LoadCSVThrough(i, f, driver{})
}
