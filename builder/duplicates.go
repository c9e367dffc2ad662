package builder

import (
	"fmt"
	"iter"
	"slices"
)

// DuplicatePolicy says what happens to rows of the input with the same key, that of OnConflict or of an update's Key: [RejectDuplicates],
// [KeepFirst], [KeepLast], [MergeDuplicates] or [AllowDuplicates]. Keys are equal as [Key] says; NULL equals nothing.
//
// Unless WithinChunk or AcrossChunks says otherwise, a policy holds for the whole input when the source knows its length, and for
// each full chunk of rows when it does not, so that the memory for a stream stays bounded.
type DuplicatePolicy struct {
	do    duplicateAction
	merge func(kept, next map[string]any)
	scope duplicateScope
}

type duplicateAction int

const (
	allowDuplicates duplicateAction = iota
	rejectDuplicates
	keepFirst
	keepLast
	mergeRows
)

type duplicateScope int

const (
	bySource duplicateScope = iota
	withinChunk
	acrossChunks
)

var (
	// AllowDuplicates leaves duplicates to the database: PostgreSQL refuses a statement that updates a row twice by ON CONFLICT, and
	// the others apply the rows one after the other.
	AllowDuplicates = DuplicatePolicy{}
	// RejectDuplicates refuses the input with a [*DuplicateError], which names both rows.
	RejectDuplicates = DuplicatePolicy{do: rejectDuplicates}
	// KeepFirst sends the first row of a key, and drops the others.
	KeepFirst = DuplicatePolicy{do: keepFirst}
	// KeepLast sends the last row of a key, and drops the others. It holds the rows that it is about in memory.
	KeepLast = DuplicatePolicy{do: keepLast}
)

// MergeDuplicates sends one row for all of a key: merge changes kept, which begins as the first of them, for each row next. Both are maps
// from column to value, without the columns that a row lacks. The key stays as it is, and the row counts as the last of them. Structs
// keep their own values. It holds the rows that it is about in memory.
//
//	builder.MergeDuplicates(func(kept, next map[string]any) {
//		kept["hits"] = kept["hits"].(int) + next["hits"].(int)
//	})
func MergeDuplicates(merge func(kept, next map[string]any)) DuplicatePolicy {
	return DuplicatePolicy{do: mergeRows, merge: merge}
}

// Looks tells whether duplicates are looked for: by all policies but [AllowDuplicates].
func (p DuplicatePolicy) Looks() bool { return p.do != allowDuplicates }

// WithinChunk looks for duplicates among the rows of a full chunk only: as many rows of the input as fit into one statement. Keys that
// come again later are sent again. The memory is bounded, whatever the number of rows.
func (p DuplicatePolicy) WithinChunk() DuplicatePolicy {
	p.scope = withinChunk
	return p
}

// AcrossChunks looks for duplicates in the whole input. It remembers about 50 bytes for each row; KeepLast and MergeDuplicates hold the
// rows that they send, and about 100 bytes for each other one, until the input ends.
func (p DuplicatePolicy) AcrossChunks() DuplicatePolicy {
	p.scope = acrossChunks
	return p
}

// DuplicateError is a key that two rows of the input have.
type DuplicateError struct {
	Row, First int      // the positions of both rows in the input, from zero
	Key        []string // the key's columns
}

// Error names the row that came first, and what to do.
func (e *DuplicateError) Error() string {
	return fmt.Sprintf("row %d has the same key %q (the option Duplicates keeps one of them, or merges them)", e.First, e.Key)
}

// NullKeyError is a row whose key has a NULL, and can equal no stored row.
type NullKeyError struct {
	Row  int      // the position of the row in the input, from zero
	Key  []string // the key's columns
	Null []string // those of them that are NULL
}

// Error says what is wrong.
func (e *NullKeyError) Error() string {
	return fmt.Sprintf("its key %q has a NULL, which equals no stored row", e.Key)
}

// distinct is the stage of a job that looks at keys.
type distinct struct {
	DuplicatePolicy
	columns []string // of the rows
	key     []string
	hasher  *keyHasher
	nulls   bool // refuse keys with a NULL
	window  int  // rows; zero: all
	size    int  // rows that are expected; -1: not known

	setAside bool // rows that are refused
}

// apply passes the rows on that are to be sent.
func (d *distinct) apply(rows iter.Seq2[inputRow, error]) iter.Seq2[inputRow, error] {
	if d.nulls {
		rows = d.refuseNulls(rows)
	}
	switch d.do {
	case rejectDuplicates, keepFirst:
		return d.firsts(rows)
	case keepLast, mergeRows:
		return d.lasts(rows)
	}
	return rows
}

