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

// report is what one run of the command has measured.
type report struct {
	Date       time.Time  `json:"date"`
	Go         string     `json:"go"`
	Cores      int        `json:"cores"`
	Servers    []string   `json:"servers"`
	Modules    []string   `json:"modules"`
	LoadBefore string     `json:"load_before"` // the machine's load average
	LoadAfter  string     `json:"load_after"`
	Contests   []*contest `json:"contests"`
	Growths    []*growth  `json:"growth"`
}

func newReport() *report {
	return &report{Date: time.Now().UTC(), Go: runtime.Version(), Cores: runtime.NumCPU(), Modules: modules(), LoadBefore: load()}
}

// load is the machine's load average, as Linux tells it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

// write writes the files that the settings name.
func (r *report) write(s *settings) error {
	r.LoadAfter = load()
	if s.json != "" {
		text, err := json.MarshalIndent(r, "", " ")
		if err == nil {
			err = os.WriteFile(s.json, append(text, '\n'), 0o644)
		}
		if err != nil {
			return err
		}
	}
	return s.writeTables([]*report{r})
}

// writeEarlier writes the tables of the runs whose raw figures are in files.
func (s *settings) writeEarlier() error {
	var all []*report
	for file := range strings.SplitSeq(s.from, ",") {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		r := new(report)
		if err := json.Unmarshal(text, r); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, r)
	}
	return s.writeTables(all)
}

// writeTables writes tables to where the settings want them.
func (s *settings) writeTables(all []*report) error {
	var tables bytes.Buffer
	var last []string
	for _, r := range all {
		r.heading(&tables, s.note)
		if !slices.Equal(r.Modules, last) {
			fmt.Fprintf(&tables, "Modules: %s.\n", strings.Join(r.Modules, ", "))
			last = r.Modules
		}
		fmt.Fprintln(&tables)
	}
	writeAll(&tables, all)
	if s.markdown == "" {
		_, err := os.Stdout.Write(tables.Bytes())
		return err
	}
	return replaceMarked(s.markdown, tables.String())
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

// heading says what a run was.
func (r *report) heading(w io.Writer, remark string) {
	rounds := 0
	for _, c := range r.Contests {
		for _, f := range c.Figures {
			rounds = max(rounds, len(f.Times))
		}
	}
	for _, g := range r.Growths {
		rounds = max(rounds, len(g.Times))
	}
	fmt.Fprintf(w, "Measured on %s UTC with %s, %d cores%s, in %d rounds after one to warm up; load average %s before and %s after.\n",
		r.Date.UTC().Format("2006-01-02 15:04"), r.Go, r.Cores, note(remark), rounds, r.LoadBefore, r.LoadAfter)
	fmt.Fprintf(w, "Servers: %s.\n", strings.Join(r.Servers, ", "))
}

// writeAll writes the tables of runs.
func writeAll(w io.Writer, all []*report) {
	var contests []*contest
	var growths []*growth
	for _, r := range all {
		contests, growths = append(contests, r.Contests...), append(growths, r.Growths...)
	}
	if len(contests) > 0 {
		fmt.Fprint(w, "### Goals\n\n")
		writeGoals(w, contests)
		fmt.Fprint(w, "\n### The narrowest leads\n\n")
		writeNarrowest(w, contests)
	}
	for _, c := range contests {
		fmt.Fprintf(w, "\n### %s, %s, %d rows × %d columns\n\n", c.Database, c.Work, c.Rows, c.Columns)
		c.table(w)
	}
	if len(growths) > 0 {
		fmt.Fprint(w, "\n### Growth\n\n")
		writeGrowth(w, growths)
	}
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
