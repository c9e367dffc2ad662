package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// settings are the flags of the command.
type settings struct {
	rows, columns, batches, growth numbers
	rounds, slow, patience         int
	only, contestants              string
	postgres, mysql, mariadb       string
	markdown, charts, json, from   string
	profile, note                  string
	details                        bool

	cases, names *regexp.Regexp // only and contestants
}

// usage is what -h says before the flags.
const usage = `Compare measures sqbulk and other ways to write many rows: insert, upsert (half of the rows exist), update by key and delete by key (every
fifth row), on PostgreSQL through lib/pq and pgx, MySQL, MariaDB, and SQLite through modernc and mattn. Everyone writes the same rows into
the same tables, in one transaction, with the same settings of the server, and with statements of at most 1,000 rows. The table is refilled
and analyzed before each run, and its rows are checked after it. Contestants take turns.

The result is tables of ratios, a contestant's median time divided by sqbulk's: above 1, sqbulk is faster. What a database or sqbulk cannot
do is not run. Left out are contestants that send a statement per row above -slow rows, and those that in the warm-up take more than
-patience times sqbulk's time. An error, or rows that are not as they should be, end the command with the status 1.

Examples, in internal/benchmarks:

  go run ./compare                                                          100,000 rows of 6 columns, everyone
  go run ./compare -only 'SQLite.*upsert' -contestants 'gorm|bun' -details  all figures of a few
  go run ./compare -rows 1000,10000 -columns 2,6,40 -contestants 'bun|sqlx' other sizes
  go run ./compare -growth 100000,10000000 -rounds 3 -only SQLite           time per row, and memory, of longer inserts
  go run ./compare -only 'MariaDB.*update' -contestants sqbulk -batches 100,300,3000
  go run ./compare -from a.json,b.json -markdown ../../docs/performance.md -charts ../../docs/charts

The servers are those in SQBULK_TEST_POSTGRES, SQBULK_TEST_MYSQL and SQBULK_TEST_MARIADB, addresses separated by spaces; SQLite needs none.

Flags:
`

// flags declares the flags.
func (s *settings) flags(f *flag.FlagSet) {
	s.rows, s.columns = numbers{mainRows}, numbers{mainColumns}
	f.Var(&s.rows, "rows", "`numbers` of rows of the table")
	f.Var(&s.columns, "columns", "`numbers` of columns: 2, 6 or 40")
	f.Var(&s.batches, "batches", "also run sqbulk with these batch `sizes`")
	f.Var(&s.growth, "growth", "instead, insert so many `rows`, and compare the time per row and the memory; -contestants adds ways to use sqbulk")
	f.IntVar(&s.rounds, "rounds", 5, "measured `rounds`, after one to warm up; three times as many for short runs")
	f.IntVar(&s.slow, "slow", 20_000, "leave out what sends a statement per row above so many `rows`")
	f.IntVar(&s.patience, "patience", 20, "leave out who takes more than so many `times` sqbulk's time in the warm-up; a second is always allowed")
	f.StringVar(&s.only, "only", "", "only what matches this `regexp`: database/columns/rows/work")
	f.StringVar(&s.contestants, "contestants", "", "only the contestants that match this `regexp`, and sqbulk")
	f.StringVar(&s.postgres, "postgres", os.Getenv("SQBULK_TEST_POSTGRES"), "`addresses` of PostgreSQL")
	f.StringVar(&s.mysql, "mysql", os.Getenv("SQBULK_TEST_MYSQL"), "`addresses` of MySQL")
	f.StringVar(&s.mariadb, "mariadb", os.Getenv("SQBULK_TEST_MARIADB"), "`addresses` of MariaDB")
	f.StringVar(&s.markdown, "markdown", "", "`file` for the tables, between its markers; standard output without it")
	f.StringVar(&s.charts, "charts", "", "`folder` for the charts")
	f.BoolVar(&s.details, "details", false, "also write all figures of every contestant")
	f.StringVar(&s.json, "json", "", "`file` for the raw figures")
	f.StringVar(&s.from, "from", "", "measure nothing, and write tables and charts of the raw figures in these `files`; the latest measurement of each contest counts")
	f.StringVar(&s.profile, "cpuprofile", "", "`file` for a CPU profile, whose label run names database, columns, rows, work and contestant")
	f.StringVar(&s.note, "note", "", "`text` about the machine for the report")
	for name, variable := range map[string]string{"postgres": "SQBULK_TEST_POSTGRES", "mysql": "SQBULK_TEST_MYSQL", "mariadb": "SQBULK_TEST_MARIADB"} {
		f.Lookup(name).DefValue = "$" + variable // and not the password that may be in it
	}
	f.Usage = func() {
		fmt.Fprint(f.Output(), usage)
		f.PrintDefaults()
	}
}

// check compiles the regular expressions, and refuses numbers that make no sense before anything is measured.
func (s *settings) check(arguments []string) (err error) {
	if len(arguments) > 0 {
		return fmt.Errorf("compare: %q is no flag: -h lists them", arguments[0])
	}
	if s.rounds < 1 || s.patience < 1 {
		return errors.New("compare: -rounds and -patience must be at least 1")
	}
	for _, n := range slices.Concat(s.rows, s.batches, s.growth) {
		if n < 1 {
			return fmt.Errorf("compare: %d rows: give at least 1", n)
		}
	}
	for _, n := range s.rows {
		if n < 5 {
			return fmt.Errorf("compare: -rows %d: give at least 5, for a fifth of the rows is updated", n)
		}
	}
	for _, n := range s.columns {
		if !slices.Contains([]int{2, 6, 40}, n) {
			return fmt.Errorf("compare: -columns %d: there are rows of 2, 6 and 40 columns", n)
		}
	}
	if s.cases, err = regexp.Compile(s.only); err != nil {
		return fmt.Errorf("compare: -only: %w", err)
	}
	if s.names, err = regexp.Compile(s.contestants); err != nil {
		return fmt.Errorf("compare: -contestants: %w", err)
	}
	return nil
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