// refuseNulls refuses rows whose key has a NULL.
func (d *distinct) refuseNulls(rows iter.Seq2[inputRow, error]) iter.Seq2[inputRow, error] {
	return func(yield func(inputRow, error) bool) {
		for row, err := range rows {
			if err == nil && !row.skipped() {
				if nulls := d.nullsOf(row); len(nulls) > 0 {
					err = d.refuse(&row, &NullKeyError{row.at, d.key, nulls})
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// nullsOf are the columns of a row's key that are NULL.
func (d *distinct) nullsOf(row inputRow) (nulls []string) {
	for _, p := range d.hasher.at {
		if isNull(row.values[p]) {
			nulls = append(nulls, d.columns[p])
		}
	}
	return nulls
}

// refuse sets a row aside; where that is not asked for, it returns the error that ends the rows.
func (d *distinct) refuse(row *inputRow, why error) error {
	e := &RowError{Row: row.at, Line: row.line, Err: why}
	if !d.setAside {
		return e
	}
	row.unfit = e
	return nil
}

// isNull tells whether a cell is NULL. A cell that is SQL, or not set, may not be.
func isNull(v any) bool {
	if bytes := cellBytes(v); bytes == isExpr || v == any(Unset) {
		return false
	}
	_, ok := appendPart(nil, v)
	return !ok
}

// firsts passes the first row of each key on. A row that is dropped is told with the next one.
func (d *distinct) firsts(rows iter.Seq2[inputRow, error]) iter.Seq2[inputRow, error] {
	return func(yield func(inputRow, error) bool) {
		seen := seenKeys{size: d.size}
		var dropped []int
		n := 0
		for row, err := range rows {
			if err != nil {
				yield(row, err)
				return
			}
			if d.window > 0 && n == d.window {
				seen.clear()
				n, row.opens = 0, true
			}
			n++
			if k, ok := d.hash(row); ok {
				first, again := seen.add(k, d.hasher.values, row.at)
				switch {
				case again && d.do == rejectDuplicates:
					if err := d.refuse(&row, &DuplicateError{row.at, first, d.key}); err != nil {
						yield(row, err)
						return
					}
				case again:
					dropped = append(dropped, row.at)
					continue
				}
			}
			row.dropped, dropped = dropped, nil
			if !yield(row, nil) {
				return
			}
		}
		if dropped != nil {
			yield(inputRow{dropped: dropped}, nil)
		}
	}
}

// hash is the key of a row that has one.
func (d *distinct) hash(row inputRow) (keyHash, bool) {
	if row.skipped() {
		return keyHash{}, false
	}
	return d.hasher.hash(row.values)
}

// lasts passes the last row of each key on, merged with those before it.
func (d *distinct) lasts(rows iter.Seq2[inputRow, error]) iter.Seq2[inputRow, error] {
	return func(yield func(inputRow, error) bool) {
		held := heldRowsOf{distinct: d, last: seenKeys{size: d.size}}
		n := 0
		for row, err := range rows {
			if err == nil && d.window > 0 && n == d.window {
				if !held.yield(yield) {
					return
				}
				n = 0
			}
			if err == nil {
				err = held.add(row)
			}
			if err != nil {
				yield(row, err)
				return
			}
			n++
		}
		held.yield(yield)
	}
}

// heldRowsOf are the rows of a window.
type heldRowsOf struct {
	*distinct
	rows    []inputRow
	gone    []bool
	last    seenKeys // where the last row of a key stands in rows
	dropped []int
}

// add takes a row in the place of the one before it that has its key.
func (h *heldRowsOf) add(row inputRow) error {
	row.values = slices.Clone(row.values)
	if k, ok := h.hash(row); ok {
		if before, again := h.last.add(k, h.hasher.values, len(h.rows)); again {
			if h.do == mergeRows {
				merged, err := h.merged(h.rows[before].values, row.values)
				if err != nil {
					return &RowError{Row: row.at, Line: row.line, Err: err}
				}
				row.values = merged
			}
			h.gone[before], h.dropped = true, append(h.dropped, h.rows[before].at)
			h.rows[before] = inputRow{} // its values are not needed any more
			h.last.move(k, len(h.rows))
		}
	}
	h.rows, h.gone = append(h.rows, row), append(h.gone, false)
	return nil
}

// merged is the row that the caller's function makes of two.
func (h *heldRowsOf) merged(kept, next []any) ([]any, error) {
	a, b := h.named(kept), h.named(next)
	h.merge(a, b)
	row := slices.Repeat([]any{Unset}, len(h.columns))
	for i, c := range h.columns {
		if v, ok := a[c]; ok {
			row[i] = v
			delete(a, c)
		}
	}
	for c := range a {
		return nil, fmt.Errorf("the function of MergeDuplicates sets %q, and the rows have %q", c, h.columns)
	}
	for _, p := range h.hasher.at {
		row[p] = kept[p]
	}
	return row, nil
}

// named is a row as a map.
func (h *heldRowsOf) named(row []any) map[string]any {
	m := make(map[string]any, len(row))
	for i, v := range row {
		if v != any(Unset) {
			m[h.columns[i]] = v
		}
	}
	return m
}

// yield passes the rows on and forgets them.
func (h *heldRowsOf) yield(yield func(inputRow, error) bool) bool {
	first := true
	for i, row := range h.rows {
		if h.gone[i] {
			continue
		}
		if first {
			row.dropped, row.opens, first = h.dropped, h.window > 0, false
		}
		if !yield(row, nil) {
			return false
		}
	}
	h.rows, h.gone, h.dropped = h.rows[:0], h.gone[:0], nil
	h.last.clear()
	return true
}
