package builder

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx/reflectx"
)

// A struct without an id has the id 0, which nobody means: it would be stored, or found, as if it were one. What the table's generated key
// is, a builder cannot know; it goes by the name id, and by the key that the statement names.

// isID tells whether a column has the name of a generated key.
func isID(column string) bool { return strings.EqualFold(column, "id") }

// zeroIDs refuses input in which a column is 0 in every row.
type zeroIDs struct {
	names  []string
	at     []int // the columns' positions
	window int   // so many rows are looked at
	remedy string
}

// zeroIDs is what to refuse in the columns of a statement that are keys, as far as they come from whole-number fields of structs; nil: nothing.
// Remedy is what to do instead, with %[1]s for the column.
func (in input) zeroIDs(columns []string, isKey func(column string) bool, remedy string) *zeroIDs {
	z := zeroIDs{remedy: remedy}
	for i, c := range columns {
		if isKey(c) && slices.ContainsFunc(in.reading.met, func(m *reflectx.StructMap) bool { return isWhole(m.Names[c]) }) {
			z.names, z.at = append(z.names, c), append(z.at, i)
		}
	}
	if len(z.at) == 0 {
		return nil
	}
	return &z
}

// isWhole tells whether a field is a whole number that is sent when it is zero.
func isWhole(f *reflectx.FieldInfo) bool {
	if f == nil || isValuer(f.Field.Type) {
		return false
	}
	_, omitted := f.Options["omitzero"]
	return !omitted && (f.Zero.CanInt() || f.Zero.CanUint())
}

// apply holds the first rows back until each column had another value than 0; those of the window decide.
func (z *zeroIDs) apply(rows iter.Seq2[inputRow, error]) iter.Seq2[inputRow, error] {
	return func(yield func(inputRow, error) bool) {
		var held []inputRow
		open := slices.Clone(z.at) // columns that were 0 so far
		seen := 0
		release := func() bool {
			for _, row := range held {
				if !yield(row, nil) {
					return false
				}
			}
			held = nil
			return true
		}
		for row, err := range rows {
			if err == nil && len(open) > 0 && !row.skipped() {
				seen++
				open = slices.DeleteFunc(open, func(at int) bool { return !isZeroNumber(row.values[at]) })
			}
			switch {
			case err == nil && row.skipped() && len(held) == 0:
			case err == nil && len(open) > 0 && seen < z.window:
				row.values = slices.Clone(row.values)
				held = append(held, row)
				continue
			case err == nil && len(open) > 0:
				yield(row, z.err(open))
				return
			}
			if !release() || !yield(row, err) || err != nil {
				return
			}
		}
		if len(open) > 0 && seen > 0 {
			yield(inputRow{}, z.err(open))
			return
		}
		release()
	}
}

// isZeroNumber tells whether a cell is the number 0. What is not a whole number, nor a pointer to one, is not.
func isZeroNumber(cell any) bool {
	v := reflect.ValueOf(cell)
	return (v.CanInt() || v.CanUint()) && v.IsZero()
}

// err says which column is 0, and what to do.
func (z *zeroIDs) err(open []int) error {
	name := z.names[slices.Index(z.at, open[0])]
	return fmt.Errorf("%w: the column %q is 0 in every row: %s", ErrInvalid, name, fmt.Sprintf(z.remedy, name))
}
