package mysql

import (
	"fmt"
	"strconv"

	"github.com/sqbulk/sqbulk/dialect"
)

// The session variables that the statements use. They are set by every statement that reads them, except
// varGuard and varSaved, which are assigned in the statement itself.
const (
	varDuplicates = "@sqbulk_d" // how often ON DUPLICATE KEY UPDATE ran
	varFlag       = "@sqbulk_f" // 1 between ON DUPLICATE KEY UPDATE and RETURNING
	varPairs      = "@sqbulk_n" // pairs of an input row and a stored row
	varMatched    = "@sqbulk_m" // a byte for each input row: '1' when it found a stored row
	varGuard      = "@sqbulk_w" // whether the current row is to be written
	varSaved      = "@sqbulk_s" // followed by a number for the column whose stored value it keeps
)

// The number of duplicates is the one thing that the affected rows do not tell. Each row that exists runs the
// assignments exactly once, under its lock, so that the counter is exact whatever other sessions do and however many
// unique keys there are. "> 0" keeps the server from folding the condition away.
var (
	resetDuplicates = dialect.Step{SQL: "SET " + varDuplicates + " = 0"}
	readDuplicates  = dialect.Step{SQL: "SELECT CAST(" + varDuplicates + " AS SIGNED)", Read: dialect.ReadNumbers}
	resetFlag       = dialect.Step{SQL: "SET " + varFlag + " = 0"}
)

// readFlag is what RETURNING adds: whether the row existed. The second column prepares the flag for the next row.
const readFlag = "CAST(" + varFlag + " AS SIGNED), (" + varFlag + " := 0)"

// countDuplicate returns the condition that counts a row that exists.
func countDuplicate(flag bool) func(w *dialect.Writer) {
	text := "(" + varDuplicates + " := " + varDuplicates + " + 1) > 0"
	if flag {
		text = "(" + varFlag + " := 1) > 0"
	}
	return func(w *dialect.Writer) { w.SQL(text) }
}

// tallyInsert counts a plain statement. An insert without a conflict clause creates every row or fails.
func tallyInsert(i dialect.Insert) func(n int, answers []dialect.Answer) dialect.Counts {
	return func(n int, answers []dialect.Answer) dialect.Counts {
		switch created := int64(n); {
		case i.Conflict != nil:
			return dialect.Counts{Inexact: true}
		case returns(i):
			return dialect.Counts{Created: created}
		default:
			affected := answers[0].Affected
			return dialect.Counts{Created: affected, Skipped: created - affected}
		}
	}
}

// tallyFlags counts the rows of INSERT … ON DUPLICATE KEY UPDATE … RETURNING, which returns every row: created, updated
// or unchanged. The last two cannot be told apart, for a query has no affected rows.
func tallyFlags(n int, answers []dialect.Answer) dialect.Counts {
	var c dialect.Counts
	for _, row := range answers[1].Rows {
		c.Updated += row[0]
	}
	c.Created = int64(n) - c.Updated
	c.Inexact = c.Updated > 0
	return c
}

// tallyDuplicates counts with the affected rows A and the duplicates D of n rows: I = n-D rows are new, and each counts
// once. A changed row counts twice. A row that stays equal counts not at all, or once with FoundRowsOn. Thus
//
//	off: A = I + 2U     on: A = I + D + U
func (f flavor) tallyDuplicates(to *dialect.Conflict) func(n int, answers []dialect.Answer) dialect.Counts {
	return func(n int, answers []dialect.Answer) dialect.Counts {
		affected, duplicates := answers[1].Affected, answers[2].Rows[0][0]
		created := int64(n) - duplicates
		if to.DoNothing {
			return dialect.Counts{Created: created, Skipped: duplicates}
		}
		updated, exact := f.updated(affected, created, duplicates)
		return dialect.Counts{Created: created, Updated: updated, Unchanged: duplicates - updated, Inexact: !exact}
	}
}

// updated solves the equations of tallyDuplicates; with an unknown setting it is exact when only one of them has a
// solution, or both have the same.
func (f flavor) updated(affected, created, duplicates int64) (updated int64, exact bool) {
	off, on := (affected-created)/2, affected-created-duplicates
	fits := func(u int64) bool { return u >= 0 && u <= duplicates }
	offFits, onFits := fits(off) && created+2*off == affected, fits(on)
	switch f.found {
	case FoundRowsOff:
		onFits = false
	case FoundRowsOn:
		offFits = false
	}
	switch {
	case offFits:
		return off, !onFits || on == off
	case onFits:
		return on, true
	}
	return min(max(off, 0), duplicates), false
}

// The steps around a counted UPDATE: a byte for each of n input rows, and a number. The bytes are binary, because the
// position of a character in UTF-8 has to be searched.
func resetPairs(n int) dialect.Step {
	return dialect.Step{SQL: fmt.Sprintf("SET %s = 0, %s = REPEAT(_binary'0', %d)", varPairs, varMatched, n)}
}

// readPairs reads the number of pairs and the number of input rows among them.
var readPairs = dialect.Step{
	SQL:  "SELECT CAST(" + varPairs + " AS SIGNED), LENGTH(REPLACE(" + varMatched + ", '0', ''))",
	Read: dialect.ReadNumbers,
}

// countPair returns the condition that counts a stored row that is found by an input row, whose number from one is
// written by ordinal.
func countPair(ordinal func(w *dialect.Writer)) func(w *dialect.Writer) {
	return func(w *dialect.Writer) {
		w.SQL("(", varPairs, " := ", varPairs, " + 1) > 0 AND (", varMatched, " := INSERT(", varMatched, ", ")
		ordinal(w)
		w.SQL(", 1, '1')) <> ''")
	}
}

// tallyPairs counts an UPDATE. With FoundRowsOff the affected rows are those that changed; with FoundRowsOn they are the
// matched ones, and only their absence is exact.
func (f flavor) tallyPairs(n int, answers []dialect.Answer) dialect.Counts {
	affected, found := answers[1].Affected, answers[2].Rows[0]
	pairs, matched := found[0], found[1]
	return dialect.Counts{
		Updated:   affected,
		Unchanged: max(0, pairs-affected),
		Unmatched: int64(n) - matched,
		Inexact:   f.found != FoundRowsOff && affected > 0,
	}
}

// tallyUpdate counts a plain UPDATE, which does not tell how many rows matched.
func tallyUpdate(_ int, answers []dialect.Answer) dialect.Counts {
	return dialect.Counts{Updated: answers[0].Affected, Inexact: true}
}

// tallyDelete counts a DELETE by its affected or its returned rows.
func tallyDelete(returning bool) func(n int, answers []dialect.Answer) dialect.Counts {
	return func(_ int, answers []dialect.Answer) dialect.Counts {
		if returning {
			return dialect.Counts{Deleted: int64(len(answers[0].Rows))}
		}
		return dialect.Counts{Deleted: answers[0].Affected}
	}
}

// number writes a number into the text.
func number(w *dialect.Writer, n int) { w.SQL(strconv.Itoa(n)) }
