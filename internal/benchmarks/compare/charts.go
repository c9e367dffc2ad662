package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// writeCharts writes a chart for each kind of work, and one for all, with the contests of the main size. It returns their names.
func (g *results) writeCharts(dir string) (files []string, _ error) {
	main := g.main()
	if len(main) == 0 {
		return nil, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	write := func(name string, c chart) error {
		files = append(files, filepath.Join(dir, name+".svg"))
		return os.WriteFile(files[len(files)-1], c.svg(), 0o644)
	}
	if err := write("overview", overview(main)); err != nil {
		return nil, err
	}
	for _, o := range allWorks {
		if contests := ofWork(main, o); len(contests) > 0 {
			if err := write(string(o), workChart(contests, o)); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

// workChart shows who was measured on every database: of each library the fastest way, and the ways to use sqbulk.
func workChart(contests []*contest, o op) chart {
	var p panel
	for _, x := range contests {
		p.groups = append(p.groups, group{x.Database, bySpeed(x.bars())})
	}
	title := fmt.Sprintf("%s, %s columns: rows per second", o.title(), contests[0].size())
	return chart{title: title, legend: p.shades(), panels: []panel{p}}
}

// shades are those that a panel has.
func (p panel) shades() []shade {
	return slices.DeleteFunc([]shade{ours, rivals, byHand, limit}, func(s shade) bool {
		return !slices.ContainsFunc(p.groups, func(g group) bool {
			return slices.ContainsFunc(g.bars, func(b bar) bool { return b.shade == s })
		})
	})
}

// bars are those of a contest. The pairs without counts are only in the tables.
func (c *contest) bars() (all []bar) {
	for _, f := range c.Figures {
		name := f.Contestant
		switch {
		case len(f.Times) == 0 || strings.HasPrefix(name, batchesOf) || strings.HasSuffix(name, "no counts"):
		case library(name) != "":
			if f == c.fastest(library(name)) {
				all = append(all, bar{name, c.speed(f), rivals})
			}
		default:
			all = append(all, bar{name, c.speed(f), shadeOf(name)})
		}
	}
	return all
}

// shadeOf is the shade of what is no library's.
func shadeOf(contestant string) shade {
	switch {
	case strings.HasPrefix(contestant, "limit"):
		return limit
	case strings.HasPrefix(contestant, base), strings.HasSuffix(contestant, "(sqbulk)"):
		return ours
	}
	return byHand
}

// bySpeed sorts bars, the fastest first.
func bySpeed(bars []bar) []bar {
	slices.SortStableFunc(bars, func(a, b bar) int { return cmp.Compare(b.speed, a.speed) })
	return bars
}

// overview shows for each kind of work sqbulk, its fastest other way where that is faster, and the two fastest libraries.
func overview(main []*contest) chart {
	c := chart{title: fmt.Sprintf("sqbulk and the fastest libraries, %s columns: rows per second", main[0].size()), legend: []shade{ours, rivals}}
	for _, o := range []op{insert, upsert, update} {
		p := panel{name: o.title()}
		for _, x := range ofWork(main, o) {
			var mine, others []bar
			for _, b := range bySpeed(x.bars()) {
				switch {
				case strings.HasPrefix(b.name, base) && (len(mine) == 0 || b.name == base):
					mine = append(mine, b)
				case b.shade == rivals && len(others) < 2:
					others = append(others, bar{rivalName(b.name), b.speed, b.shade})
				}
			}
			p.groups = append(p.groups, group{x.Database, append(mine, others...)})
		}
		c.panels = append(c.panels, p)
	}
	return c
}

// rivalName is the library, and whether its update is an upsert, which inserts rows that do not exist.
func rivalName(contestant string) string {
	if strings.Contains(contestant, "as update") {
		return library(contestant) + " (upsert)"
	}
	return library(contestant)
}
