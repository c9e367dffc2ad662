package mysql

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// counting is a way to count the rows of INSERT … ON DUPLICATE KEY UPDATE.
type counting int

const (
	uncounted  counting = iota
	byExisting          // existing rows
	byChange            // existing rows and, where one may get NULL, those that change and those that the affected rows are vague about
	byFlag              // a number at the end of each returned row
)

// countingOf returns the way to count an insert.
func (f flavor) countingOf(i dialect.Insert) counting {
	switch {
	case !i.Count || i.Conflict == nil || f.engine.apart:
		return uncounted
	case returns(i):
		return byFlag
	case i.Conflict.DoNothing:
		return byExisting
	}
	return byChange
}

// Every row that exists runs the assignments exactly once, under its lock, so that a variable which they count up is
// exact, whatever other sessions do and however many unique keys there are. The variables start as integers.
var (
	resetExisting = dialect.Step{SQL: "SET " + varExisting + " = 0"}
	readExisting  = dialect.Step{SQL: "SELECT CAST(" + varExisting + " AS SIGNED)" + oneRow, Read: dialect.ReadNumbers}

	readChanges = dialect.Step{SQL: "SELECT CAST(" + varExisting + " AS SIGNED), CAST(" + varChanged + " AS SIGNED), " +
		"CAST(" + varVague + " AS SIGNED)" + oneRow, Read: dialect.ReadNumbers}

	compareRows = dialect.Step{SQL: "SET " + varCompare + " = 1"}

	resetFlag = dialect.Step{SQL: "SET " + varFlag + " = 0"}
)

// readFlag is what RETURNING adds: 0 for a row that was created, 1 for one that existed, 2 for one that existed and
// changed. The second column prepares the flag for the next row.
const readFlag = "CAST(" + varFlag + " AS SIGNED), (" + varFlag + " := 0)"

// counter writes the condition that counts an existing row. It stands in the first assignment, where it sees the stored
// row, and is always true, in a way that the server cannot fold.
type counter struct {
	how    counting
	set    []dialect.Assignment
	stored dialect.Spell
	guard  func(w *dialect.Writer)
	sure   bool // under the guard there is a change
}

// write writes the condition and tells whether it has evaluated the guard.
func (c counter) write(w *dialect.Writer) (guarded bool) {
	switch c.how {
	case byFlag:
		c.writeGuard(w)
		w.SQL("(", varFlag, " := 1 + ")
		c.writeChange(w)
		w.SQL(") > 0")
	case byChange:
		c.writeGuard(w)
		w.SQL("CASE WHEN ", varCompare, " = 0 THEN ", increment(varExisting), " WHEN ")
		c.writeChange(w)
		w.SQL(" THEN ", increment(varChanged), " WHEN ")
		for i, a := range c.set {
			if i > 0 {
				w.SQL(" OR ")
			}
			c.stored(w, a.Column)
			w.SQL(" IS NULL")
		}
		w.SQL(" THEN ", increment(varVague), " ELSE ", increment(varExisting), " END > 0")
	default:
		w.SQL(increment(varExisting), " > 0")
		return false
	}
	return c.guard != nil
}

// increment counts a variable up.
func increment(variable string) string { return "(" + variable + " := " + variable + " + 1)" }

// writeGuard evaluates the guard, in a condition that is always true.
func (c counter) writeGuard(w *dialect.Writer) {
	if c.guard == nil {
		return
	}
	w.SQL("COALESCE((", varGuard, " := ")
	c.guard(w)
	w.SQL("), 0) >= 0 AND ")
}

// writeChange writes the condition that the row is to be changed, as 0 or 1.
func (c counter) writeChange(w *dialect.Writer) {
	if c.guard != nil {
		w.SQL("IF(", varGuard, ", ")
	}
	if c.sure {
		w.SQL("1")
	} else {
		w.SQL("(")
		writeChanged(w, c.set)
		w.SQL(")")
	}
	if c.guard != nil {
		w.SQL(", 0)")
	}
}

// upsertSteps puts the steps that count around an upsert. Where only incoming values are assigned and no row may have NULL among
// them, the affected rows leave nothing open, and rows are not compared. Under a condition the stored value, which may be NULL, is assigned too.
func (f flavor) upsertSteps(i dialect.Insert, write dialect.Step) dialect.Spelling {
	before := []dialect.Step{resetChanges(1)}
	exprs, plain := apart(i.Conflict.Set)
	if len(exprs) == 0 && i.Conflict.UpdateWhere == nil {
		compare := compareRows
		compare.NullIn = positions(i.Columns, plain)
		before = []dialect.Step{resetChanges(0), compare}
	}
	r := upsertReader{found: f.found, certain: len(exprs) == 0}
	return around(before, dialect.Spelling{Steps: []dialect.Step{write, readChanges, f.askVague(i, r.open)}, Tally: r.tally}, nil)
}

// resetChanges starts the counters of [byChange], comparing rows or not.
func resetChanges(compare int) dialect.Step {
	return dialect.Step{SQL: fmt.Sprintf("SET %s = 0, %s = 0, %s = 0, %s = %d", varExisting, varChanged, varVague, varCompare, compare)}
}
