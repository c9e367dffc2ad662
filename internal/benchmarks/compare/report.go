package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
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
	Machine    string     `json:"machine"`
	Note       string     `json:"note,omitempty"`
	Servers    []string   `json:"servers"`
	Modules    []string   `json:"modules"`
	LoadBefore string     `json:"load_before"` // the machine's load average
	LoadAfter  string     `json:"load_after"`
	Contests   []*contest `json:"contests"`
	Growths    []*growth  `json:"growth"`
}

func newReport(note string) *report {
	return &report{Date: time.Now().UTC(), Go: runtime.Version(), Machine: machine(), Note: note, Modules: modules(), LoadBefore: load()}
}

// writeRaw writes the raw figures.
func (r *report) writeRaw(file string) error {
	r.LoadAfter = load()
	if file == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// readEarlier reads the raw figures of earlier runs.
func readEarlier(files []string) (all []*report, _ error) {
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		r := new(report)
		if err := json.Unmarshal(text, r); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, r)
	}
	return all, nil
}

// results are the contests and growths of some runs.
type results struct {
	runs     []*report
	contests []*contest
	batches  []*contest // those of other batch sizes
	growths  []*growth
}

// gather brings runs together. What was measured more than once counts as the latest run measured it; a run of which nothing counts is
// left out.
func gather(runs []*report) *results {
	g, from := new(results), make(map[string]*report)
	runs = slices.SortedStableFunc(slices.Values(runs), func(a, b *report) int { return a.Date.Compare(b.Date) })
	for _, r := range runs {
		for _, c := range r.Contests {
			list := &g.contests
			if c.fastest(batchesOf) != nil {
				list = &g.batches
			}
			*list = replace(*list, c, (*contest).key)
			from[c.key()] = r
		}
		for _, o := range r.Growths {
			g.growths = replace(g.growths, o, (*growth).key)
			from[o.key()] = r
		}
	}
	for _, r := range runs {
		if slices.Contains(slices.Collect(maps.Values(from)), r) {
			g.runs = append(g.runs, r)
		}
	}
	return g
}

// replace puts an item where the one with the same key is, or at the end.
func replace[T any](list []T, item T, key func(T) string) []T {
	if i := slices.IndexFunc(list, func(o T) bool { return key(o) == key(item) }); i >= 0 {
		list[i] = item
		return list
	}
	return append(list, item)
}

// write writes the charts and the tables to where the settings want them.
func (g *results) write(s *settings) error {
	var links string
	if s.charts != "" {
		files, err := g.writeCharts(s.charts)
		if err != nil {
			return err
		}
		if links, err = chartLinks(s.markdown, files); err != nil {
			return err
		}
	}
	var text bytes.Buffer
	g.tables(&text, links)
	if s.details {
		for _, c := range slices.Concat(g.contests, g.batches) {
			fmt.Fprintf(&text, "\n### %s, %s, %d rows × %d columns\n\n", c.Database, c.Work, c.Rows, c.Columns)
			c.details(&text)
		}
	}
	if s.markdown == "" {
		_, err := os.Stdout.Write(text.Bytes())
		return err
	}
	return replaceMarked(s.markdown, text.String())
}

// chartLinks shows the charts in a Markdown file; none without one.
func chartLinks(markdown string, files []string) (string, error) {
	if markdown == "" {
		return "", nil
	}
	var b strings.Builder
	for _, f := range files {
		path, err := filepath.Rel(filepath.Dir(markdown), f)
		if err != nil {
			return "", err
		}
		name := strings.TrimSuffix(filepath.Base(f), ".svg")
		fmt.Fprintf(&b, "![rows per second: %s](%s)\n\n", name, filepath.ToSlash(path))
	}
	return b.String(), nil
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

// heading says how the runs were done.
func (g *results) heading(w io.Writer) {
	var machines, servers, modules []string
	add := func(list *[]string, all ...string) {
		for _, text := range all {
			if !slices.Contains(*list, text) {
				*list = append(*list, text)
			}
		}
	}
	for _, r := range g.runs {
		m := r.Machine
		if r.Note != "" {
			m += " (" + r.Note + ")"
		}
		if m != "" { // it was not noted at first
			add(&machines, m)
		}
		add(&servers, r.Servers...)
		add(&modules, append([]string{r.Go}, r.Modules...)...)
	}
	fmt.Fprint(w, "### Machine, versions, settings\n\n")
	if text := strings.Join(machines, "; "); text != "" {
		fmt.Fprintf(w, "- Machine: %s.\n", text)
	}
	for _, s := range servers {
		fmt.Fprintf(w, "- %s.\n", s)
	}
	fmt.Fprintf(w, "- Modules: %s.\n", strings.Join(modules, ", "))
	g.loads(w)
}

// loads writes a line for each run: when, what, and how busy the machine was.
func (g *results) loads(w io.Writer) {
	fmt.Fprint(w, "\n| UTC | measured | medians of | load average before | after |\n|---|---|---|---|---|\n")
	for _, r := range g.runs {
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", r.Date.UTC().Format("2006-01-02 15:04"), r.subject(), r.rounds(), r.LoadBefore, r.LoadAfter)
	}
}

// subject says what a run was about: the databases, the rows and their columns.
func (r *report) subject() string {
	var names, columns, rows []string
	add := func(list *[]string, text string) {
		if !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	for _, c := range r.Contests {
		add(&names, c.Database)
		add(&columns, fmt.Sprint(c.Columns))
		add(&rows, short(float64(c.Table)))
	}
	for _, g := range r.Growths {
		add(&names, g.Database)
		add(&rows, short(float64(g.Rows)))
	}
	text := strings.Join(names, ", ") + ": " + strings.Join(rows, ", ") + " rows"
	if len(columns) > 0 {
		text += " of " + strings.Join(columns, ", ") + " columns"
	}
	if slices.ContainsFunc(r.Contests, func(c *contest) bool { return c.fastest(batchesOf) != nil }) {
		text += ", by rows per statement"
	}
	return text
}

// rounds says how many there were.
func (r *report) rounds() string {
	var all []int
	for _, c := range r.Contests {
		for _, f := range c.Figures {
			all = append(all, len(f.Times))
		}
	}
	for _, g := range r.Growths {
		all = append(all, len(g.Times))
	}
	all = slices.DeleteFunc(all, func(n int) bool { return n == 0 })
	if len(all) == 0 {
		return "no rounds"
	}
	if low, high := slices.Min(all), slices.Max(all); low < high {
		return fmt.Sprintf("%d to %d rounds", low, high)
	}
	return fmt.Sprintf("%d rounds", all[0])
}
