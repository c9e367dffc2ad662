package builder

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
)

// Maps is a source of rows that are maps from column to value. Its columns are the first row's keys in alphabetical
// order. Every row needs the same keys; a row that lacks one, or has another, is an error that names the row.
func Maps[M ~map[string]V, V any](rows []M) Source {
	return mapRows[M, V]{rows}
}

type mapRows[M ~map[string]V, V any] struct{ rows []M }

func (s mapRows[M, V]) Len() int { return len(s.rows) }

func (s mapRows[M, V]) Columns() ([]string, error) {
	if len(s.rows) == 0 {
		return nil, nil
	}
	columns := slices.Sorted(maps.Keys(s.rows[0]))
	if len(columns) == 0 {
		return nil, &RowError{0, errors.New("the map is empty")}
	}
	return columns, checkNames("Maps", "the first row", columns)
}

func (s mapRows[M, V]) Rows(columns []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		values := make([]any, len(columns))
		for i, row := range s.rows {
			if len(row) != len(s.rows[0]) {
				yield(nil, &RowError{i, fmt.Errorf("the map has %d keys where the first row has %d", len(row), len(s.rows[0]))})
				return
			}
			for k, c := range columns {
				v, ok := row[c]
				if !ok {
					yield(nil, &RowError{i, fmt.Errorf("the map lacks the column %q", c)})
					return
				}
				values[k] = v
			}
			if !yield(values, nil) {
				return
			}
		}
	}
}
