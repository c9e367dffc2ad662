package builder

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// DefaultBatchSize is the most rows in one statement by default, unless the dialect knows a better number for the statement: beyond
// about 1,000 rows a statement gains little on any of the databases. docs/performance.md has the measurements.
const DefaultBatchSize = 1000

// input is where the rows of a builder come from.
type input struct {
	source Source
	values *valueRow
	batch  int // zero: nobody asked for a number
	window int // the batch size when rows are not sent one by one
	sort   bool
	keys   distinct // without its columns

	setAside bool // rows that cannot be sent

	ctx     context.Context // carries what is asked
	reading *reading
}

// batch keeps an impossible batch size apart from none.
func batch(rows int) int {
	if rows < 1 {
		return -1
	}
	return rows
}

// resolve checks the input and settles the batch size and the mapper.
func (in input) resolve(where string, o JobOptions) (input, error) {
	switch {
	case in.batch < 0 || o.BatchSize < 0:
		return in, invalid(where, "BatchSize is less than 1")
	case in.source != nil && in.values != nil:
		return in, invalid(where, "From and Values exclude each other")
	case in.source == nil && in.values == nil:
		return in, invalid(where, "there are no rows: use From or Values")
	}
	if in.batch == 0 {
		in.batch = o.BatchSize
	}
	if in.window = in.batch; o.RowByRow {
		in.batch = 1
	}
	in.sort, in.setAside = o.Sort, o.SetAside != 0
	in.keys = distinct{DuplicatePolicy: o.Duplicates, nulls: o.RejectNullKeys, setAside: in.setAside}
	if in.keys.do == mergeRows && in.keys.merge == nil {
		return in, invalid(where, "MergeDuplicates has no function")
	}
	in.ctx, in.reading = newReading(o)
	return in, nil
}

// columns asks the source for its columns.
func (in input) columns(where string) ([]string, error) {
	if in.source == nil {
		return nil, invalid(where, "Values needs Columns")
	}
	columns, err := in.source.Columns(in.ctx)
	if err != nil {
		return nil, fmt.Errorf("builder: %s: %w", where, err)
	}
	if len(columns) == 0 && !in.empty() {
		return nil, invalid(where, "the source has no columns")
	}
	return columns, nil
}

// empty tells whether it is known that there are no rows.
func (in input) empty() bool {
	s, ok := in.source.(sized)
	return ok && s.Len() == 0
}

// check refuses columns that the source does not have.
func (in input) check(where string, columns []string) error {
	if in.source == nil || in.empty() {
		return nil
	}
	if err := missing(in.ctx, in.source, columns); err != nil {
		return invalid(where, "%v", err)
	}
	return nil
}

// job pairs the rows with their statement and the key that finds stored rows.
func (in input) job(s dialect.Statement, key []string) Job {
	j := Job{Statement: s, Key: key, batch: in.batch, window: in.window, size: -1, setAside: in.setAside, told: in.reading}
	if in.reading.prepares() {
		j.reading = in.reading
	}
	_, slice := in.source.(inMemory)
	j.inMemory = (slice || in.values != nil) && j.reading == nil && in.keys.merge == nil
	if at, err := positions(s.RowColumns(), key); err == nil && len(at) > 0 {
		if in.sort {
			j.order = at
		}
		j.compares = updates(s)
		j.repeats = updates(s) && in.keys.do == allowDuplicates
		if updates(s) && (in.keys.do != allowDuplicates || in.keys.nulls) {
			keys := in.keys
			keys.columns, keys.key, keys.hasher = s.RowColumns(), key, newKeyHasher(at)
			j.distinct = &keys
		}
	}
	switch {
	case in.source == nil:
		j.rows, j.size = in.values.rows(), in.values.n
	case in.empty():
		j.rows, j.size = func(func([]any, error) bool) {}, 0
	default:
		j.rows = in.source.Rows(in.ctx, s.RowColumns())
		if s, ok := in.source.(sized); ok {
			j.size = s.Len()
		}
	}
	return j
}

// updates tells whether a statement updates stored rows by a key.
func updates(s dialect.Statement) bool {
	switch s := s.(type) {
	case dialect.Insert:
		return s.Conflict != nil && !s.Conflict.DoNothing
	case dialect.Update, dialect.UpdateOrCreate:
		return true
	}
	return false
}

// valueRow is a row of Values and the rows before it: a list that grows at its end without being copied, so that builders stay
// immutable.
type valueRow struct {
	values []any
	n      int
	before *valueRow
}

// with returns the list with one more row.
func (v *valueRow) with(values []any) *valueRow {
	n := 1
	if v != nil {
		n += v.n
	}
	return &valueRow{slices.Clone(values), n, v}
}

// rows yields the rows in order.
func (v *valueRow) rows() iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		all := make([][]any, v.n)
		for r := v; r != nil; r = r.before {
			all[r.n-1] = r.values
		}
		for _, row := range all {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// join returns a new slice of both.
func join(a, b []string) []string { return slices.Concat(a, b) }
