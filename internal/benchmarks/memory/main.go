// Memory streams many rows into SQLite and PostgreSQL and says how much memory the process needed for it: the peak of its resident
// memory above what it had before the run, as Linux counts it. Each case runs in a process of its own. The command fails when a case
// needs more than the bound.
//
//	go run ./memory -postgres "postgres://postgres@127.0.0.1:5432/test?sslmode=disable"
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// settings are the flags of the command.
type settings struct {
	rows     int64
	bytes    int64
	batch    int
	bound    int64
	postgres string
	dir      string
	only     string
	one      string
}

func main() {
	var s settings
	flag.Int64Var(&s.rows, "rows", 10_000_000, "generated `rows`")
	flag.Int64Var(&s.bytes, "csv", 1_000_000_000, "size of the generated CSV text in `bytes`")
	flag.IntVar(&s.batch, "batch", 1000, "most `rows` in a statement")
	flag.Int64Var(&s.bound, "bound", 64, "most memory above the start, in `MiB`")
	flag.StringVar(&s.postgres, "postgres", "", "`address` of a PostgreSQL database; without one it is left out")
	flag.StringVar(&s.dir, "dir", os.TempDir(), "`folder` for the SQLite file")
	flag.StringVar(&s.only, "only", "", "run the cases whose names have this `text` in them")
	flag.StringVar(&s.one, "case", "", "run one `case` in this process")
	flag.Parse()
	var err error
	if s.one != "" {
		err = s.measure(context.Background())
	} else {
		err = s.all()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// all runs every case in a process of its own.
func (s settings) all() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	databases := []string{"sqlite"}
	if s.postgres != "" {
		databases = append(databases, "postgres")
	}
	fmt.Printf("%-26s %12s %10s %12s %12s %12s\n", "case", "rows", "time", "rows/s", "start MiB", "peak above")
	var errs []error
	for _, database := range databases {
		for _, source := range []string{"rows", "csv"} {
			for _, scope := range []string{"PerChunk", "Atomic"} {
				name := strings.Join([]string{database, source, scope}, "/")
				if !strings.Contains(name, s.only) {
					continue
				}
				cmd := exec.Command(self, append(os.Args[1:], "-case", name)...)
				cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
				if err := cmd.Run(); err != nil {
					errs = append(errs, fmt.Errorf("%s: %w", name, err))
				}
			}
		}
	}
	return errors.Join(errs...)
}

// measure runs one case and prints what it needed.
func (s settings) measure(ctx context.Context) error {
	part := strings.Split(s.one, "/")
	if len(part) != 3 {
		return fmt.Errorf("%q is no case", s.one)
	}
	dir, err := os.MkdirTemp(s.dir, "sqbulk-memory-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	target, err := open(ctx, part[0], s.postgres, filepath.Join(dir, "memory.db"))
	if err != nil {
		return err
	}
	defer target.close()
	source, done := s.source(part[1])
	defer done()
	start, err := resident("VmRSS")
	if err != nil {
		return err
	}
	rows, took, err := target.load(ctx, source, part[2], s.batch)
	if err != nil {
		return err
	}
	peak, err := resident("VmHWM")
	if err != nil {
		return err
	}
	above := float64(peak-start) / (1 << 20)
	fmt.Printf("%-26s %12d %9.1fs %12.0f %12.1f %12.1f\n", s.one, rows, took.Seconds(), float64(rows)/took.Seconds(), float64(start)/(1<<20), above)
	if above > float64(s.bound) {
		return fmt.Errorf("%.1f MiB above the start are more than %d", above, s.bound)
	}
	return nil
}
