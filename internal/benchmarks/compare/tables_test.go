package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// timed are figures of one round.
func timed(name string, took time.Duration) *figures {
	return &figures{Contestant: name, Times: []time.Duration{took}, CPU: []time.Duration{took}, Bytes: []uint64{1}}
}

func contestOf(database string, o op, rows, columns int, all ...*figures) *contest {
	return &contest{Database: database, Work: o, Table: rows, Rows: rows, Columns: columns, Figures: all}
}

// TestGoals: a ratio that is a hair under its goal is not shown, nor counted, as reached.
func TestGoals(t *testing.T) {
	for _, c := range []struct {
		rival time.Duration
		want  string
	}{
		{1300 * time.Millisecond, "| insert | bun | ≥ 1.30 | 1.30 | reached |"},
		{1299999 * time.Microsecond, "| insert | bun | ≥ 1.30 | **1.29** | **not reached** |"},
		{2 * time.Second, "| insert | bun | ≥ 1.30 | 2.00 | reached |"},
	} {
		g := gather([]*report{{Contests: []*contest{
			contestOf("PostgreSQL 15/pq", insert, mainRows, mainColumns, timed(base, time.Second), timed("bun NewInsert", c.rival)),
		}}})
		var b strings.Builder
		g.writeGoals(&b)
		if !strings.Contains(b.String(), c.want) {
			t.Errorf("%v: want %q in\n%s", c.rival, c.want, b.String())
		}
	}
}

func TestGrowthGoals(t *testing.T) {
	grown := func(rows int, perRow time.Duration, peak int64) *growth {
		return &growth{Database: "SQLite/modernc", Way: base, Rows: rows, Times: []time.Duration{time.Duration(rows) * perRow}, Peaks: []int64{peak}}
	}
	for _, c := range []struct {
		perRow time.Duration
		peak   int64
		time   string
		memory string
	}{
		{12000, 26 << 20, "| ≤ 1.20 | 1.20 | reached |", "| ≤ 16.0 MiB | 16.0 MiB | reached |"},
		{12001, 26<<20 + 1, "≤ 1.20 | **1.21** | **not reached** |", "≤ 16.0 MiB | **16.1 MiB** | **not reached** |"},
	} {
		g := gather([]*report{{Growths: []*growth{grown(mainRows, 10000, 10<<20), grown(longest, c.perRow, c.peak)}}})
		var b strings.Builder
		g.writeGoals(&b)
		for _, want := range []string{c.time, c.memory} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("want %q in\n%s", want, b.String())
			}
		}
	}
}

// TestTables: the latest run of a contest counts, batch sizes and other sizes have tables of their own, and who was left out is named.
func TestTables(t *testing.T) {
	left := &figures{Contestant: "goqu Rows", Left: "it | cannot\nmore"}
	g := gather([]*report{
		{Date: time.Unix(2, 0), Contests: []*contest{
			contestOf("SQLite/mattn", insert, mainRows, mainColumns, timed(base, time.Second), timed("bun NewInsert", 3*time.Second), left),
			contestOf("SQLite/mattn", insert, 1000, 2, timed(base, 2*time.Second), timed("gorm X", time.Second)),
			contestOf("SQLite/mattn", insert, mainRows, mainColumns, timed(base, 2*time.Second), timed(batchesOf+"300", time.Second)),
		}},
		{Date: time.Unix(1, 0), Servers: []string{"an old server"},
			Contests: []*contest{contestOf("SQLite/mattn", insert, mainRows, mainColumns, timed(base, time.Second), timed("bun NewInsert", 9*time.Second))}},
	})
	var b strings.Builder
	g.tables(&b, "")
	for _, want := range []string{
		"### Insert, 100k × 6", "| *rows/s of sqbulk* | *100k* |", "| bun NewInsert | 3.00 |",
		"- goqu Rows on SQLite/mattn: it \\| cannot",
		"| 2 columns | database | 1k rows |", "| insert | SQLite/mattn | 0.50 gorm |",
		"| SQLite/mattn: 100k, 1k rows of 6, 2 columns, by rows per statement | 1 rounds |",
		"| insert | SQLite/mattn | 100k × 6 | 0.50 |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("want %q in\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "9.00") || strings.Contains(b.String(), "an old server") {
		t.Errorf("the earlier run is in\n%s", b.String())
	}
}

// TestChart: bars are as long as their speeds, and names are escaped.
func TestChart(t *testing.T) {
	text := string(chart{title: "a < b", panels: []panel{{groups: []group{{"one", []bar{{"fast", 200, ours}, {"slow & old", 50, rivals}}}}}}}.svg())
	for _, want := range []string{"a &lt; b", "slow &amp; old", `class="o" x="339" y="81" width="429.0"`, `class="r" x="339" y="98" width="107.2"`} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in\n%s", want, text)
		}
	}
}

// TestChartLegend: a shade that no bar has is not explained.
func TestChartLegend(t *testing.T) {
	c := workChart([]*contest{contestOf("SQLite/mattn", insert, mainRows, mainColumns, timed(base, time.Second), timed("bun NewInsert", time.Second))}, insert)
	if want := []shade{ours, rivals}; !slices.Equal(c.legend, want) {
		t.Errorf("the legend is %v, want %v", c.legend, want)
	}
}

func TestShort(t *testing.T) {
	for n, want := range map[float64]string{5: "5", 1000: "1k", 223456: "223k", 999_499: "999k", 999_500: "1M", 1_250_000: "1.25M", 10_000_000: "10M"} {
		if got := short(n); got != want {
			t.Errorf("short(%v) = %q, want %q", n, got, want)
		}
	}
}

// TestByDatabase: columns stand in the same order whatever was measured last.
func TestByDatabase(t *testing.T) {
	var g results
	for _, name := range []string{"SQLite/modernc", "MySQL 9.7", "PostgreSQL 15/pq", "MariaDB 10.11", "PostgreSQL 15/pgx"} {
		g.contests = append(g.contests, &contest{Database: name, Table: mainRows, Columns: mainColumns})
	}
	want := []string{"PostgreSQL 15/pgx", "PostgreSQL 15/pq", "MariaDB 10.11", "MySQL 9.7", "SQLite/modernc"}
	if got := databases(g.main()); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
