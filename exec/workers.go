package exec

import (
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// Workers runs the chunks of a [PerChunk] run on up to n connections of the pool at once. By default one.
//
//	res, err := ex.Run(ctx, insert, exec.PerChunk(), exec.Workers(4))
//
// Rows are read, checked and prepared in the caller's goroutine; at most n+1 chunks are held. Chunks are handed out in the order of
// the input and commit in any order. Rows with one key in different chunks are then written in any order too: those of a stream, unless
// [Duplicates] looks across chunks, and those that [builder.AllowDuplicates] lets pass.
//
// After an error no more chunks are handed out, and those on their way finish. The error is that of the chunk that comes first in
// the input, joined with those of the others that failed. All chunks before it are committed; chunks after it may be. Counts and
// [ChunkError].Applied are of all connections. The error waits for the source to yield the rows of the chunk that it is at.
//
// Where the pool or the server has fewer connections to give, fewer work. A source that queries the same pool needs one more.
//
// More than one needs PerChunk and a pool such as *sqlx.DB. What needs one writer is refused with an error that wraps
// [errors.ErrUnsupported]: a database that has one, as SQLite; [LockTable]; [Executor.UpdateOrCreate]; rows with an AfterSave.
// docs/transactions-and-errors.md has the details.
func Workers(n int) Option {
	return func(o *options) { o.workers = n }
}

// checkWorkers refuses workers where there can be only one.
func (r *run) checkWorkers() error {
	if r.options.workers == 1 {
		return nil
	}
	if r.options.scope != perChunk {
		return errors.New("exec: Workers needs a transaction for each chunk: use PerChunk, or leave out Workers")
	}
	if r.ex.db != nil && !session.IsPool(r.ex.db) { // a plan needs no database
		return errors.New("exec: Workers needs a pool of connections: give exec.New a *sqlx.DB, or leave out Workers")
	}
	_, looksFirst := r.job.Statement.(dialect.UpdateOrCreate)
	switch {
	case r.ex.dialect.SingleWriter():
		return r.oneWriter("the database lets one connection write at a time")
	case looksFirst:
		return r.oneWriter("UpdateOrCreate on several connections could create a row twice")
	case r.options.lockTable:
		return r.oneWriter("LockTable lets one connection write at a time")
	case r.hooks != nil && r.hooks.after:
		return r.oneWriter("AfterSave is called in one goroutine")
	}
	return nil
}

// oneWriter is the error for what several workers cannot do.
func (r *run) oneWriter(why string) error {
	return fmt.Errorf("exec: %s: %w: Workers(%d): %s: leave out Workers", r.ex.dialect.Name(), errors.ErrUnsupported, r.options.workers, why)
}
