package builder

import (
	"context"
	"iter"
	"reflect"

	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/dialect"
)

// Bulk is a bulk statement: an [InsertBuilder], an [UpdateBuilder] or a [DeleteBuilder].
type Bulk interface {
	// Job checks the statement and settles its columns. It reads no rows.
	Job(o JobOptions) (Job, error)
}

// JobOptions are what the one who runs a statement decides.
type JobOptions struct {
	// BatchSize is the most rows in one statement, for builders that do not say; zero: what suits the dialect and the statement,
	// [DefaultBatchSize] in most cases.
	BatchSize int
	// RowByRow asks for statements of one row each, whatever the batch size.
	RowByRow bool
	// Count asks for statements that tell created, updated, unchanged and unmatched rows apart.
	Count bool
	// Sort asks for the rows of each chunk in the order of the key by which they find stored rows, so that concurrent runs
	// lock rows in one order.
	Sort bool
	// Duplicates says what happens to rows with the same key, where a statement updates stored rows; zero: [AllowDuplicates].
	Duplicates DuplicatePolicy
	// RejectNullKeys refuses rows whose key has a NULL, where a statement updates stored rows.
	RejectNullKeys bool
	// SetAside puts rows that cannot be sent into Invalid of [Chunk], and goes on with the next: rows that a source cannot read and can
	// go past, rows that lack what the statement needs, rows that are too large for one, and those that Duplicates and RejectNullKeys
	// refuse. Zero: the first of them ends the rows. A source goes past so many rows one after the other, and with one more the rows
	// end; below zero, past any number.
	SetAside int
	// Prepare is asked once for each type of rows that are structs, a pointer to the struct. What it returns is called for each
	// row before its values are read, with a pointer to it, which [Chunk.Struct] returns later. An error sets the row aside; see
	// Invalid of [Chunk]. Nil: nothing.
	Prepare func(row reflect.Type) func(row any) error
	// Mapper maps struct fields to columns; nil: sqlx's default, the db tag.
	Mapper *reflectx.Mapper
	// Context is that of the run, for the [Source]; nil: nobody runs the statement, and its text is what is wanted.
	Context context.Context
}

// Job is a checked statement and its rows.
type Job struct {
	// Statement is what a dialect spells.
	Statement dialect.Statement
	// Key are the columns by which rows find their stored rows: those of OnConflict, or of Key; nil when there are none.
	Key []string
	// Version is the column of an optimistic lock; empty: there is none.
	Version string

	rows  iter.Seq2[[]any, error]
	size  int
	batch int // zero: the dialect's
	// window is the batch size that was asked for, also when rows are sent one by one: duplicates are looked for in so many.
	window int
	order  []int // positions of the columns to sort by
	// distinct looks at the keys; nil: nobody does.
	distinct *distinct
	reading  *reading // what is known of the structs of the rows; nil: nobody looks at them
	repeats  bool     // an update of stored rows may have a key twice
	whole    bool     // sort over all rows instead of inside each chunk
	zeroIDs  *zeroIDs // refuses ids that are 0 in every row; nil: nobody looks
	inMemory bool
	compares bool     // stored rows are updated by a key
	setAside bool     // rows that cannot be sent
	told     *reading // what the source tells of its rows
}

// Len is the number of rows; -1 when it is not known before they are read.
func (j Job) Len() int { return j.size }

// Rereadable tells whether the rows can be read again, from the first: those of Values, and of a source that knows its
// Len.
func (j Job) Rereadable() bool { return j.size >= 0 }

// InMemory tells whether the rows are values of a slice that nobody looks at before they are sent. Collecting their chunks runs no code of
// the caller's but methods of the values, and may be done while the chunk before is sent.
func (j Job) InMemory() bool { return j.inMemory }

// ComparesKeys tells whether the statement updates stored rows by a key, so that keys of the input may be compared.
func (j Job) ComparesKeys() bool { return j.compares }

// Counts tells whether counting makes another statement of the job's than the plain one: an upsert or an update that tells rows apart.
func (j Job) Counts() bool {
	switch s := j.Statement.(type) {
	case dialect.Insert:
		return s.Count && s.Conflict != nil
	case dialect.Update:
		return s.Count
	case dialect.UpdateOrCreate:
		return s.Update.Count
	}
	return false
}

// InKeyOrder is the job with all its rows in the order of the key, across chunks, so that transactions of more than one chunk lock rows
// in one order. It reads and holds all rows at once. Without a key to sort by it is the job itself; so it is when duplicates are allowed,
// or looked for within chunks, because equal keys of different chunks would then meet in one.
func (j Job) InKeyOrder() Job {
	j.whole = len(j.order) > 0 && !j.repeats && (j.distinct == nil || !j.windowed())
	return j
}

// sized is the job with the batch size that the dialect has for its statement, where nobody asked for one.
func (j Job) sized(d dialect.Dialect) Job {
	if j.window > 0 {
		return j
	}
	j.window = DefaultBatchSize
	if one, err := j.Statement.Spell(d, dialect.Plain(1)); err == nil && one.BatchSize > 0 { // the error comes again
		j.window = one.BatchSize
	}
	if j.batch == 0 {
		j.batch = j.window
	}
	return j
}

// windowed tells whether duplicates are looked for within chunks only.
func (j Job) windowed() bool {
	d := j.distinct
	return d.do != allowDuplicates && (d.scope == withinChunk || d.scope == bySource && !j.Rereadable())
}
