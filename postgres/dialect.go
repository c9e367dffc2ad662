package postgres

import "github.com/sqbulk/sqbulk/dialect"

// Dialect is PostgreSQL. Its zero value is right on every supported version and kind of table: what it needs to know
// for counting is asked when it is needed. Setting the fields saves the question.
type Dialect struct {
	// Version is the server's server_version_num, such as 180001 for 18.1. Zero: not known. See [Detect].
	Version int
	// Kind is the kind of the tables that are written. Zero: not known.
	Kind Kind
	// Engine is the database behind the protocol. Zero: PostgreSQL itself. See [Detect].
	Engine Engine

	rows     rowsFrom // where a statement gets its rows
	ordinary bool     // the table is one whose rows have a meaningful xmax, or was one when it was asked
	lacking
}

// lacking is what PostgreSQL has no need of.
type lacking = dialect.Base

var _ dialect.Dialect = Dialect{}

// Kind says what counting has to know of a table. Whoever sets it vouches for it: nothing is asked then.
type Kind int

const (
	// AnyKind is a table that nothing is known of.
	AnyKind Kind = iota
	// Heap is an ordinary table without a trigger that may drop a row.
	Heap
	// HeapTriggers is an ordinary table with a BEFORE trigger for each row that may return NULL, and so drop the row.
	HeapTriggers
	// Other is a partitioned table, a view, or a table of another access method, without a trigger that may drop a row
	// on it, on its partitions or beneath it.
	Other
	// OtherTriggers is such a table with a BEFORE or INSTEAD OF trigger for each row that may return NULL.
	OtherTriggers
)

// heap tells whether rows of the table are known to have a meaningful xmax.
func (k Kind) heap() bool { return k == Heap || k == HeapTriggers }

// mayDrop tells whether a trigger may drop rows, as far as known.
func (k Kind) mayDrop() bool { return k != Heap && k != Other }

// old is the first version whose RETURNING knows OLD.
const old = 180000

// Limits of PostgreSQL. The protocol counts the parameters of a statement in 16 bits
// (https://www.postgresql.org/docs/current/limits.html). No message may reach 1 GiB, which is the most the server
// allocates in one piece; a MiB of it is left for what surrounds the text and the arguments.
const (
	maxParams = 65535
	maxBytes  = 1<<30 - 1<<20
)

// Name implements [dialect.Dialect]: "postgres".
func (Dialect) Name() string { return "postgres" }

// Limits implements [dialect.Dialect]: 65,535 parameters and 1,023 MiB in a statement; 15 MiB on CockroachDB.
func (d Dialect) Limits() dialect.Limits {
	return dialect.Limits{Params: maxParams, Bytes: d.mostBytes()}
}

// mostBytes is the most that one statement may hold.
func (d Dialect) mostBytes() int {
	if bytes := d.Engine.traits().bytes; bytes > 0 {
		return bytes
	}
	return maxBytes
}

// Quote implements [dialect.Dialect].
func (Dialect) Quote(table string) string { return dialect.QuoteQualified(table, `"`) }
