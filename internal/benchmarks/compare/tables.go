package main

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// tables writes everything as Markdown, the goals first.
func (g *results) tables(w io.Writer, charts string) {
	fmt.Fprint(w, "### Goals\n\nThe time of the fastest that is named ÷ that of sqbulk, cut to two digits; **bold** where it is less than asked.\n\n")
	for _, kind := range kinds {
		g.ofKind(kind).writeGoals(w)
	}
	fmt.Fprint(w, charts)
	main := g.main()
	if len(main) > 0 {
		fmt.Fprint(w, "In the next tables a time below 1 is shorter than sqbulk's, and an empty cell was not measured.\n\n")
	}
	for _, o := range allWorks {
		if contests := ofWork(main, o); len(contests) > 0 {
			fmt.Fprintf(w, "### %s, %s\n\n", o.title(), contests[0].size())
			writeWork(w, contests)
			fmt.Fprintln(w)
		}
	}
	if len(g.contests) > len(main) {
		fmt.Fprint(w, "### Other sizes and widths\n\n")
		g.matrix(w)
		fmt.Fprintln(w)
	}
	if len(g.batches) > 0 {
		fmt.Fprint(w, "### Rows per statement\n\n")
		g.batchSizes(w)
		fmt.Fprintln(w)
	}
	if len(g.growths) > 0 {
		fmt.Fprint(w, "### Growth\n\n")
		writeGrowth(w, g.growths)
		fmt.Fprintln(w)
	}
	g.heading(w)
}

// kinds are databases by how their names begin. Each kind has its own table of goals, so that no table is too wide to read.
var kinds = []*regexp.Regexp{regexp.MustCompile(`^PostgreSQL`), regexp.MustCompile(`^(MySQL|MariaDB)`), regexp.MustCompile(`^SQLite`)}

// ofKind are the results on databases of one kind.
func (g *results) ofKind(kind *regexp.Regexp) *results {
	return &results{
		contests: slices.DeleteFunc(slices.Clone(g.contests), func(c *contest) bool { return !kind.MatchString(c.Database) }),
		growths:  slices.DeleteFunc(slices.Clone(g.growths), func(o *growth) bool { return !kind.MatchString(o.Database) }),
	}
}

// The size that the goals, the charts and the tables of all contestants are about.
const mainRows, mainColumns = 100_000, 6

// main are the contests of the main size, or where there are none, of the size that was measured last, by database.
func (g *results) main() []*contest {
	if len(g.contests) == 0 {
		return nil
	}
	last := g.contests[len(g.contests)-1]
	rows, columns := last.Table, last.Columns
	for _, c := range g.contests {
		if c.Table == mainRows && c.Columns == mainColumns {
			rows, columns = mainRows, mainColumns
		}
	}
	all := slices.DeleteFunc(slices.Clone(g.contests), func(c *contest) bool { return c.Table != rows || c.Columns != columns })
	slices.SortStableFunc(all, byDatabase)
	return all
}

// byDatabase orders contests by the kind of their databases and then by the name, whenever they were measured.
func byDatabase(a, b *contest) int {
	kind := func(c *contest) int {
		return slices.IndexFunc(kinds, func(k *regexp.Regexp) bool { return k.MatchString(c.Database) })
	}
	return cmp.Or(cmp.Compare(kind(a), kind(b)), cmp.Compare(a.Database, b.Database))
}

// ofWork are the contests of one kind of work.
func ofWork(all []*contest, o op) []*contest {
	return slices.DeleteFunc(slices.Clone(all), func(c *contest) bool { return c.Work != o })
}

// databases are those of contests, each once, in their order.
func databases(all []*contest) (names []string) {
	for _, c := range all {
		if !slices.Contains(names, c.Database) {
			names = append(names, c.Database)
		}
	}
	return names
}

