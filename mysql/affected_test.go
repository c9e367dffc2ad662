package mysql

import (
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
)

// existing is what can become of a row that exists, and what it adds to the affected rows.
type existing struct {
	updated, changed, vague bool // changed and vague as the statement counts them
	off, on                 int64
}

var (
	changed = existing{updated: true, changed: true, off: 2, on: 2}
	equal   = existing{off: 0, on: 1}
	null    = existing{vague: true, off: 0, on: 1}
	phantom = existing{vague: true, off: 1, on: 2}
	rounded = existing{changed: true, off: 0, on: 1}              // an expression that is rounded to the stored value
	touched = existing{updated: true, off: 2, on: 2}              // by a trigger
	nulled  = existing{updated: true, vague: true, off: 2, on: 2} // a phantom that was touched
)

// combinations calls f for all multisets of up to n rows of the kinds.
func combinations(n int, kinds []existing, f func([]existing)) {
	var grow func(rows []existing, from int)
	grow = func(rows []existing, from int) {
		f(rows)
		for i := from; len(rows) < n && i < len(kinds); i++ {
			grow(append(rows[:len(rows):len(rows)], kinds[i]), i)
		}
	}
	grow(nil, 0)
}

// TestUpdatedIsExactOrSaysNot goes through what can become of up to six rows that existed. What the result calls exact must be
// right, with every setting of the driver; and where the setting is known and nothing else touches rows, it must be exact.
func TestUpdatedIsExactOrSaysNot(t *testing.T) {
	for _, tt := range []struct {
		name    string
		kinds   []existing
		touched bool // as the table's definition tells
		certain bool
		always  []FoundRows // settings for which every answer has to be exact
	}{
		{"values", []existing{changed, equal}, false, true, []FoundRows{FoundRowsOff, FoundRowsOn, FoundRowsUnknown}},
		{"values and NULLs", []existing{changed, equal, null, phantom}, false, true, []FoundRows{FoundRowsOff, FoundRowsOn}},
		{"triggers", []existing{changed, equal, touched, null, phantom, nulled}, true, true, nil},
		{"triggers without NULLs", []existing{changed, equal, touched}, true, true, []FoundRows{FoundRowsOff, FoundRowsOn}},
		{"expressions", []existing{changed, equal, rounded}, false, false, nil},
		{"expressions and NULLs", []existing{changed, rounded, null}, false, false, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			combinations(6, tt.kinds, func(rows []existing) {
				u, want, off, on := upserted{touched: tt.touched, certain: tt.certain}, int64(0), int64(0), int64(0)
				for _, r := range rows {
					u.existing++
					off, on = off+r.off, on+r.on
					want += b(r.updated)
					u.changed += b(r.changed)
					u.vague += b(r.vague && !r.changed)
				}
				for _, found := range []FoundRows{FoundRowsUnknown, FoundRowsOff, FoundRowsOn} {
					for setting, more := range map[FoundRows]int64{FoundRowsOff: off, FoundRowsOn: on} {
						if found != FoundRowsUnknown && found != setting {
							continue
						}
						got, exact := u.updated(more, found)
						if got < 0 || got > u.existing || exact && got != want {
							t.Fatalf("%+v, setting %d taken for %d: %d, exact %v, want %d", rows, setting, found, got, exact, want)
						}
						for _, always := range tt.always {
							if found == always && !exact && setting == FoundRowsOff {
								t.Errorf("%+v, setting %d taken for %d: not exact", rows, setting, found)
							}
						}
					}
				}
			})
		})
	}
}

