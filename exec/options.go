package exec

import "errors"

// Option changes how statements are run; see [New] and [Executor.Run].
type Option func(*options)

type options struct {
	batch    int
	batchSet bool
	scope    scope
	count    bool
}

// scope is what one transaction holds.
type scope int

const (
	atomic   scope = iota // all chunks
	perChunk              // each chunk
	noTx                  // each statement
)

// with returns the options with more applied.
func (o options) with(opts []Option) options {
	for _, f := range opts {
		f(&o)
	}
	return o
}

// check refuses impossible options.
func (o options) check() error {
	if o.batchSet && o.batch < 1 {
		return errors.New("exec: BatchSize is less than 1")
	}
	return nil
}

// BatchSize sets the most rows in one statement, for statements that do not say it themselves. By default,
// [builder.DefaultBatchSize].
func BatchSize(rows int) Option {
	return func(o *options) { o.batch, o.batchSet = rows, true }
}

// Atomic runs all chunks in one transaction: all rows are applied, or none. This is the default.
func Atomic() Option {
	return func(o *options) { o.scope = atomic }
}

// PerChunk runs each chunk in a transaction of its own: after an error, the chunks before it stay applied, and
// [ChunkError] says how many rows that are. It has no effect in a caller's transaction.
func PerChunk() Option {
	return func(o *options) { o.scope = perChunk }
}

// NoTx runs the statements without a transaction: each takes effect by itself. Counts that need a transaction to be exact
// are marked so in [Result].Exact.
func NoTx() Option {
	return func(o *options) { o.scope = noTx }
}

// Count says whether created, updated, unchanged and unmatched rows are told apart. By default they are. Without it the plain
// statement is sent, and Result holds only what affected rows tell by themselves.
func Count(on bool) Option {
	return func(o *options) { o.count = on }
}
