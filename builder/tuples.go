package builder

import (
	"context"
	"fmt"
	"iter"
	"slices"
)

// Tuples is a source of rows whose values stand in the order of the columns.
//
//	builder.Tuples([]string{"org_id", "email"}, [][]any{{1, "a@x.io"}, {2, "b@x.io"}})
//
// A row with another number of values is an error that names the row.
func Tuples[T any](columns []string, rows [][]T) Source {
	return tuples[T]{slices.Clone(columns), rows}
}

type tuples[T any] struct {
	columns []string
	rows    [][]T
}

func (s tuples[T]) Len() int { return len(s.rows) }

func (tuples[T]) inMemory() {}

func (s tuples[T]) Columns(context.Context) ([]string, error) {
	return s.columns, checkNames("Tuples", "the column list", s.columns)
}

func (s tuples[T]) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	at, err := positions(s.columns, columns)
	if err != nil {
		return failed(err)
	}
	asked := readingOf(ctx)
	return func(yield func([]any, error) bool) {
		values := make([]any, len(at))
		for i, row := range s.rows {
			if !asked.pass(place(i, row, at, s.columns, values), values, yield) {
				return
			}
		}
	}
}

// place puts the values of row n at the given positions in their places. An error says that the row has another number of them than there
// are columns.
func place[T any](n int, row []T, at []int, columns []string, values []any) *RowError {
	if len(row) != len(columns) {
		bad := &RowError{Row: n, Err: fmt.Errorf("%d values for the %d columns %q", len(row), len(columns), columns)}
		for _, v := range row {
			bad.cells = append(bad.cells, v)
		}
		return bad
	}
	for k, p := range at {
		values[k] = row[p]
	}
	return nil
}

// Column is a source of rows with one column: builder.Column("id", ids).
func Column[T any](column string, values []T) Source {
	return single[T]{column, values}
}

type single[T any] struct {
	column string
	values []T
}

func (s single[T]) Len() int { return len(s.values) }

func (single[T]) inMemory() {}

func (s single[T]) Columns(context.Context) ([]string, error) {
	columns := []string{s.column}
	return columns, checkNames("Column", "the column list", columns)
}

func (s single[T]) Rows(_ context.Context, columns []string) iter.Seq2[[]any, error] {
	if _, err := positions([]string{s.column}, columns); err != nil {
		return failed(err)
	}
	return func(yield func([]any, error) bool) {
		row := make([]any, len(columns))
		for _, v := range s.values {
			for i := range row {
				row[i] = v
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}
