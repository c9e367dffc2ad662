package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
)

// goal is how much faster than others sqbulk is to be, at the main size.
type goal struct {
	database *regexp.Regexp
	work     op // empty: any
	mine     string
	rivals   []string // the fastest of them counts; each matches the contestants whose names start so
	factor   float64  // the time of the fastest rival ÷ sqbulk's
}

// goals are the project's own.
var goals = []goal{
	{regexp.MustCompile(`^PostgreSQL.*pq`), insert, base, []string{"bun"}, 1.3},
	{regexp.MustCompile(`^PostgreSQL.*pq`), insert, base, []string{"sqlx"}, 1.4},
	{regexp.MustCompile(`^PostgreSQL.*pq`), insert, base, []string{"gorm"}, 1.15},
	{regexp.MustCompile(`^PostgreSQL`), insert, "sqbulk, Copy", []string{"limit: COPY"}, 0.9},
	{regexp.MustCompile(`^PostgreSQL`), insert, "sqbulk, Copy", []string{"COPY, "}, 1},
	{regexp.MustCompile(`^PostgreSQL`), upsert, base, []string{"gorm", "bun"}, 1.3},
	{regexp.MustCompile(`^PostgreSQL`), upsert, "sqbulk, Staging", []string{"gorm", "bun"}, 1.5},
	{regexp.MustCompile(`^PostgreSQL`), update, base, []string{"bun Bulk"}, 2.3},
	{regexp.MustCompile(`^PostgreSQL`), update, base, []string{"CASE"}, 1.5},
	{regexp.MustCompile(`^PostgreSQL`), update, base, []string{"row by row, unprepared"}, 8},
	{regexp.MustCompile(`^M`), insert, base, []string{"sqlx", "bun", "gorm"}, 1.25},
	{regexp.MustCompile(`^M`), upsert, base, []string{"gorm", "bun"}, 1.2},
	{regexp.MustCompile(`^SQLite`), insert, base, append([]string{"row by row"}, libraries...), 1.2},
	{regexp.MustCompile(`^SQLite`), upsert, base, append([]string{"row by row"}, libraries...), 1.2},
	{regexp.MustCompile(`^SQLite`), update, base, []string{"row by row, prepared"}, 1.4},
	{regexp.MustCompile(``), "", base, []string{"prepared loop, same SQL"}, 0.95},
	{regexp.MustCompile(``), "", "sqbulk, no counts", []string{"prepared loop, no counts"}, 0.95},
}

// longest is how many rows the goals of growth are about: per row they may take mostTime times as long as the fewest rows that were
// measured, and mostMemory more bytes than those at the peak.
const (
	longest    = 10_000_000
	mostTime   = 1.2
	mostMemory = 16 << 20
)

// writeGoals says which goals are reached. Ratios are cut, not rounded, to two digits, so that none looks reached that is not.
func (g *results) writeGoals(w io.Writer) {
	main := g.main()
	all := databases(main)
	var rows bytes.Buffer
	for _, goal := range goals {
		for _, o := range allWorks {
			if goal.work == "" || goal.work == o {
				goal.row(&rows, all, ofWork(main, o), o)
			}
		}
	}
	if rows.Len() > 0 {
		fmt.Fprintf(w, "| %s: work | sqbulk compared with | asked | %s | |\n|---|---|---:|%s---|\n%s\n",
			main[0].size(), strings.Join(all, " | "), strings.Repeat("---:|", len(all)), rows.String())
	}
	g.writeGrowthGoals(w)
}

// row writes the ratios of a goal, if any was measured.
func (g goal) row(w io.Writer, databases []string, contests []*contest, o op) {
	cells, missed, measured := make([]string, len(databases)), 0, 0
	for i, database := range databases {
		k := slices.IndexFunc(contests, func(c *contest) bool { return c.Database == database && g.database.MatchString(database) })
		if k < 0 {
			continue
		}
		mine, rival := contests[k].find(g.mine), contests[k].fastest(g.rivals...)
		if mine == nil || rival == nil {
			continue
		}
		ratio := seconds(rival) / seconds(mine)
		cells[i], measured = cut(ratio), measured+1
		if ratio < g.factor {
			cells[i], missed = "**"+cells[i]+"**", missed+1
		}
	}
	if measured == 0 {
		return
	}
	with := strings.TrimSuffix(strings.Join(g.rivals, ", "), ", ")
	if g.mine != base {
		with = g.mine + " with " + with
	}
	fmt.Fprintf(w, "| %s | %s | ≥ %.2f | %s | %s |\n", o, with, g.factor, strings.Join(cells, " | "), verdict(missed, measured))
}

// verdict says how many reached a goal.
func verdict(missed, measured int) string {
	switch missed {
	case 0:
		return "reached"
	case measured:
		return "**not reached**"
	}
	return fmt.Sprintf("**not reached** by %d of %d", missed, measured)
}

// cut writes a ratio with two digits, and never more than it is. What is a hundredth but for the last bits counts as that hundredth.
func cut(ratio float64) string { return fmt.Sprintf("%.2f", math.Floor(ratio*100*(1+1e-12))/100) }

// writeGrowthGoals writes two lines for each way that was measured with enough rows.
func (g *results) writeGrowthGoals(w io.Writer) {
	var rows bytes.Buffer
	for _, last := range g.growths {
		first := last.first(g.growths)
		if last.Rows < longest || first == last {
			continue
		}
		row := func(what, asked, measured string, ok bool) {
			verdict := "reached"
			if !ok {
				measured, verdict = "**"+measured+"**", "**not reached**"
			}
			fmt.Fprintf(&rows, "| %s | %s | %s | ≤ %s | %s | %s |\n", last.Database, last.Way, what, asked, measured, verdict)
		}
		ratio := last.perRow() / first.perRow()
		row(fmt.Sprintf("time per row at %s ÷ at %s", short(float64(last.Rows)), short(float64(first.Rows))), fmt.Sprintf("%.2f", mostTime),
			fmt.Sprintf("%.2f", math.Ceil(ratio*100*(1-1e-12))/100), ratio <= mostTime)
		if more := last.peak() - first.peak(); last.peak() > 0 && first.peak() > 0 {
			row("more memory at the peak", mib(mostMemory), mib(more), more <= mostMemory)
		}
	}
	if rows.Len() > 0 {
		fmt.Fprintf(w, "| growth | | | asked | measured | |\n|---|---|---|---:|---:|---|\n%s\n", rows.String())
	}
}

// mib writes bytes as MiB, rounded up.
func mib(bytes int64) string { return fmt.Sprintf("%.1f MiB", math.Ceil(float64(bytes)/(1<<20)*10)/10) }
