package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sqbulk/sqbulk/builder"
)

// growth is the time and the memory of inserts of one size, one way.
type growth struct {
	Database string          `json:"database"`
	Way      string          `json:"way"`
	Rows     int             `json:"rows"`
	Times    []time.Duration `json:"times_ns"`
	Peaks    []int64         `json:"peak_bytes"` // resident memory of the process at the peak, above what it was before
}

// key tells what was inserted where, and how.
func (g *growth) key() string { return fmt.Sprint(g.Database, "/", g.Way, "/", g.Rows) }

// perRow is the median time for a row, in nanoseconds.
func (g *growth) perRow() float64 { return float64(median(g.Times)) / float64(g.Rows) }

// peak is the most memory of the rounds; zero where it is not known.
func (g *growth) peak() int64 {
	if len(g.Peaks) == 0 {
		return 0
	}
	return slices.Max(g.Peaks)
}

// first is the growth that another is compared with: that of the same database and way with the fewest rows.
func (g *growth) first(all []*growth) *growth {
	first := g
	for _, o := range all {
		if o.Database == g.Database && o.Way == g.Way && o.Rows < first.Rows {
			first = o
		}
	}
	return first
}

// grow inserts more and more rows, generated as they are sent, in one transaction, in every way to use sqbulk that fits.
func (s *settings) grow(ctx context.Context, t *target, r *report) error {
	if !s.cases.MatchString(fmt.Sprintf("%s/%d/growth", t.name, mainColumns)) {
		return nil
	}
	l := usualLayout
	if err := createTables(ctx, t, l, 0); err != nil {
		return err
	}
	defer dropTables(context.WithoutCancel(ctx), t, l)
	w := newWork(t, l, insert, 0)
	for _, y := range ways {
		if y.name != base && (s.contestants == "" || !s.names.MatchString(y.name)) {
			continue
		}
		all, err := w.growAll(ctx, s, y)
		if errors.Is(err, errors.ErrUnsupported) {
			continue
		}
		if err != nil {
			return fmt.Errorf("%s, %s: %w", t.name, y.name, err)
		}
		r.Growths = append(r.Growths, all...)
	}
	return nil
}

// growAll inserts each number of rows in turns, after the first one to warm up.
func (w *work[T]) growAll(ctx context.Context, s *settings, y way) (all []*growth, _ error) {
	for _, rows := range slices.Sorted(slices.Values(s.growth)) {
		all = append(all, &growth{Database: w.on.name, Way: y.name, Rows: rows})
	}
	if err := w.growOnce(ctx, y, &growth{Rows: all[0].Rows}); err != nil {
		return nil, err
	}
	for range s.rounds {
		for _, g := range all {
			for range growRepeats(g.Rows) {
				if err := w.growOnce(ctx, y, g); err != nil {
					return nil, err
				}
			}
			fmt.Fprintf(os.Stderr, "%s %s/growth %s, %s rows: %.2f µs per row, %s at the peak\n", time.Now().Format("15:04:05"), w.on.name, y.name,
				short(float64(g.Rows)), g.perRow()/1000, mib(g.peak()))
		}
	}
	return all, nil
}

// growRepeats is how often a size is inserted in a round: short runs more often, for they vary more.
func growRepeats(rows int) int {
	if rows < 1_000_000 {
		return 3
	}
	return 1
}

// growOnce inserts once.
func (w *work[T]) growOnce(ctx context.Context, y way, g *growth) error {
	if err := w.refill(ctx); err != nil {
		return err
	}
	before := resetPeak()
	started := time.Now()
	res, err := y.executor(w.on).Run(ctx, builder.Insert(w.table).From(w.stream(g.Rows, written)))
	took := time.Since(started)
	if err != nil {
		return err
	}
	if res.Rows != int64(g.Rows) {
		return fmt.Errorf("%d rows were inserted and not %d", res.Rows, g.Rows)
	}
	g.Times = append(g.Times, took)
	if peak := resident("VmHWM"); before > 0 && peak > 0 {
		g.Peaks = append(g.Peaks, peak-before)
	}
	return nil
}

// resetPeak gives free memory back, makes Linux forget the peak of the resident memory, and returns what is resident now; zero where it
// is not known. Man page proc_pid_clear_refs(5): 5 resets the peak.
func resetPeak() int64 {
	debug.FreeOSMemory()
	if os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) != nil {
		return 0
	}
	return resident("VmRSS")
}

// resident is one of the figures about resident memory in /proc/self/status, in bytes: VmRSS for now, VmHWM for the peak. It is zero where
// there is no such file.
func resident(name string) int64 {
	kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(lineOf("/proc/self/status", name), "kB")), 10, 64)
	if err != nil {
		return 0
	}
	return kib << 10
}

// writeGrowth compares each size with the smallest.
func writeGrowth(w io.Writer, all []*growth) {
	fmt.Fprint(w, "Inserts of 6 columns in one transaction; the rows are generated as they are sent. *Memory* is the peak of the process above what it had before.\n\n"+
		"| database | | rows | time per row ÷ that of the first | µs per row | min … max | memory |\n|---|---|---:|---:|---:|---:|---:|\n")
	for _, g := range all {
		each := func(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) / float64(g.Rows) }
		memory := "unknown"
		if g.peak() > 0 {
			memory = mib(g.peak())
		}
		fmt.Fprintf(w, "| %s | %s | %s | %.2f | %.2f | %.2f … %.2f | %s |\n", g.Database, g.Way, short(float64(g.Rows)), g.perRow()/g.first(all).perRow(),
			g.perRow()/1000, each(slices.Min(g.Times)), each(slices.Max(g.Times)), memory)
	}
}
