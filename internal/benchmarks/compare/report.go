package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// markers of the part of a Markdown file that the command writes.
const (
	begin = "<!-- compare: begin -->\n"
	end   = "<!-- compare: end -->\n"
)

// report collects what was measured.
type report struct {
	settings *settings
	started  time.Time
	load     string // of the machine, at the start
	servers  []string
	contests []*contest
	growths  []*growth
}

func newReport(s *settings) *report {
	return &report{settings: s, started: time.Now(), load: load()}
}

// load is the machine's load average, as Linux tells it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

// write writes the files.
func (r *report) write() error {
	if r.settings.json != "" {
		text, err := json.MarshalIndent(map[string]any{
			"date": r.started.UTC(), "go": runtime.Version(), "cores": runtime.NumCPU(), "servers": r.servers, "modules": modules(),
			"load_before": r.load, "load_after": load(), "contests": r.contests, "growth": r.growths,
		}, "", " ")
		if err == nil {
			err = os.WriteFile(r.settings.json, append(text, '\n'), 0o644)
		}
		if err != nil {
			return err
		}
	}
	var tables bytes.Buffer
	r.tables(&tables)
	if r.settings.markdown == "" {
		_, err := os.Stdout.Write(tables.Bytes())
		return err
	}
	return replaceMarked(r.settings.markdown, tables.String())
}

// replaceMarked puts text between the markers of a file.
func replaceMarked(file, text string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(old), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return fmt.Errorf("%s lacks the lines %q and %q", file, begin, end)
	}
	return os.WriteFile(file, []byte(head+begin+text+end+tail), 0o644)
}

// tables writes everything as Markdown.
func (r *report) tables(w io.Writer) {
	fmt.Fprintf(w, "Measured on %s with %s on %s/%s, %d cores%s; load average %s before and %s after.\n",
		r.started.UTC().Format(time.DateOnly), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), note(r.settings.note), r.load, load())
	fmt.Fprintf(w, "%d rounds after one to warm up. Servers: %s.\nModules: %s.\n", r.settings.rounds, strings.Join(r.servers, ", "), strings.Join(modules(), ", "))
	if len(r.contests) > 0 {
		fmt.Fprint(w, "\n### Goals\n\n")
		writeGoals(w, r.contests)
		fmt.Fprint(w, "\n### The narrowest leads\n\n")
		writeNarrowest(w, r.contests)
	}
	for _, c := range r.contests {
		fmt.Fprintf(w, "\n### %s, %s, %d rows × %d columns\n\n", c.Database, c.Work, c.Rows, c.Columns)
		c.table(w)
	}
	if len(r.growths) > 0 {
		fmt.Fprint(w, "\n### Growth\n\n")
		writeGrowth(w, r.growths)
	}
	fmt.Fprintln(w)
}

func note(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// table writes the contestants, fastest first.
func (c *contest) table(w io.Writer) {
	sorted := slices.Clone(c.Figures)
	slices.SortStableFunc(sorted, func(a, b *figures) int { return cmp.Compare(seconds(a), seconds(b)) })
	mine := c.find(base)
	fmt.Fprint(w, "| contestant | time ÷ sqbulk's | of the fastest runs | median ms | min … max ms | rows/s | client CPU ms | allocated MB |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, f := range sorted {
		if f.Left != "" {
			fmt.Fprintf(w, "| %s | left out: %s | | | | | | |\n", f.Contestant, strings.ReplaceAll(firstLine(f.Left), "|", `\|`))
			continue
		}
		ratio, best := "", ""
		if mine != nil {
			ratio, best = fmt.Sprintf("%.2f", seconds(f)/seconds(mine)), fmt.Sprintf("%.2f", fastestRun(f)/fastestRun(mine))
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s … %s | %.0f | %s | %.1f |\n", f.Contestant, ratio, best, ms(median(f.Times)), ms(slices.Min(f.Times)), ms(slices.Max(f.Times)),
			float64(c.Rows)/seconds(f), ms(median(f.CPU)), float64(median(f.Bytes))/1e6)
	}
}

// writeNarrowest lists the ten rivals that are fastest compared with sqbulk.
func writeNarrowest(w io.Writer, all []*contest) {
	type lead struct {
		c     *contest
		f     *figures
		ratio float64
	}
	var leads []lead
	for _, c := range all {
		mine := c.find(base)
		for _, f := range c.Figures {
			if mine == nil || f.Left != "" || isOurs(f.Contestant) {
				continue
			}
			leads = append(leads, lead{c, f, seconds(f) / seconds(mine)})
		}
	}
	slices.SortFunc(leads, func(a, b lead) int { return cmp.Compare(a.ratio, b.ratio) })
	fmt.Fprint(w, "| database | work | rows × columns | rival | its time ÷ sqbulk's |\n|---|---|---|---|---:|\n")
	for _, l := range leads[:min(10, len(leads))] {
		fmt.Fprintf(w, "| %s | %s | %d × %d | %s | %.2f |\n", l.c.Database, l.c.Work, l.c.Rows, l.c.Columns, l.f.Contestant, l.ratio)
	}
}

// isOurs tells whether a contestant is a way to use sqbulk, a yardstick or a limit, and so no rival.
func isOurs(name string) bool {
	for _, part := range []string{"sqbulk", "limit", "COPY", "prepared loop"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond)) }

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// modules are the versions of the contestants and the drivers.
func modules() (all []string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	named := []string{"Masterminds/squirrel", "jmoiron/sqlx", "gorm.io/", "uptrace/bun", "doug-martin/goqu", "lib/pq", "jackc/pgx", "go-sql-driver/mysql",
		"modernc.org/sqlite", "mattn/go-sqlite3"}
	for _, d := range info.Deps {
		if slices.ContainsFunc(named, func(n string) bool { return strings.Contains(d.Path, n) }) {
			all = append(all, d.Path+" "+d.Version)
		}
	}
	return all
}
