package dialect

import (
	"errors"
	"fmt"
)

// Base is what a [Dialect] needs that is written from nothing, for embedding: it refuses what a database may lack, asks nothing, and leaves
// transactions to the driver. With it, a dialect has Name, Limits, Quote, Insert, Update, Delete and Classify to write.
//
// It refuses with [errors.ErrUnsupported] as it is; who asked names the database and what was asked for.
type Base struct{}

// Select refuses to look up rows.
func (Base) Select(Select, Rows) (Spelling, error) { return Spelling{}, errors.ErrUnsupported }

// Match refuses to tell which rows exist.
func (Base) Match(Match, Rows) (Spelling, error) { return Spelling{}, errors.ErrUnsupported }

// CheckFloat takes every number.
func (Base) CheckFloat(float64) error { return nil }

// WriteLock returns nothing: a transaction that reads first can write later.
func (Base) WriteLock() string { return "" }

// Alone returns false: each statement has a transaction around it.
func (Base) Alone(any) bool { return false }

// Prepared returns the zero value: a statement is closed before the transaction in which it was prepared ends.
func (Base) Prepared(any) Prepared { return Prepared{} }

// SingleWriter tells that several connections may write at once.
func (Base) SingleWriter() bool { return false }

// LockTable refuses to lock a table.
func (Base) LockTable(string) (TableLock, error) { return TableLock{}, errors.ErrUnsupported }

// CheckConn takes every driver.
func (Base) CheckConn(any) error { return nil }

// Inspect learns nothing, and returns nil.
func (Base) Inspect(any) Dialect { return nil }

// Probe asks nothing.
func (Base) Probe(Statement) (Probe, bool) { return Probe{}, false }

// Load refuses every strategy.
func (Base) Load(Strategy) (Dialect, error) { return nil, errors.ErrUnsupported }

// Choices has no strategy that pays.
func (Base) Choices(Statement) []Choice { return nil }

// LoadCSV refuses CSV texts.
func (Base) LoadCSV(Insert, CSVFormat) (CSVLoad, error) { return CSVLoad{}, errors.ErrUnsupported }

// refusedBy says of a refusal of [Base] which database lacks what; any other error is left as it is.
func refusedBy(d Dialect, err error, what string) error {
	if err != errors.ErrUnsupported { //nolint:errorlint // Base returns it as it is
		return err
	}
	return fmt.Errorf("%s: %w: %s", d.Name(), err, what)
}
