package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// growth is the time of inserts of one size.
type growth struct {
	Database string          `json:"database"`
	Rows     int             `json:"rows"`
	Times    []time.Duration `json:"times_ns"`
}

// perRow is the median time for a row.
func (g *growth) perRow() float64 { return float64(median(g.Times)) / float64(g.Rows) }

// grow inserts more and more rows, generated as they are sent, in one transaction.
func (s *settings) grow(ctx context.Context, t *target, r *report) error {
	if !s.cases.MatchString(t.name + "/6/growth") {
		return nil
	}
	l := usualLayout
	if err := createTables(ctx, t, l, 0); err != nil {
		return err
	}
	defer dropTables(context.WithoutCancel(ctx), t, l)
	w := newWork(t, l, insert, 0)
	var all []*growth
	for _, rows := range s.growth {
		all = append(all, &growth{Database: t.name, Rows: rows})
	}
	ex := exec.New(t.db, t.dialect)
	for round := range s.rounds + 1 {
		for _, g := range all {
			fmt.Fprintf(os.Stderr, "%s %s growth %d\n", time.Now().Format("15:04:05"), t.name, g.Rows)
			if err := w.refill(ctx); err != nil {
				return err
			}
			started := time.Now()
			res, err := ex.Run(ctx, builder.Insert(l.table).From(builder.Seq(func(yield func(usual) bool) {
				for id := 1; id <= g.Rows && yield(l.row(int64(id), written)); id++ {
				}
			})))
			took := time.Since(started)
			if err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			if res.Created != int64(g.Rows) {
				return fmt.Errorf("%s: %d rows were created and not %d", t.name, res.Created, g.Rows)
			}
			if round > 0 {
				g.Times = append(g.Times, took)
			}
		}
	}
	r.Growths = append(r.Growths, all...)
	return nil
}

// writeGrowth compares each size with the first of its database.
func writeGrowth(w io.Writer, all []*growth) {
	fmt.Fprint(w, "| database | rows | time per row ÷ that of the first | µs per row | min … max |\n|---|---:|---:|---:|---:|\n")
	var start *growth
	for _, g := range all {
		if start == nil || start.Database != g.Database {
			start = g
		}
		each := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(g.Rows) }
		fmt.Fprintf(w, "| %s | %d | %.2f | %.2f | %.2f … %.2f |\n", g.Database, g.Rows, g.perRow()/start.perRow(), g.perRow()/1000,
			each(slices.Min(g.Times)), each(slices.Max(g.Times)))
	}
}
