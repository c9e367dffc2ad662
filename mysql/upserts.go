package mysql

import (
	"github.com/sqbulk/sqbulk/dialect"
)

// counting is a way to count the rows of INSERT … ON DUPLICATE KEY UPDATE.
type counting int

const (
	uncounted  counting = iota
	byExisting          // existing rows; the affected rows tell the rest
	byChange            // existing rows, those that change, and those that the affected rows are vague about
	byFlag              // a number at the end of each returned row
)

// countingOf returns the way to count an insert, and for byChange the columns that make the affected rows vague.
func (f flavor) countingOf(i dialect.Insert) (how counting, vague []string) {
	switch {
	case !i.Count || i.Conflict == nil || f.engine.apart:
		return uncounted, nil
	case returns(i):
		return byFlag, nil
	case i.Conflict.DoNothing:
		return byExisting, nil
	}
	for _, a := range i.Conflict.Set {
		if f.table.mayBeVague(a.Column) {
			vague = append(vague, a.Column)
		}
	}
	if len(vague) == 0 {
		return byExisting, nil
	}
	return byChange, vague
}

// Every row that exists runs the assignments exactly once, under its lock, so that a variable which they count up is
// exact, whatever other sessions do and however many unique keys there are. The variables start as integers.
var (
	resetExisting = dialect.Step{SQL: "SET " + varExisting + " = 0"}
	readExisting  = dialect.Step{SQL: "SELECT CAST(" + varExisting + " AS SIGNED)" + oneRow, Read: dialect.ReadNumbers}

	resetChanges = dialect.Step{SQL: "SET " + varExisting + " = 0, " + varChanged + " = 0, " + varVague + " = 0"}
	readChanges  = dialect.Step{SQL: "SELECT CAST(" + varExisting + " AS SIGNED), CAST(" + varChanged + " AS SIGNED), " +
		"CAST(" + varVague + " AS SIGNED)" + oneRow, Read: dialect.ReadNumbers}

	resetFlag = dialect.Step{SQL: "SET " + varFlag + " = 0"}
)

// readFlag is what RETURNING adds: 0 for a row that was created, 1 for one that existed, 2 for one that existed and
// changed. The second column prepares the flag for the next row.
const readFlag = "CAST(" + varFlag + " AS SIGNED), (" + varFlag + " := 0)"

// counter writes the condition that counts an existing row. It stands in the first assignment, where it sees the stored
// row, and is always true, in a way that the server cannot fold.
type counter struct {
	how    counting
	vague  []string
	set    []dialect.Assignment
	stored dialect.Spell
	guard  func(w *dialect.Writer)
	sure   bool // under the guard there is a change
}

// write writes the condition and tells whether it has evaluated the guard.
func (c counter) write(w *dialect.Writer) (guarded bool) {
	switch c.how {
	case byFlag:
		w.SQL("(", varFlag, " := 1 + ")
		c.writeChange(w)
		w.SQL(") > 0")
	case byChange:
		w.SQL("CASE WHEN ")
		c.writeChange(w)
		w.SQL(" THEN ", increment(varChanged), " WHEN ")
		for i, column := range c.vague {
			if i > 0 {
				w.SQL(" OR ")
			}
			c.stored(w, column)
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

// writeChange writes the condition that the row is to be changed, as 0 or 1.
func (c counter) writeChange(w *dialect.Writer) {
	if c.guard != nil {
		w.SQL("IF((", varGuard, " := ")
		c.guard(w)
		w.SQL("), ")
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
