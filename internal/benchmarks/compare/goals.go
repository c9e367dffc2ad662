package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// goal is how much faster than others one contestant is to be, at 6 columns.
type goal struct {
	database *regexp.Regexp
	work     op // empty: any
	mine     string
	rivals   []string // the fastest of them counts; each matches the contestants whose names start so
	factor   float64
}

// goals are the project's own. Where the name of a rival is a limit, the factor is a share of its speed.
var goals = []goal{
	{regexp.MustCompile(`^PostgreSQL.*pq`), insert, base, []string{"bun"}, 1.3},
	{regexp.MustCompile(`^PostgreSQL.*pq`), insert, base, []string{"sqlx"}, 1.4},
	{regexp.MustCompile(`^PostgreSQL.*pq`), insert, base, []string{"gorm"}, 1.15},
	{regexp.MustCompile(`^PostgreSQL`), upsert, base, []string{"gorm", "bun"}, 1.3},
	{regexp.MustCompile(`^PostgreSQL`), update, base, []string{"bun Bulk"}, 2.3},
	{regexp.MustCompile(`^PostgreSQL`), update, base, []string{"CASE"}, 1.5},
	{regexp.MustCompile(`^PostgreSQL`), update, base, []string{"row by row"}, 8},
	{regexp.MustCompile(`^M`), insert, base, []string{"sqlx", "bun", "gorm"}, 1.25},
	{regexp.MustCompile(`^M`), upsert, base, []string{"gorm", "bun"}, 1.2},
	{regexp.MustCompile(`^SQLite`), insert, base, []string{"squirrel", "sqlx", "gorm", "bun", "goqu", "row by row"}, 1.2},
	{regexp.MustCompile(`^SQLite`), upsert, base, []string{"squirrel", "sqlx", "gorm", "bun", "goqu", "row by row"}, 1.2},
	{regexp.MustCompile(`^SQLite`), update, base, []string{"row by row"}, 1.4},
	{regexp.MustCompile(``), "", base, []string{"prepared loop, same SQL"}, 0.95},
	{regexp.MustCompile(``), "", "sqbulk, no counts", []string{"prepared loop, no counts"}, 0.95},
}

// writeGoals says which goals the contests of the most rows reach.
func writeGoals(w io.Writer, all []*contest) {
	most := 0
	for _, c := range all {
		most = max(most, c.Table)
	}
	fmt.Fprintf(w, "| goal | database | contestant | fastest of | asked | measured | fastest runs | |\n|---|---|---|---|---:|---:|---:|---|\n")
	for _, g := range goals {
		for _, c := range all {
			if c.Table != most || c.Columns != 6 || g.work != "" && g.work != c.Work || !g.database.MatchString(c.Database) {
				continue
			}
			mine, rival := c.find(g.mine), c.fastest(g.rivals)
			if mine == nil || rival == nil {
				continue
			}
			ratio, verdict := seconds(rival)/seconds(mine), "reached"
			if ratio < g.factor {
				verdict = "**not reached**"
			}
			fmt.Fprintf(w, "| %s | %s | %s | %s | %.2f | %.2f | %.2f | %s |\n", c.Work, c.Database, g.mine, rival.Contestant, g.factor, ratio,
				fastestRun(rival)/fastestRun(mine), verdict)
		}
	}
}

// find returns the figures of a contestant; nil when it was not measured.
func (c *contest) find(name string) *figures {
	for _, f := range c.Figures {
		if f.Contestant == name && len(f.Times) > 0 {
			return f
		}
	}
	return nil
}

// fastest returns the figures of the fastest contestant whose name starts with one of the prefixes.
func (c *contest) fastest(prefixes []string) (best *figures) {
	for _, f := range c.Figures {
		for _, p := range prefixes {
			if strings.HasPrefix(f.Contestant, p) && len(f.Times) > 0 && (best == nil || seconds(f) < seconds(best)) {
				best = f
			}
		}
	}
	return best
}

// seconds is the median of a contestant's times.
func seconds(f *figures) float64 { return float64(median(f.Times)) / float64(time.Second) }

// fastestRun is the least of a contestant's times, which the machine's other work disturbs least.
func fastestRun(f *figures) float64 { return float64(slices.Min(f.Times)) / float64(time.Second) }
