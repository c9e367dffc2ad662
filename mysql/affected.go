package mysql

import (
	"github.com/sqbulk/sqbulk/dialect"
)

// tallyInsert counts a plain statement. An insert without a conflict clause creates every row or fails.
func tallyInsert(i dialect.Insert) func(n int, answers []dialect.Answer) dialect.Counts {
	return func(n int, answers []dialect.Answer) dialect.Counts {
		switch {
		case i.Conflict != nil:
			return dialect.Counts{Inexact: true}
		case returns(i):
			return dialect.Counts{Created: int64(n)}
		}
		affected := answers[0].Affected
		return dialect.Counts{Created: affected, Skipped: int64(n) - affected}
	}
}

// tallyNothing counts DO NOTHING.
func tallyNothing(n int, answers []dialect.Answer) dialect.Counts {
	existing := answers[2].Rows[0][0]
	return dialect.Counts{Created: int64(n) - existing, Skipped: existing}
}

// tallyFlags counts the rows of INSERT … ON DUPLICATE KEY UPDATE … RETURNING, which returns every row. A query has no affected
// rows, so that nothing shows whether a trigger changed a row that would have stayed as it was.
func tallyFlags(n int, answers []dialect.Answer) dialect.Counts {
	var c dialect.Counts
	for _, row := range answers[1].Rows {
		switch row[0] {
		case 0:
			c.Created++
		case 1:
			c.Unchanged++
		default:
			c.Updated++
		}
	}
	c.Inexact = c.Unchanged > 0
	return c
}

// upsertReader reads the answers of [flavor.upsertSteps]: of the write, the counters, and the question.
type upsertReader struct {
	found   FoundRows
	certain bool // the changed rows are, since no expression is assigned
}

// read returns what the answers before the question tell of n rows: those that existed, the created ones, and the affected rows
// besides these.
func (r upsertReader) read(n int, answers []dialect.Answer) (u upserted, created, more int64) {
	counted := answers[1].Rows[0]
	u = upserted{existing: counted[0] + counted[1] + counted[2], changed: counted[1], vague: counted[2], certain: r.certain}
	if u.vague == 0 {
		u = u.clear()
	}
	created = int64(n) - u.existing
	return u, created, answers[0].Affected - created
}

// open tells whether the counts depend on the table.
func (r upsertReader) open(n int, answers []dialect.Answer) bool {
	u, _, more := r.read(n, answers)
	touched := u
	touched.touched = true
	updated, exact := u.updated(more, r.found)
	for _, other := range []upserted{u.clear(), touched} {
		if again, same := other.updated(more, r.found); again != updated || same != exact {
			return true
		}
	}
	return false
}

// tally counts DO UPDATE. Of a table that is not found, such as a temporary one, nothing is known.
func (r upsertReader) tally(n int, answers []dialect.Answer) dialect.Counts {
	u, created, more := r.read(n, answers)
	u.touched = true
	if rows := answers[2].Rows; len(rows) > 0 && rows[0][2] > 0 {
		u.touched = rows[0][1] > 0
		if rows[0][0] == 0 {
			u = u.clear()
		}
	}
	updated, exact := u.updated(more, r.found)
	return dialect.Counts{Created: created, Updated: updated, Unchanged: u.existing - updated, Inexact: !exact}
}

// upserted is what is known of the rows that existed. A created row is one affected row. An existing one is
//
//	            FoundRowsOff   FoundRowsOn
//	changed     2              2
//	phantom     1              2
//	unchanged   0              1
//
// A phantom is an unchanged row that the server takes for changed until the storage engine finds no difference: one in
// which NULL is assigned to a column that is NULL and has another default.
type upserted struct {
	existing int64 // their number
	changed  int64 // those known to change; the rest stays as it is, but for what a trigger does
	vague    int64 // those of the rest that may be phantoms
	touched  bool  // ON UPDATE CURRENT_TIMESTAMP or a trigger may change rows that are not known to change
	certain  bool  // the changed rows are; an expression may be rounded to the stored value
}

// clear is the same without vague rows: then the affected rows alone tell which rows changed.
func (u upserted) clear() upserted {
	u.vague, u.changed = 0, 0
	return u
}

// updated returns the number of rows that changed, by a trigger too, and whether it is certain. More is the number of affected
// rows besides the created ones.
func (u upserted) updated(more int64, found FoundRows) (n int64, exact bool) {
	off, offExact, offFits := u.solve(more, 2)
	on, onExact, onFits := u.solve(more-u.existing, 1)
	switch {
	case found == FoundRowsOff || found == FoundRowsUnknown && !onFits:
		return off, offExact && offFits
	case found == FoundRowsOn || !offFits:
		return on, onExact && onFits
	}
	return off, offExact && onExact && off == on
}

// solve finds the changed rows when each is worth so much, a phantom 1 and an unchanged row 0. It fits when the sum is
// possible at all.
func (u upserted) solve(sum, worth int64) (n int64, exact, fits bool) {
	extra := sum - worth*u.changed
	fits = sum >= 0 && sum <= worth*u.existing && (extra >= 0 || !u.certain) && (u.vague > 0 || sum%worth == 0)
	most := min(max(sum/worth, 0), u.existing)
	switch {
	case u.vague == 0: // no phantoms: the sum alone tells
		return most, extra >= 0, fits
	case extra == 0:
		return u.changed, true, fits
	case extra > 0 && extra <= u.vague: // phantoms, unless something else changes rows
		return u.changed, !u.touched, fits
	case worth > 1 && most == u.existing: // more than phantoms: all rows were changed, by a trigger
		return most, true, fits
	}
	return most, false, fits
}
