package mysql

import (
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// around puts steps before and after those of a spelling, which see their own answers only.
func around(before []dialect.Step, sp dialect.Spelling, after []dialect.Step) dialect.Spelling {
	first, end := len(before), len(before)+len(sp.Steps)
	own := slices.Clone(sp.Steps)
	for i, step := range own {
		if step.Needed != nil {
			own[i].Needed = func(n int, answers []dialect.Answer) bool { return step.Needed(n, answers[first:]) }
		}
	}
	tally := sp.Tally
	sp.Steps = slices.Concat(before, own, after)
	sp.Tally = func(n int, answers []dialect.Answer) dialect.Counts { return tally(n, answers[first:end]) }
	return sp
}
