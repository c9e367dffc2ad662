package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// figures are what was measured of a contestant.
type figures struct {
	Contestant string          `json:"contestant"`
	Times      []time.Duration `json:"times_ns"`
	CPU        []time.Duration `json:"client_cpu_ns"`
	Bytes      []uint64        `json:"allocated_bytes"`
	Left       string          `json:"left_out,omitempty"` // why it was left out
}

// contest is one work on one database, and what was measured.
type contest struct {
	Database string     `json:"database"`
	Columns  int        `json:"columns"`
	Table    int        `json:"table_rows"` // the rows of the table
	Rows     int        `json:"rows"`       // the rows that are written
	Work     op         `json:"work"`
	Figures  []*figures `json:"figures"`
}

// size names the rows of the table and its columns.
func (c *contest) size() string { return fmt.Sprintf("%s × %d", short(float64(c.Table)), c.Columns) }

// key tells what a contest is about.
func (c *contest) key() string {
	return fmt.Sprint(c.Database, "/", c.Columns, "/", c.Table, "/", c.Work, "/", c.fastest(batchesOf) != nil)
}

// speed is the rows per second of a contestant.
func (c *contest) speed(f *figures) float64 { return float64(c.Rows) / seconds(f) }

// find returns the figures of a contestant; nil when it was not measured.
func (c *contest) find(name string) *figures {
	for _, f := range c.Figures {
		if f.Contestant == name && len(f.Times) > 0 {
			return f
		}
	}
	return nil
}

// fastest returns the figures of the fastest contestant whose name starts with one of the prefixes; nil when none was measured.
func (c *contest) fastest(prefixes ...string) (best *figures) {
	for _, f := range c.Figures {
		for _, p := range prefixes {
			if strings.HasPrefix(f.Contestant, p) && len(f.Times) > 0 && (best == nil || seconds(f) < seconds(best)) {
				best = f
			}
		}
	}
	return best
}

// libraries are the rivals: the first words of the names of their contestants.
var libraries = []string{"squirrel", "sqlx", "gorm", "bun", "goqu", "bob"}

// library is the rival that a contestant belongs to; empty for sqbulk, what is written by hand and the limits.
func library(contestant string) string {
	word, _, _ := strings.Cut(contestant, " ")
	if word = strings.TrimSuffix(word, ","); slices.Contains(libraries, word) {
		return word
	}
	return ""
}

// seconds is the median of a contestant's times.
func seconds(f *figures) float64 { return float64(median(f.Times)) / float64(time.Second) }

// fastestRun is the least of a contestant's times, which the machine's other work disturbs least.
func fastestRun(f *figures) float64 { return float64(slices.Min(f.Times)) / float64(time.Second) }

// median of figures; zero when there are none.
func median[N time.Duration | uint64 | float64](all []N) N {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

// short writes a number with at most three digits: 1k, 223k, 1.25M.
func short(n float64) string {
	switch {
	case n >= 999_500:
		return fmt.Sprintf("%.3gM", n/1e6)
	case n >= 1000:
		return fmt.Sprintf("%.3gk", n/1e3)
	}
	return fmt.Sprintf("%.3g", n)
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond)) }

// brief is the beginning of an error, for a line of Markdown.
func brief(text string) string {
	line := []rune(strings.ReplaceAll(firstLine(text), "|", `\|`))
	if len(line) > 100 {
		line = append(line[:100], '…')
	}
	return string(line)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
