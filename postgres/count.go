package postgres

import (
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// tally turns the answers for a chunk of n rows into counts.
type tally = func(n int, answers []dialect.Answer) dialect.Counts

// method is a way to tell rows that an upsert created from those it updated.
type method int

const (
	uncounted method = iota
	byOld            // RETURNING knows the old row
	byXmax           // a new row version has no xmax
	byEither         // as byXmax in the table itself, as byNote in a partition of it
	byNote           // the update leaves a note
	byLookUp         // existing rows are counted beforehand
)

// noteUpdate stands in the WHERE of DO UPDATE, which is read once for an existing row, when it is locked and about to
// be updated. The note is the time of the statement, so that one which a trigger left behind is nothing to the next
// statement.
const noteUpdate = "set_config('sqbulk.updated', statement_timestamp()::text, TRUE) IS NOT NULL"

// byNoteCreated is the condition that a row has no note. RETURNING of a row is read right after the row was written, and before the next
// row is.
const byNoteCreated = "CASE WHEN current_setting('sqbulk.updated', TRUE) = statement_timestamp()::text " +
	"THEN set_config('sqbulk.updated', '', TRUE) <> '' ELSE TRUE END"

// isTable is the condition that a row is in the table itself, where xmax can be read, and not in a partition: the table may have been
// replaced by a partitioned one since it was asked. CASE reads nothing that it does not need
// (https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-EXPRESS-EVAL).
func isTable(quoted, rowOf string) string {
	literal := strings.ReplaceAll(strings.ReplaceAll(quoted, `\`, `\\`), "'", "''")
	return rowOf + "tableoid = E'" + literal + "'::regclass"
}

// oldAlias names the old row of a statement on a table, which may itself be called sqbulk_old.
func oldAlias(quoted string) string {
	if strings.HasSuffix(quoted, `"sqbulk_old"`) {
		return "sqbulk_before"
	}
	return "sqbulk_old"
}

// method returns the best way that is right for the server and the table; uncounted where there is none.
func (d Dialect) method() method {
	t := d.Engine.traits()
	switch {
	case t.looksUp():
		return byLookUp
	case d.Version >= old && !t.plainRows:
		return byOld
	case d.Kind.heap(), d.ordinary && t.plainRows:
		return byXmax
	case d.ordinary:
		return byEither
	case t.plainRows:
		return uncounted
	}
	return byNote
}

// returns tells whether RETURNING tells which rows were created.
func (m method) returns() bool { return m != uncounted && m != byLookUp }

// created returns the condition for RETURNING that a row was created. The witness is a column that saves most rows the
// look at the whole old row: reading that fetches its large values.
func (m method) created(witness, oldRow, quoted string) string {
	switch m {
	case byOld:
		// IS NOT DISTINCT FROM NULL asks whether there is an old row, where IS NULL would also be true of a row of
		// NULLs. The witness alone does not do: a key under NULLS NOT DISTINCT may be NULL.
		return "(" + oldRow + "." + name(witness) + " IS NULL AND " + oldRow + ".* IS NOT DISTINCT FROM NULL)"
	case byXmax:
		return "(xmax = 0)"
	case byEither:
		return "CASE WHEN " + isTable(quoted, "") + " THEN xmax = 0 ELSE " + byNoteCreated + " END"
	default:
		return byNoteCreated
	}
}

// tally returns the meaning of the answer. With asks, a second answer says what may drop rows, where rows are missing.
func (s insert) tally(k Kind, asks bool) tally {
	switch {
	case !s.updates():
		return tallyInserted
	case s.method == uncounted:
		return tallyUnknown
	}
	conditional := s.Conflict.UpdateWhere != nil || s.Conflict.OnlyChanged
	return func(n int, answers []dialect.Answer) dialect.Counts {
		c := upserted(answers[0], len(s.Returning) > 0)
		rest := int64(n) - c.Created - c.Updated
		if conditional {
			c.Unchanged = rest
			c.Inexact = rest > 0 && drops(k, asks, answers)
			return c
		}
		// Only a trigger leaves a rest here. The note of a row that it dropped may have been read for the next one.
		c.Skipped = rest
		c.Inexact = rest > 0 && (s.method == byNote || s.method == byEither && noted(answers[0]))
		return c
	}
}

// noted tells whether some rows were in partitions, and told by notes: that is the number behind the two, or added to that of a returned row.
func noted(a dialect.Answer) bool {
	return slices.ContainsFunc(a.Rows, func(row []int64) bool { return len(row) == 1 && row[0] >= notedRow || len(row) > 2 && row[2] > 0 })
}

// notedRow is added to the number of a returned row that was told by a note.
const notedRow = 2

// drops tells whether something may drop rows: as far as the kind of the table tells, or by the last answer.
func drops(k Kind, asks bool, answers []dialect.Answer) bool {
	if !asks {
		return k.mayDrop()
	}
	found := answers[len(answers)-1].Rows
	return len(found) == 0 || found[0][0] > 0
}

// upserted reads created and updated rows: two numbers, or one number at the end of each returned row.
func upserted(a dialect.Answer, returned bool) dialect.Counts {
	if !returned {
		return dialect.Counts{Created: a.Rows[0][0], Updated: a.Rows[0][1]}
	}
	var c dialect.Counts
	for _, row := range a.Rows {
		c.Created += row[0] % notedRow
	}
	c.Updated = int64(len(a.Rows)) - c.Created
	return c
}

// tallyInserted is the tally of a plain INSERT and of DO NOTHING: what was not inserted was skipped.
func tallyInserted(n int, answers []dialect.Answer) dialect.Counts {
	created := written(answers[0])
	return dialect.Counts{Created: created, Skipped: int64(n) - created}
}

// tallyUnknown is the tally of an upsert that is not counted.
func tallyUnknown(int, []dialect.Answer) dialect.Counts {
	return dialect.Counts{Inexact: true}
}

// tallyUpdated is the tally of an UPDATE that is not counted.
func tallyUpdated(_ int, answers []dialect.Answer) dialect.Counts {
	return dialect.Counts{Updated: written(answers[0]), Inexact: true}
}

// tallyNumbered returns the tally of an UPDATE that says for each updated row which input row it belongs to.
func (s update) tallyNumbered(k Kind, asks bool) tally {
	// The CASE form finds the input row by the new key.
	setsKey := func(a dialect.Assignment) bool { return slices.Contains(s.Key, a.Column) }
	lost := s.Form == dialect.FormCase && slices.ContainsFunc(s.Set, setsKey)
	return func(n int, answers []dialect.Answer) dialect.Counts {
		updated, matched := numbered(answers[0], len(s.Returning) > 0)
		rest := int64(n) - matched
		return dialect.Counts{Updated: updated, Unmatched: rest, Inexact: lost || rest > 0 && drops(k, asks, answers)}
	}
}

// numbered reads updated rows and the different input rows they belong to: two numbers, or one number at the end of
// each returned row.
func numbered(a dialect.Answer, returned bool) (updated, matched int64) {
	if !returned {
		return a.Rows[0][0], a.Rows[0][1]
	}
	seen := make(map[int64]bool, len(a.Rows))
	for _, row := range a.Rows {
		seen[row[0]] = true
	}
	return int64(len(a.Rows)), int64(len(seen))
}

// tallyMatched is the tally of an UPDATE that first finds the rows and which of them would change.
func (s update) tallyMatched(n int, answers []dialect.Answer) dialect.Counts {
	a := answers[0]
	if len(a.Rows) == 0 { // With RETURNING the numbers come with the updated rows, and there is none.
		return dialect.Counts{Unchanged: int64(n), Inexact: true}
	}
	matched, pairs, changed := a.Rows[0][0], a.Rows[0][1], a.Rows[0][2]
	updated := int64(len(a.Rows))
	if len(s.Returning) == 0 {
		updated = a.Rows[0][3]
	}
	// A row that would change and was not updated was dropped by a trigger, or lost to another transaction.
	dropped := changed - updated
	return dialect.Counts{
		Updated:   updated,
		Unchanged: pairs - changed,
		Skipped:   dropped,
		Unmatched: int64(n) - matched,
		Inexact:   dropped != 0,
	}
}

// tallyDeleted is the tally of a DELETE.
func tallyDeleted(_ int, answers []dialect.Answer) dialect.Counts {
	return dialect.Counts{Deleted: written(answers[0])}
}

// tallyNothing is the tally of a SELECT.
func tallyNothing(int, []dialect.Answer) dialect.Counts { return dialect.Counts{} }

// written is the number of rows that a plain statement wrote: affected rows, or returned ones.
func written(a dialect.Answer) int64 {
	if a.Rows != nil {
		return int64(len(a.Rows))
	}
	return a.Affected
}
