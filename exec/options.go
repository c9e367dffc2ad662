package exec

import (
	"database/sql"
	"errors"
	"io"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// Option changes how statements are run; see [New] and [Executor.Run].
type Option func(*options)

type options struct {
	batch    int
	scope    scope
	count    bool
	outcomes bool
	timeout  time.Duration
	retry    RetryPolicy
	skip     int  // the most bad rows to set aside; below zero: no bound
	find     bool // the row is looked for that fails the run
	rejects  io.Writer
	observer Observer
	matchBy  []string

	duplicates     builder.DuplicatePolicy
	rejectNullKeys bool
	unchecked      bool // Validate is not called
	lockTable      bool
	strategy       dialect.Strategy
	auto           bool               // the strategy is chosen
	allowed        []dialect.Strategy // those that may be, although they need more rights
	workers        int
	isolation      sql.IsolationLevel
	keep           int // prepared statements that outlive a run
	keepSet        bool

	said          map[family]string // which options of the last list were given, in words
	contradiction error             // of two options of a list
}

// scope is what one transaction holds.
type scope int

const (
	atomic   scope = iota // all chunks
	perChunk              // each chunk
	noTx                  // each statement
)

// defaults are the options of an Executor before its own are applied.
func defaults() options {
	return options{count: true, retry: DefaultRetry, duplicates: builder.RejectDuplicates, workers: 1}
}

// check refuses impossible options.
func (o options) check() error {
	switch {
	case o.contradiction != nil:
		return o.contradiction
	case o.batch < 0:
		return errors.New("exec: BatchSize is negative")
	case o.workers < 1:
		return errors.New("exec: Workers is less than 1")
	case o.timeout < 0:
		return errors.New("exec: Timeout is negative")
	case o.retry.Attempts < 1:
		return errors.New("exec: Retry needs at least one attempt")
	case o.rejects != nil && o.skip == 0:
		return errors.New("exec: RejectTo needs SkipBadRows")
	case o.outcomes && !o.count:
		return errors.New("exec: Outcomes needs Count")
	}
	return nil
}

// BatchSize sets the most rows in one statement, for statements that do not say it themselves. By default, and with 0, what suits the
// database and the statement: [builder.DefaultBatchSize] in most cases.
func BatchSize(rows int) Option {
	return func(o *options) { o.batch = rows }
}

// Atomic runs all chunks in one transaction: all rows are applied, or none. This is the default. A run that is a single statement is sent
// without BEGIN and COMMIT where that statement is all or nothing by itself; see docs/transactions-and-errors.md.
func Atomic() Option {
	return func(o *options) { o.scope = atomic; o.say(scopes, "Atomic") }
}

// PerChunk runs each chunk in a transaction of its own: after an error, the chunks before it stay applied, and
// [ChunkError] says how many rows that are. It has no effect in a caller's transaction. [Workers] runs more than one chunk at once.
func PerChunk() Option {
	return func(o *options) { o.scope = perChunk; o.say(scopes, "PerChunk") }
}

// NoTx runs the statements without a transaction: each takes effect by itself, and nothing is retried. Counts that need a
// transaction to be exact are marked so in [Result].Exact.
func NoTx() Option {
	return func(o *options) { o.scope = noTx; o.say(scopes, "NoTx") }
}

// Count says whether created, updated, unchanged and unmatched rows are told apart. By default they are. Without it the plain
// statement is sent, and Result holds only what affected rows tell by themselves.
func Count(on bool) Option {
	return func(o *options) { o.count = on }
}

// Outcomes says whether [Result].Outcomes is filled with what became of each input row. By default it is not. It costs one statement per
// row, prepared once, and one byte of memory per row.
func Outcomes(on bool) Option {
	return func(o *options) { o.outcomes = on }
}

// Timeout bounds each statement. By default only the context does. A statement that takes longer fails with a fault of kind
// [dialect.Timeout], and its transaction is rolled back.
func Timeout(perStatement time.Duration) Option {
	return func(o *options) { o.timeout = perStatement }
}

// Retry says how often, and with which pauses, a transaction is run again after a deadlock, a serialization failure or a busy
// database. By default, [DefaultRetry]; RetryPolicy{Attempts: 1} never retries.
//
// What is run again is the whole transaction: all chunks, or with [PerChunk] the chunk. Nothing is retried in a caller's
// transaction or with [NoTx]. Counts are those of the try that succeeded.
func Retry(p RetryPolicy) Option {
	return func(o *options) { o.retry = p }
}

// SkipBadRows applies every row that the database accepts and lists the others in [Result].Rejected, at most max of them;
// with a max below zero, any number. By default, and with 0, a bad row fails the run; [FindBadRow] then says which one it is.
//
// A bad row is one whose values violate a constraint or do not fit their column. It is found by the row that the database
// names, or else by halving the chunk under savepoints: b bad rows among n cost about b·log2(n) statements more. Rows that cannot be sent
// are bad rows too, and cost nothing: a line of a CSV or JSON text that cannot be read, a row that is too large or lacks what the
// statement needs, one that Validate or BeforeSave refuses, a key that comes twice under [builder.RejectDuplicates], and a key with a NULL
// under [RejectNullKeys]. What ends the input still fails the run: an error of its reader, of a sequence, or of another source that
// cannot go on behind a row.
func SkipBadRows(max int) Option {
	return func(o *options) { o.skip = max }
}

// FindBadRow says whether the row is looked for that fails a run, where the database does not name it: by halving the chunk under
// savepoints, as [SkipBadRows] does. By default it is not. Then [ChunkError].Row is that row. It has no effect where bad rows are set aside.
func FindBadRow(on bool) Option {
	return func(o *options) { o.find = on }
}

// isolates tells whether bad rows are told from the others.
func (o options) isolates() bool { return o.skip != 0 || o.find }

// RejectTo writes the rows that [SkipBadRows] sets aside as CSV. The first line names the columns: row, the position in the input, from
// zero; line, that of a CSV or JSON text; kind, such as "unique violation"; constraint and column, where they are known; reason, the
// error in words; text, a row that could not be cut into one cell for each column; and then the row's own columns. Rows of a transaction
// that is rolled back or run again are not written.
func RejectTo(w io.Writer) Option {
	return func(o *options) { o.rejects = w }
}

// Observe reports chunks and retries to an observer as they happen.
func Observe(ob Observer) Option {
	return func(o *options) { o.observer = ob }
}
