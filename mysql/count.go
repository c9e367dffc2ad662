package mysql

import (
	"fmt"
	"strconv"

	"github.com/sqbulk/sqbulk/dialect"
)

// The session variables that the statements use. They are set by every statement that reads them, except
// varGuard and varSaved, which are assigned in the statement itself.
const (
	varExisting = "@sqbulk_d" // rows for which ON DUPLICATE KEY UPDATE ran
	varChanged  = "@sqbulk_c" // those in which it changes a value, not counted in varExisting then
	varVague    = "@sqbulk_v" // those in which it does not, although the affected rows may look so
	varCompare  = "@sqbulk_q" // 1 where these three are told apart, 0 where all are counted in varExisting
	varNotNull  = "@sqbulk_r" // the names of assigned columns that are NOT NULL
	varFlag     = "@sqbulk_f" // between ON DUPLICATE KEY UPDATE and RETURNING: 1, or 2 for a changed row
	varPairs    = "@sqbulk_n" // pairs of an input row and a stored row
	varMatched  = "@sqbulk_m" // a byte for each input row: '1' when it found a stored row
	varGuard    = "@sqbulk_w" // whether the current row is to be written
	varLoaded   = "@sqbulk_l" // followed by a number for the field of a line that LOAD DATA converts
	varSaved    = "@sqbulk_s" // followed by a number for the column whose stored value it keeps
)

// The steps around a counted UPDATE: a byte for each of n input rows, and a number. The bytes are binary, because the
// position of a character in UTF-8 has to be searched.
func resetPairs(n int) dialect.Step {
	return dialect.Step{SQL: fmt.Sprintf("SET %s = 0, %s = REPEAT(_binary'0', %d)", varPairs, varMatched, n)}
}

// readPairs reads the number of pairs and the number of input rows among them.
var readPairs = dialect.Step{
	SQL:  "SELECT CAST(" + varPairs + " AS SIGNED), LENGTH(REPLACE(" + varMatched + ", '0', ''))" + oneRow,
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

// tallyFiltered counts an UPDATE of one table that counts its rows in the filter. Under READ COMMITTED the server evaluates that
// twice for a row that another transaction has locked; such a row counts as two pairs.
func (f flavor) tallyFiltered(n int, answers []dialect.Answer) dialect.Counts {
	c, found := f.tallyPairs(n, answers), answers[2].Rows[0]
	c.Inexact = c.Inexact || found[0] != found[1]
	return c
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
