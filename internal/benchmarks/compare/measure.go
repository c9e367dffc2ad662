package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"syscall"
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

// compareWidth runs all works with rows of one type.
func compareWidth[T any](ctx context.Context, s *settings, t *target, l *layout[T], rows int, r *report) error {
	name := func(o op) string { return fmt.Sprintf("%s/%d/%d/%s", t.name, len(l.columns), rows, o) }
	works := []op{insert, upsert, update, remove}
	works = slices.DeleteFunc(works, func(o op) bool { return !s.cases.MatchString(name(o)) })
	if len(works) == 0 {
		return nil
	}
	defer dropTables(context.WithoutCancel(ctx), t, l)
	if err := createTables(ctx, t, l, rows); err != nil {
		return err
	}
	for _, o := range works {
		w := newWork(t, l, o, rows)
		w.batches = s.batches
		all, err := w.contestants(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", name(o), err)
		}
		all = slices.DeleteFunc(all, func(c contestant) bool {
			return c.name != base && !s.names.MatchString(c.name) || c.slow && len(w.rows) > s.slow
		})
		c, err := measure(ctx, s, w, all, name(o))
		if err != nil {
			return fmt.Errorf("%s: %w", name(o), err)
		}
		r.Contests = append(r.Contests, c)
	}
	return nil
}

// measure runs the contestants in turns. Each round starts with another one.
func measure[T any](ctx context.Context, s *settings, w *work[T], all []contestant, name string) (*contest, error) {
	c := &contest{Database: w.on.name, Columns: len(w.columns), Table: w.total, Rows: len(w.rows), Work: w.op}
	for _, x := range all {
		c.Figures = append(c.Figures, &figures{Contestant: x.name})
	}
	fmt.Fprintf(os.Stderr, "%s %s\n", time.Now().Format("15:04:05"), name)
	for round := range s.rounds + 1 {
		for k := range all {
			i := (k + round) % len(all)
			f := c.Figures[i]
			if f.Left != "" {
				continue
			}
			if err := w.refill(ctx); err != nil {
				return nil, err
			}
			err := f.once(ctx, all[i], name, round > 0)
			if err == nil {
				err = w.verify(ctx)
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if err != nil && (all[i].name == base || round > 0) {
				return nil, fmt.Errorf("%s: %w", all[i].name, err)
			}
			if err != nil {
				f.Left = err.Error()
				fmt.Fprintf(os.Stderr, "  %s is left out: %v\n", f.Contestant, err)
			}
		}
	}
	return c, nil
}

// once runs a contestant, and keeps what it took.
func (f *figures) once(ctx context.Context, c contestant, name string, keep bool) (err error) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	cpu, started := clientCPU(), time.Now()
	pprof.Do(ctx, pprof.Labels("run", name+"/"+c.name), func(ctx context.Context) { err = c.run(ctx) })
	took, used := time.Since(started), clientCPU()-cpu
	runtime.ReadMemStats(&after)
	if keep && err == nil {
		f.Times, f.CPU = append(f.Times, took), append(f.CPU, used)
		f.Bytes = append(f.Bytes, after.TotalAlloc-before.TotalAlloc)
	}
	return err
}

// clientCPU is the processor time of this process so far.
func clientCPU() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// median of figures; zero when there are none.
func median[N time.Duration | uint64 | float64](all []N) N {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}
