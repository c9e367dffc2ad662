// Feedsync brings a table of prices up to date with a CSV feed, again and again, under a progress bar.
//
//	go run ./feedsync                                    # three rounds over a generated feed whose prices change
//	go run ./feedsync -feed prices.csv -every 1m -rounds 0  # your own file, each minute, until it is interrupted
//
// Each chunk is a transaction of its own, so that readers and other writers wait for a chunk only. Interrupt it or lose the connection, and
// what is committed stays; the next round finds those rows unchanged. Lines that the table refuses go to a CSV file. Rows that the
// feed no longer has stay in the table.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	sq "github.com/Masterminds/squirrel"
	"github.com/cheggaaa/pb/v3"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

func main() {
	path := flag.String("db", filepath.Join(os.TempDir(), "sqbulk-feedsync.db"), "the SQLite `file`")
	feed := flag.String("feed", "", "a CSV `file` with the columns sku and cents (default: a generated feed)")
	every := flag.Duration("every", time.Second, "the `time` between two rounds")
	rounds := flag.Int("rounds", 3, "stop after `n` rounds; 0: never")
	flag.Parse()
	open := generated
	if *feed != "" {
		open = file(*feed)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *path, open, *every, *rounds, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "feedsync:", err)
		os.Exit(1)
	}
}

// run syncs once per round. A round that fails is told, and the next one tries again.
func run(ctx context.Context, path string, open opener, every time.Duration, rounds int, out, screen io.Writer) error {
	db, err := sqlx.Open("sqlite", path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS prices (
		sku TEXT PRIMARY KEY, cents INTEGER NOT NULL CONSTRAINT not_negative CHECK (cents >= 0), changed_at TEXT DEFAULT CURRENT_TIMESTAMP)`)
	if err != nil {
		return err
	}
	ex := exec.New(db, sqlite.Dialect{}, exec.PerChunk(), exec.SkipBadRows(1000))
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for round := 1; ; round++ {
		res, err := sync(ctx, ex, open, round, path+".rejects.csv", screen)
		fmt.Fprintf(out, "round %d: %d created, %d updated, %d unchanged, %d rejected\n",
			round, res.Created, res.Updated, res.Unchanged, len(res.Rejected))
		switch {
		case ctx.Err() != nil || round == rounds:
			return err
		case err != nil:
			fmt.Fprintf(out, "round %d failed, and is tried again: %v\n", round, err)
		}
		select {
		case <-ticks.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// sync upserts one state of the feed, and writes the lines that cannot be read, or that the table refuses, to a file. Rows that are as they were are not
// written, so changed_at says when a price has changed.
func sync(ctx context.Context, ex *exec.Executor, open opener, round int, rejected string, screen io.Writer) (exec.Result, error) {
	feed, size, err := open(round)
	if err != nil {
		return exec.Result{}, err
	}
	defer feed.Close()
	rejects, err := os.Create(rejected)
	if err != nil {
		return exec.Result{}, err
	}
	defer rejects.Close()
	bar := newBar(size, screen)
	defer bar.Finish()
	up := builder.Insert("prices").
		From(builder.CSV(bar.NewProxyReader(feed), builder.CSVParse("cents", builder.ParseInt))).
		OnConflict("sku").
		DoUpdate("cents").
		DoUpdateSet("changed_at", sq.Expr("CURRENT_TIMESTAMP")).
		OnlyChanged()
	show := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
		bar.Set("counts", fmt.Sprintf("%d created, %d updated, %.0f rows/s", e.Result.Created, e.Result.Updated, e.Rate()))
	})
	return ex.Run(ctx, up, exec.RejectTo(rejects), exec.Observe(show))
}

// newBar starts a bar over the bytes of the feed, whose number of rows nobody knows, if the screen is a terminal.
func newBar(size int64, screen io.Writer) *pb.ProgressBar {
	bar := pb.New64(size).SetWriter(screen).SetTemplate(`{{bar .}} {{percent .}} {{string . "counts"}}`)
	if bar.GetBool(pb.Terminal) {
		bar.Start()
	}
	return bar
}