// writeWork writes a line per contestant and a column per database, and why who was left out.
func writeWork(w io.Writer, contests []*contest) {
	head, line := "| time ÷ sqbulk's |", "|---|"
	speed := "| *rows/s of sqbulk* |"
	var names []string
	for _, c := range contests {
		head, line = head+" "+c.Database+" |", line+"---:|"
		if mine := c.find(base); mine != nil {
			speed += " *" + short(c.speed(mine)) + "* |"
		} else {
			speed += " |"
		}
		for _, f := range c.Figures {
			if !slices.Contains(names, f.Contestant) {
				names = append(names, f.Contestant)
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(usualRatio(contests, a), usualRatio(contests, b)) })
	fmt.Fprintln(w, head+"\n"+line+"\n"+speed)
	for _, name := range names {
		text := "| " + name + " |"
		for _, c := range contests {
			text += " " + c.cell(name) + " |"
		}
		fmt.Fprintln(w, text)
	}
	writeLeft(w, contests)
}

// writeLeft says who was left out and why, a line for each reason.
func writeLeft(w io.Writer, contests []*contest) {
	var reasons []string
	who := make(map[string][]string) // by reason
	where := make(map[string]string) // by reason and contestant
	for _, c := range contests {
		for _, f := range c.Figures {
			if f.Left == "" {
				continue
			}
			why := brief(f.Left)
			if who[why] == nil {
				reasons = append(reasons, why)
			}
			key := why + f.Contestant
			if where[key] == "" {
				who[why] = append(who[why], f.Contestant)
				where[key] = " on " + c.Database
			} else {
				where[key] += ", " + c.Database
			}
		}
	}
	if len(reasons) > 0 {
		fmt.Fprint(w, "\nLeft out:\n\n")
	}
	for _, why := range reasons {
		for i, name := range who[why] {
			who[why][i] = name + where[why+name]
		}
		fmt.Fprintf(w, "- %s: %s\n", strings.Join(who[why], "; "), why)
	}
}

// cell is the ratio of a contestant.
func (c *contest) cell(name string) string {
	f, mine := c.find(name), c.find(base)
	if f == nil || mine == nil {
		return ""
	}
	return fmt.Sprintf("%.2f", seconds(f)/seconds(mine))
}

// usualRatio is the median of a contestant's ratios.
func usualRatio(contests []*contest, name string) float64 {
	var all []float64
	for _, c := range contests {
		if f, mine := c.find(name), c.find(base); f != nil && mine != nil {
			all = append(all, seconds(f)/seconds(mine))
		}
	}
	if len(all) == 0 {
		return 1e9
	}
	return median(all)
}

// matrix writes the ratio of the fastest rival for every size, a table for each number of columns.
func (g *results) matrix(w io.Writer) {
	fmt.Fprint(w, "The time of the fastest library ÷ that of sqbulk.\n")
	var widths []int
	for _, c := range g.contests {
		if !slices.Contains(widths, c.Columns) {
			widths = append(widths, c.Columns)
		}
	}
	slices.Sort(widths)
	for _, columns := range widths {
		g.width(w, columns)
	}
}

// width writes the table of one number of columns. Databases that were measured at the main size only are in the tables of that size.
func (g *results) width(w io.Writer, columns int) {
	all := slices.DeleteFunc(slices.Clone(g.contests), func(c *contest) bool { return c.Columns != columns })
	var sizes []int
	for _, c := range all {
		if !slices.Contains(sizes, c.Table) {
			sizes = append(sizes, c.Table)
		}
	}
	slices.Sort(sizes)
	fmt.Fprintf(w, "\n| %d columns | database |", columns)
	for _, size := range sizes {
		fmt.Fprintf(w, " %s rows |", short(float64(size)))
	}
	fmt.Fprintf(w, "\n|---|---|%s\n", strings.Repeat("---:|", len(sizes)))
	for _, o := range allWorks {
		for _, database := range databases(slices.Concat(g.main(), g.contests)) {
			text, other := fmt.Sprintf("| %s | %s |", o, database), false
			for _, size := range sizes {
				cell := ""
				if i := slices.IndexFunc(all, func(c *contest) bool { return c.Work == o && c.Database == database && c.Table == size }); i >= 0 {
					cell = all[i].rival()
				}
				text += " " + cell + " |"
				other = other || cell != "" && (size != mainRows || columns != mainColumns)
			}
			if other {
				fmt.Fprintln(w, text)
			}
		}
	}
}

// rival is the ratio and the name of the fastest library.
func (c *contest) rival() string {
	f, mine := c.fastest(libraries...), c.find(base)
	if f == nil || mine == nil {
		return ""
	}
	return fmt.Sprintf("%.2f %s", seconds(f)/seconds(mine), rivalName(f.Contestant))
}

// batchSizes compares sqbulk with itself.
func (g *results) batchSizes(w io.Writer) {
	var names []string
	for _, c := range g.batches {
		for _, f := range c.Figures {
			if strings.HasPrefix(f.Contestant, batchesOf) && !slices.Contains(names, f.Contestant) {
				names = append(names, f.Contestant)
			}
		}
	}
	rows := func(name string) (n int) {
		_, _ = fmt.Sscanf(name, batchesOf+"%d", &n)
		return n
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(rows(a), rows(b)) })
	fmt.Fprint(w, "Time ÷ that of the default.\n\n| work | database | rows × columns |")
	for _, name := range names {
		fmt.Fprintf(w, " %s |", strings.TrimPrefix(name, batchesOf))
	}
	fmt.Fprintf(w, "\n|---|---|---|%s\n", strings.Repeat("---:|", len(names)))
	for _, c := range g.batches {
		fmt.Fprintf(w, "| %s | %s | %s |", c.Work, c.Database, c.size())
		for _, name := range names {
			fmt.Fprintf(w, " %s |", c.cell(name))
		}
		fmt.Fprintln(w)
	}
}

// details writes all figures of the contestants, fastest first.
func (c *contest) details(w io.Writer) {
	sorted := slices.Clone(c.Figures)
	slices.SortStableFunc(sorted, func(a, b *figures) int { return cmp.Compare(seconds(a), seconds(b)) })
	mine := c.find(base)
	fmt.Fprint(w, "| contestant | time ÷ sqbulk's | of the fastest runs | median ms | min … max ms | rows/s | client CPU ms | allocated MB |\n"+
		"|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, f := range sorted {
		if len(f.Times) == 0 {
			continue
		}
		ratio, best := "", ""
		if mine != nil {
			ratio, best = c.cell(f.Contestant), fmt.Sprintf("%.2f", fastestRun(f)/fastestRun(mine))
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s … %s | %s | %s | %.1f |\n", f.Contestant, ratio, best, ms(median(f.Times)), ms(slices.Min(f.Times)),
			ms(slices.Max(f.Times)), short(c.speed(f)), ms(median(f.CPU)), float64(median(f.Bytes))/1e6)
	}
}
