// Compare measures sqbulk and other ways to write many rows, in one run and with equal settings: the same rows and tables, one transaction
// around everything, the same connection settings, statements of at most 1,000 rows. It writes tables of ratios as Markdown, and the raw
// figures as JSON.
//
//	go run ./compare -rows 10000,100000 -columns 6 -rounds 5 -markdown ../../docs/performance.md -json results.json
//
// The servers are those in SQBULK_TEST_POSTGRES, SQBULK_TEST_MYSQL and SQBULK_TEST_MARIADB, addresses separated by spaces; SQLite needs none.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"runtime/pprof"
	"strconv"
	"strings"
)

// settings are the flags of the command.
type settings struct {
	rows, columns, batches, growth numbers
	rounds, slow                   int
	only, contestants              string
	postgres, mysql, mariadb       string
	markdown, json, from           string
	profile, note                  string

	cases, names *regexp.Regexp // only and contestants
}

// numbers is a flag of numbers separated by commas.
type numbers []int

func (n *numbers) String() string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(*n), " ", ","), "[]")
}

// Set implements [flag.Value].
func (n *numbers) Set(text string) error {
	*n = nil
	for part := range strings.SplitSeq(text, ",") {
		v, err := strconv.Atoi(part)
		if err != nil {
			return err
		}
		*n = append(*n, v)
	}
	return nil
}

// flags declares the flags.
func (s *settings) flags(f *flag.FlagSet) {
	s.rows, s.columns = numbers{10_000, 100_000}, numbers{6}
	f.Var(&s.rows, "rows", "`numbers` of rows")
	f.Var(&s.columns, "columns", "`numbers` of columns: 2, 6 or 40")
	f.Var(&s.batches, "batches", "also run sqbulk with these batch `sizes`")
	f.Var(&s.growth, "growth", "instead, compare the time per row of inserts of so many `rows`")
	f.IntVar(&s.rounds, "rounds", 5, "measured `rounds`, after one to warm up")
	f.IntVar(&s.slow, "slow", 20_000, "leave out what sends a statement per row above so many `rows`")
	f.StringVar(&s.only, "only", "", "only what matches this `regexp`: database/columns/rows/work")
	f.StringVar(&s.contestants, "contestants", "", "only the contestants that match this `regexp`, and sqbulk")
	f.StringVar(&s.postgres, "postgres", os.Getenv("SQBULK_TEST_POSTGRES"), "`addresses` of PostgreSQL")
	f.StringVar(&s.mysql, "mysql", os.Getenv("SQBULK_TEST_MYSQL"), "`addresses` of MySQL")
	f.StringVar(&s.mariadb, "mariadb", os.Getenv("SQBULK_TEST_MARIADB"), "`addresses` of MariaDB")
	f.StringVar(&s.markdown, "markdown", "", "`file` for the tables, between its markers; standard output without it")
	f.StringVar(&s.json, "json", "", "`file` for the raw figures")
	f.StringVar(&s.from, "from", "", "measure nothing, and write the tables of the raw figures in these `files`")
	f.StringVar(&s.profile, "cpuprofile", "", "`file` for a CPU profile, whose label run names database, columns, rows, work and contestant")
	f.StringVar(&s.note, "note", "", "`text` about the machine for the report")
}

// compile reads the regular expressions.
func (s *settings) compile() (err error) {
	if s.cases, err = regexp.Compile(s.only); err != nil {
		return err
	}
	s.names, err = regexp.Compile(s.contestants)
	return err
}

func main() {
	var s settings
	s.flags(flag.CommandLine)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := s.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run measures and reports.
func (s *settings) run(ctx context.Context) error {
	if err := s.compile(); err != nil {
		return err
	}
	if s.from != "" {
		return s.writeEarlier()
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
	dir, err := os.MkdirTemp("", "sqbulk-compare-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	r := newReport()
	for _, t := range s.targets(dir) {
		if err := s.compare(ctx, t, r); err != nil {
			return errors.Join(err, r.write(s))
		}
	}
	return r.write(s)
}

// compare runs everything on one database.
func (s *settings) compare(ctx context.Context, t *target, r *report) error {
	if err := t.open(ctx); err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	defer t.db.Close()
	before := len(r.Contests) + len(r.Growths)
	if len(s.growth) > 0 {
		if err := s.grow(ctx, t, r); err != nil {
			return err
		}
	} else if err := s.widths(ctx, t, r); err != nil {
		return err
	}
	if len(r.Contests)+len(r.Growths) > before {
		r.Servers = append(r.Servers, t.name+": "+t.version)
	}
	return nil
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
			default:
				err = fmt.Errorf("there are rows of 2, 6 and 40 columns, not of %d", columns)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
