package builder

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
)

// Maps is a source of rows that are maps from column to value. Its columns are the keys of all rows, in alphabetical order.
// A row may lack some of them; see [Unset].
func Maps[M ~map[string]V, V any](rows []M) Source {
	return mapRows[M, V]{rows}
}

type mapRows[M ~map[string]V, V any] struct{ rows []M }

func (s mapRows[M, V]) Len() int { return len(s.rows) }

func (mapRows[M, V]) inMemory() {}

func (s mapRows[M, V]) Columns(context.Context) ([]string, error) {
	seen := make(map[string]bool)
	for _, row := range s.rows {
		for c := range row {
			seen[c] = true
		}
	}
	columns := slices.Sorted(maps.Keys(seen))
	if len(columns) == 0 && len(s.rows) > 0 {
		return nil, &RowError{Row: 0, Err: errors.New("the map is empty")}
	}
	return columns, checkNames("Maps", "a row", columns)
}

func (s mapRows[M, V]) Rows(_ context.Context, columns []string) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		values := make([]any, len(columns))
		for _, row := range s.rows {
			for k, c := range columns {
				values[k] = Unset
				if v, ok := row[c]; ok {
					values[k] = v
				}
			}
			if !yield(values, nil) {
				return
			}
		}
	}
}
