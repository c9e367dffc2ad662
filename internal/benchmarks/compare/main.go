// Compare measures sqbulk and other ways to write many rows, in one run and with equal settings: the same rows and tables, one transaction
// around everything, the same connection settings, statements of at most 1,000 rows. It writes goals and tables of ratios as Markdown,
// charts as SVG, and the raw figures as JSON.
//
//	go run ./compare -h
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
	"strings"
	"syscall"
)

func main() {
	var s settings
	s.flags(flag.CommandLine)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := s.check(flag.Args())
	if err == nil {
		err = s.run(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run measures, or reads what was measured, and writes the tables and charts. After an error only the raw figures so far are written.
func (s *settings) run(ctx context.Context) error {
	if s.from != "" {
		runs, err := readEarlier(strings.Split(s.from, ","))
		if err != nil {
			return err
		}
		return gather(runs).write(s)
	}
	if s.profile != "" {
		f, err := os.Create(s.profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	r := newReport(s.note)
	err := s.measureAll(ctx, r)
	if err := errors.Join(err, r.writeRaw(s.json)); err != nil {
		return err
	}
	return gather([]*report{r}).write(s)
}

// measureAll runs everything on every database.
func (s *settings) measureAll(ctx context.Context, r *report) error {
	dir, err := os.MkdirTemp("", "sqbulk-compare-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil { // the servers read files there
		return err
	}
	for _, t := range s.targets(dir) {
		if err := s.compare(ctx, t, r); err != nil {
			return err
		}
	}
	if len(r.Contests)+len(r.Growths) == 0 {
		return fmt.Errorf("compare: nothing matches -only %q", s.only)
	}
	return nil
}

// compare runs everything on one database.
func (s *settings) compare(ctx context.Context, t *target, r *report) error {
	if err := t.open(ctx); err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	defer t.db.Close()
	setup, err := t.describe(ctx)
	if err != nil {
		return err
	}
	before := len(r.Contests) + len(r.Growths)
	if len(s.growth) > 0 {
		err = s.grow(ctx, t, r)
	} else {
		err = s.widths(ctx, t, r)
	}
	if err == nil && len(r.Contests)+len(r.Growths) > before {
		r.Servers = append(r.Servers, setup)
	}
	return err
}

// widths runs everything with rows of each width.
func (s *settings) widths(ctx context.Context, t *target, r *report) (err error) {
	for _, columns := range s.columns {
		for _, rows := range s.rows {
			switch columns {
			case 2:
				err = compareWidth(ctx, s, t, narrowLayout, rows, r)
			case 6:
				err = compareWidth(ctx, s, t, usualLayout, rows, r)
			case 40:
				err = compareWidth(ctx, s, t, wideLayout, rows, r)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
