package dialecttest

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// Abilities checks that every dialect that d hands out can do what d can do, and that those of Inspect and Probe have d's type. It is part
// of [Run], and for itself where a dialect's settings allow more, such as a strategy.
func Abilities(t *testing.T, d dialect.Dialect) {
	t.Helper()
	for _, lost := range lostAbilities(d) {
		t.Error(lost)
	}
}

// A handed is a dialect that another one hands out, and how.
type handed struct {
	how string
	d   dialect.Dialect
}

// lostAbilities says what is lost in the dialects that a dialect hands out.
func lostAbilities(d dialect.Dialect) []string {
	lost := retyped(handed{"", d})
	for _, way := range ways(d) {
		lost = append(lost, weaker(way, d)...)
	}
	for s := dialect.Statements; s <= dialect.Arrays; s++ {
		if loaded, err := d.Load(s); err == nil {
			lost = append(lost, retyped(handed{fmt.Sprintf("Load(%v)", s), loaded})...)
		}
	}
	slices.Sort(lost)
	return slices.Compact(lost)
}

// ways are the dialects that a dialect hands out: tuned, for strategies, and those tuned.
func ways(d dialect.Dialect) []handed {
	all := tuned(handed{"", d})
	for s := dialect.Statements; s <= dialect.Arrays; s++ {
		if loaded, err := d.Load(s); err == nil {
			way := handed{fmt.Sprintf("Load(%v)", s), loaded}
			all = append(append(all, way), tuned(way)...)
		}
	}
	for _, st := range statements() {
		for _, c := range d.Choices(st) {
			way := handed{fmt.Sprintf("Choices, %v", c.Strategy), c.Dialect}
			all = append(append(all, way), tuned(way)...)
		}
	}
	return all
}

// statements are those of all cases, counted, and so what a dialect may ask about.
func statements() []dialect.Statement {
	var all []dialect.Statement
	for _, c := range Cases() {
		if job, err := c.Bulk.Job(builder.JobOptions{Count: true}); err == nil {
			all = append(all, job.Statement)
		}
	}
	return all
}

// tuned are the dialects that Inspect and Probe return.
func tuned(from handed) []handed {
	var all []handed
	if d := from.d.Inspect(struct{}{}); d != nil {
		all = append(all, handed{from.how + " Inspect", d})
	}
	for _, st := range statements() {
		if p, ok := from.d.Probe(st); ok {
			all = append(all, handed{from.how + " Probe", p.Tuned(someAnswer(len(st.RowColumns())))})
		}
	}
	return all
}

// someAnswer is an answer of ones that is large enough for any question about a statement with so many columns.
func someAnswer(columns int) dialect.Answer {
	a := dialect.Answer{Rows: make([][]int64, columns+1)}
	for i := range a.Rows {
		a.Rows[i] = slices.Repeat([]int64{1}, 16)
	}
	return a
}

// retyped says which dialects are of another type than the one that they were tuned from: what that type says of itself is lost in them.
func retyped(from handed) []string {
	var lost []string
	for _, way := range tuned(from) {
		if reflect.TypeOf(way.d) != reflect.TypeOf(from.d) {
			lost = append(lost, fmt.Sprintf("%s of a %T returns a %T: write the method again, with what the embedded dialect returns put back inside", way.how, from.d, way.d))
		}
	}
	return lost
}

// weaker says what a dialect that was handed out cannot do, although the one that it comes from can.
func weaker(way handed, d dialect.Dialect) []string {
	var lost []string
	can := able(way.d)
	for ability, has := range able(d) {
		if has && !can[ability] {
			lost = append(lost, fmt.Sprintf("%s returns a %T without %s, which a %T has", way.how, way.d, ability, d))
		}
	}
	return lost
}

// able tells which parts of the contract a dialect does not just refuse.
func able(d dialect.Dialect) map[string]bool {
	all := make(map[string]bool)
	_, noLookup := d.Select(dialect.Select{Table: "t", Key: []string{"a"}, Columns: []string{"b"}}, dialect.Plain(1))
	_, noMatch := d.Match(dialect.Match{Table: "t", Key: []string{"a"}}, dialect.Plain(1))
	_, noLock := d.LockTable("t")
	_, noCSV := d.LoadCSV(dialect.Insert{Table: "t", Columns: []string{"a"}}, dialect.CSVFormat{Delimiter: ','})
	all["Select"], all["Match"], all["LockTable"], all["LoadCSV"] = noLookup == nil, noMatch == nil, noLock == nil, noCSV == nil
	all["WriteLock"], all["SingleWriter"] = d.WriteLock() != "", d.SingleWriter()
	all["Alone"] = d.Alone(nil)
	all["Prepared.Last"], all["Prepared.Typed"] = d.Prepared(nil).Last, d.Prepared(nil).Typed
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		all[fmt.Sprintf("CheckFloat of %v", f)] = d.CheckFloat(f) != nil
	}
	for s := dialect.Statements; s <= dialect.Arrays; s++ {
		_, err := d.Load(s)
		all[fmt.Sprintf("Load(%v)", s)] = err == nil
	}
	return all
}
