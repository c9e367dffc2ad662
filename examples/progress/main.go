// Progress streams rows into SQLite, and shows a progress bar while they are written and the counts when they are.
//
//	go run ./progress               # a million new rows
//	go run ./progress               # once more: they are there already
//	go run ./progress -rows 2000000 # half of them are new
//
// Interrupt it, and it says how many rows are stored. When the standard error is no terminal, there is no bar.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/cheggaaa/pb/v3"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

func main() {
	path := flag.String("db", filepath.Join(os.TempDir(), "sqbulk-progress.db"), "the SQLite `file`")
	rows := flag.Int("rows", 1_000_000, "write `n` rows")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *path, *rows, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "progress:", err)
		os.Exit(1)
	}
}

// run writes n rows, shows the bar on the screen, and prints the counts.
func run(ctx context.Context, path string, n int, out, screen io.Writer) error {
	db, err := sqlx.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS readings (id INTEGER PRIMARY KEY, celsius REAL NOT NULL)"); err != nil {
		return err
	}
	start := time.Now()
	res, err := load(ctx, exec.New(db, sqlite.Dialect{}), n, screen)
	fmt.Fprintf(out, "%d rows stored: %d created, %d updated, %d unchanged, in %v\n",
		res.Rows, res.Created, res.Updated, res.Unchanged, time.Since(start).Round(time.Millisecond))
	return err
}

// load upserts n readings under a progress bar.
func load(ctx context.Context, ex *exec.Executor, n int, screen io.Writer) (exec.Result, error) {
	bar := newBar(n, screen)
	defer bar.Finish()
	up := builder.Insert("readings").
		From(builder.Seq(readings(n))).
		OnConflict("id").
		DoUpdate().
		OnlyChanged()
	return ex.Run(ctx, up, exec.PerChunk(), exec.Observe(show(bar)))
}

// show moves the bar: forward after each chunk, and back when a transaction starts again.
func show(bar *pb.ProgressBar) exec.Observer {
	return exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		bar.SetCurrent(e.Done())
		bar.Set("counts", fmt.Sprintf("%d created, %.0f rows/s", e.Result.Created, e.Rate()))
	})
}

// newBar starts a bar, if the screen is a terminal. A bar that is not started shows nothing. A total of 0 is one that is not known.
func newBar(total int, screen io.Writer) *pb.ProgressBar {
	bar := pb.New(total).SetWriter(screen).
		SetTemplate(`{{counters .}} {{bar .}} {{percent .}} {{string . "counts"}} {{rtime . "%s left"}}`)
	if bar.GetBool(pb.Terminal) {
		bar.Start()
	}
	return bar
}

// Reading is a row. The db tags name the columns.
type Reading struct {
	ID      int     `db:"id"`
	Celsius float64 `db:"celsius"`
}

// readings are n rows, made one at a time, as they would come from a file or a network.
func readings(n int) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		for id := range n {
			if !yield(Reading{ID: id, Celsius: float64(id*7919%600-200) / 10}) {
				return
			}
		}
	}
}
