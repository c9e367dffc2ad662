// Quickstart loads a real CSV file into SQLite and brings it up to date, with one bulk statement for each of four steps:
// insert, upsert, update by key, delete by key. It prints the SQL, what became of the rows, and the time.
//
//	go run ./quickstart                                          # the data that ships with it
//	go run ./quickstart -earlier old.csv -later new.csv -key 1   # your own; -help lists the flags
//
// steps.go has the statements, input.go reads the files, print.go shows what happened.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

// run is the program.
func run(ctx context.Context, args []string, out io.Writer) error {
	path, in, err := parse(args)
	if err != nil {
		return err
	}
	db, err := sqlx.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := createTable(ctx, db, in); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	fmt.Fprintf(out, "Writing to the table %q in %s\n", table, path)
	ex := exec.New(db, sqlite.Dialect{})
	for i, s := range steps(in) {
		start := time.Now()
		res, err := ex.Run(ctx, s.statement)
		if err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, s.title, err)
		}
		if err := printStep(out, i+1, s, res, time.Since(start)); err != nil {
			return err
		}
	}
	if in.mark == "" || in.drop == "" {
		fmt.Fprintln(out, "\nThe update and the delete by key need a column each: -mark and -delete.")
	}
	return printTable(ctx, out, db)
}

// parse reads the flags, and the files that they name.
func parse(args []string) (path string, in input, err error) {
	f := flag.NewFlagSet("quickstart", flag.ExitOnError)
	f.StringVar(&path, "db", filepath.Join(os.TempDir(), "sqbulk-quickstart.db"), "the SQLite `file`; its table "+table+" is made anew")
	earlier := f.String("earlier", "", "a CSV `file` with the earlier state (default: the registry of 2022)")
	later := f.String("later", "", "a CSV `file` with the later state, under the same header (default: the registry of 2025)")
	f.IntVar(&in.keys, "key", 2, "the first `n` columns are the key")
	f.StringVar(&in.mark, "mark", "", "step 3 notes the value of this `column` where there is one (default: preferred_value)")
	f.StringVar(&in.drop, "delete", "", "step 4 deletes the rows with a value in this `column` (default: deprecated)")
	_ = f.Parse(args) // it exits on an error
	if f.NArg() > 0 {
		return "", in, fmt.Errorf("%q is not understood: -help lists the flags", f.Arg(0))
	}
	err = in.read(*earlier, *later)
	return path, in, err
}