func b(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// TestTallies reads the answers of the steps.
func TestTallies(t *testing.T) {
	insert := dialect.Insert{Conflict: &dialect.Conflict{Set: []dialect.Assignment{{Column: "a"}}}}
	off, on := flavor{found: FoundRowsOff}, flavor{found: FoundRowsOn}
	changed, found := upsertReader{found: FoundRowsOff, certain: true}, upsertReader{found: FoundRowsOn, certain: true}
	asked := func(affected int64, counted []int64, answer ...int64) []dialect.Answer {
		all := []dialect.Answer{{Affected: affected}, {Rows: [][]int64{counted}}, {}}
		if answer != nil {
			all[2].Rows = [][]int64{answer}
		}
		return all
	}
	returned := func(flags ...int64) dialect.Answer {
		var a dialect.Answer
		for _, f := range flags {
			a.Rows = append(a.Rows, []int64{f, 0})
		}
		return a
	}
	counted := func(affected int64, numbers ...int64) []dialect.Answer {
		return []dialect.Answer{{}, {Affected: affected}, {Rows: [][]int64{numbers}}}
	}
	for _, tt := range []struct {
		name    string
		tally   func(int, []dialect.Answer) dialect.Counts
		answers []dialect.Answer
		want    dialect.Counts
	}{
		{"plain insert", tallyInsert(dialect.Insert{}), []dialect.Answer{{Affected: 10}}, dialect.Counts{Created: 10}},
		{"upsert that is not counted", tallyInsert(insert), []dialect.Answer{{Affected: 10}}, dialect.Counts{Inexact: true}},
		{"do nothing", tallyNothing, counted(7, 3), dialect.Counts{Created: 7, Skipped: 3}},
		{"upsert", changed.tally, asked(8, []int64{4, 0, 0}), dialect.Counts{Created: 6, Updated: 1, Unchanged: 3}},
		{"upsert, found rows", found.tally, asked(11, []int64{4, 0, 0}), dialect.Counts{Created: 6, Updated: 1, Unchanged: 3}},
		{"upsert that cannot be", changed.tally, asked(99, []int64{4, 0, 0}), dialect.Counts{Created: 6, Updated: 4, Inexact: true}},
		{"upsert with a NULL that is one affected row", changed.tally, asked(9, []int64{2, 1, 1}, 1, 0, 3), dialect.Counts{Created: 6, Updated: 1, Unchanged: 3}},
		{"the same, and a trigger may have changed it", changed.tally, asked(9, []int64{2, 1, 1}, 1, 1, 3),
			dialect.Counts{Created: 6, Updated: 1, Unchanged: 3, Inexact: true}},
		{"the same, of a table that is not found", changed.tally, asked(9, []int64{2, 1, 1}, 0, 0, 0),
			dialect.Counts{Created: 6, Updated: 1, Unchanged: 3, Inexact: true}},
		{"no column makes it vague", changed.tally, asked(10, []int64{2, 1, 1}, 0, 0, 3), dialect.Counts{Created: 6, Updated: 2, Unchanged: 2}},
		{"returned rows", tallyFlags, []dialect.Answer{{}, returned(0, 2, 2)}, dialect.Counts{Created: 1, Updated: 2}},
		{"returned rows that stay", tallyFlags, []dialect.Answer{{}, returned(0, 1, 2)}, dialect.Counts{Created: 1, Updated: 1, Unchanged: 1, Inexact: true}},
		{"update", off.tallyPairs, counted(3, 8, 7), dialect.Counts{Updated: 3, Unchanged: 5, Unmatched: 3}},
		{"update, found rows", on.tallyPairs, counted(8, 8, 7), dialect.Counts{Updated: 8, Unmatched: 3, Inexact: true}},
		{"update that found nothing", on.tallyPairs, counted(0, 0, 0), dialect.Counts{Unmatched: 10}},
		{"update that is not counted", tallyUpdate, []dialect.Answer{{Affected: 3}}, dialect.Counts{Updated: 3, Inexact: true}},
		{"delete", tallyDelete(false), []dialect.Answer{{Affected: 3}}, dialect.Counts{Deleted: 3}},
		{"delete returning", tallyDelete(true), []dialect.Answer{returned(0, 0)}, dialect.Counts{Deleted: 2}},
	} {
		if got := tt.tally(10, tt.answers); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// TestOpen: the table is asked about where the counts depend on it.
func TestOpen(t *testing.T) {
	off := upsertReader{found: FoundRowsOff, certain: true}
	for _, tt := range []struct {
		name     string
		affected int64
		counted  []int64
		want     bool
	}{
		{"no row has a NULL", 9, []int64{4, 0, 0}, false},
		{"the affected rows are what the comparison says", 8, []int64{2, 1, 1}, false},
		{"one more than that", 9, []int64{2, 1, 1}, true},
		{"two more than that", 10, []int64{2, 1, 1}, true},
		{"nothing changed", 6, []int64{3, 0, 1}, false},
	} {
		answers := []dialect.Answer{{Affected: tt.affected}, {Rows: [][]int64{tt.counted}}}
		if got := off.open(10, answers); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
