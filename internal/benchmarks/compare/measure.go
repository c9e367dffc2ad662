package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"
)

// compareWidth runs all works with rows of one type.
func compareWidth[T any](ctx context.Context, s *settings, t *target, l *layout[T], rows int, r *report) error {
	name := func(o op) string { return fmt.Sprintf("%s/%d/%d/%s", t.name, len(l.columns), rows, o) }
	works := slices.DeleteFunc(slices.Clone(allWorks), func(o op) bool { return !s.cases.MatchString(name(o)) })
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
		fmt.Fprintf(os.Stderr, "%s %s\n", time.Now().Format("15:04:05"), name(o))
		c, err := measure(ctx, s, w, all, name(o))
		if err != nil {
			return fmt.Errorf("%s: %w", name(o), err)
		}
		c.brief(os.Stderr)
		r.Contests = append(r.Contests, c)
	}
	return nil
}

// measure runs the contestants in turns. Each round starts with another one.
func measure[T any](ctx context.Context, s *settings, w *work[T], all []contestant, name string) (*contest, error) {
	c := &contest{Database: w.on.name, Columns: len(w.columns), Table: w.total, Rows: len(w.rows), Work: w.op}
	all, err := warmUp(ctx, s, w, all, c, name)
	if err != nil {
		return nil, err
	}
	for round := range s.roundsOf(w.total) {
		for k := range all {
			i := (k + round) % len(all)
			f := c.Figures[i]
			if f.Left != "" {
				continue
			}
			if err := w.refill(ctx); err != nil {
				return nil, err
			}
			if err := f.once(ctx, all[i], name, true); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Contestant, err)
			}
			if err := w.verify(ctx); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Contestant, err)
			}
		}
	}
	return c, nil
}

// few is how many rows make runs so short that there are three times as many rounds, where there is more than one.
const few = 10_000

// roundsOf is the number of rounds with a table of so many rows.
func (s *settings) roundsOf(rows int) int {
	if rows <= few && s.rounds > 1 {
		return 3 * s.rounds
	}
	return s.rounds
}

// warmUp runs every contestant once, sqbulk first. It returns those that the database and sqbulk can do. A contestant that fails, or that
// takes more than so many times sqbulk's time, is left out of the rounds, and the figures say why.
func warmUp[T any](ctx context.Context, s *settings, w *work[T], all []contestant, c *contest, name string) (able []contestant, _ error) {
	patience := time.Duration(0)
	for _, x := range all {
		if err := w.refill(ctx); err != nil {
			return nil, err
		}
		f, limited, stop := &figures{Contestant: x.name}, ctx, func() {}
		if patience > 0 {
			limited, stop = context.WithTimeout(ctx, patience)
		}
		started := time.Now()
		err := f.once(limited, x, name, false)
		late := limited.Err() != nil
		stop()
		took := time.Since(started)
		if err == nil {
			err = w.verify(ctx)
		}
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, errors.ErrUnsupported) && x.name != base:
			continue
		case err != nil && x.name == base:
			return nil, fmt.Errorf("%s: %w", x.name, err)
		case err != nil && late:
			f.Left = fmt.Sprintf("more than %d times the time of sqbulk", s.patience)
		case err != nil:
			f.Left = err.Error()
		}
		if x.name == base {
			patience = max(time.Second, time.Duration(s.patience)*took)
		}
		able, c.Figures = append(able, x), append(c.Figures, f)
	}
	return able, nil
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

// brief writes the ratios in one line, and then who is left out.
func (c *contest) brief(w io.Writer) {
	mine := c.find(base)
	sorted := slices.DeleteFunc(slices.Clone(c.Figures), func(f *figures) bool { return f == mine || len(f.Times) == 0 })
	slices.SortFunc(sorted, func(a, b *figures) int { return cmp.Compare(seconds(a), seconds(b)) })
	var ratios []string
	for _, f := range sorted {
		ratios = append(ratios, fmt.Sprintf("%.2f %s", seconds(f)/seconds(mine), f.Contestant))
	}
	fmt.Fprintf(w, "  time ÷ sqbulk's: %s; sqbulk %s rows/s\n", strings.Join(ratios, " · "), short(c.speed(mine)))
	for _, f := range c.Figures {
		if f.Left != "" {
			fmt.Fprintf(w, "  %s is left out: %s\n", f.Contestant, firstLine(f.Left))
		}
	}
}
