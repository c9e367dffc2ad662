package postgres

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// Engine is the database behind PostgreSQL's protocol, as far as statements, counts or limits differ. [Detect] finds it.
type Engine int

const (
	// PostgreSQL is PostgreSQL itself, and what behaves like it.
	PostgreSQL Engine = iota
	// Citus is PostgreSQL with the extension Citus. It sends a statement on a distributed table on to its workers.
	// https://docs.citusdata.com/en/stable/develop/reference_dml.html
	Citus
	// YugabyteDB has PostgreSQL's parser and planner above a storage of its own.
	// https://docs.yugabyte.com/stable/api/ysql/
	YugabyteDB
	// CockroachDB speaks PostgreSQL's protocol and most of its SQL.
	// https://www.cockroachlabs.com/docs/stable/postgresql-compatibility
	CockroachDB
)

// String returns the engine's name.
func (e Engine) String() string { return e.traits().name }

// traits are what the spelling of a statement has to know of an engine. The zero value, but for the name, is PostgreSQL.
type traits struct {
	name string
	// bytes is the most that one message of the protocol holds; zero: PostgreSQL's limit.
	bytes int
	// isolated is the condition that a transaction keeps others from creating rows which it has looked for. An engine that has
	// one lacks PostgreSQL's ways to tell created rows from updated ones, and counts by a look-up.
	isolated string
	// locks tells that the look-up locks the rows that it finds.
	locks bool
	// plainRows tells that RETURNING has no OLD, and that DO UPDATE takes no function with an effect of its own.
	plainRows bool
	// untyped tells that the parameters of a list of rows do not take their types from its first row.
	untyped bool
	// noImages tells that there is no record_image_ne.
	noImages bool
	// noProbe tells that the question about a table's kind and triggers is not understood.
	noProbe bool
	// noLock tells that there is no LOCK TABLE.
	noLock bool
	// noCSV tells that COPY of CSV lacks FORCE_NULL and FORCE_NOT_NULL.
	noCSV bool
}

// notReadCommitted is the condition for YugabyteDB, whose READ COMMITTED is a snapshot unless the cluster allows the real
// one; a setting shows which of them a transaction has
// (https://docs.yugabyte.com/stable/explore/transactions/isolation-levels/). As on PostgreSQL, a transaction with a snapshot
// fails when it would update a row that it does not see.
const notReadCommitted = "COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), " +
	"current_setting('transaction_isolation')) IN ('repeatable read', 'serializable')"

// engines is the table of what differs.
var engines = [...]traits{
	PostgreSQL: {name: "PostgreSQL"},
	// RETURNING (xmax = 0) is right on Citus 14, and a volatile function in DO UPDATE is refused.
	Citus: {name: "Citus", plainRows: true},
	// xmax is refused (https://github.com/yugabyte/yugabyte-db/issues/24843), and DO UPDATE may be read for many rows before
	// one is returned (yb_insert_on_conflict_read_batch_size), which the note does not survive.
	YugabyteDB: {name: "YugabyteDB", isolated: notReadCommitted, locks: true},
	// There is no xmax (https://github.com/cockroachdb/cockroach/issues/50418) and no LOCK TABLE
	// (https://github.com/cockroachdb/cockroach/issues/43654), and each parameter of VALUES is typed alone
	// (https://github.com/jackc/pgx/issues/944). A message has at most 16 MiB unless
	// sql.conn.max_read_buffer_message_size says otherwise (pkg/sql/pgwire/pgwirebase/encoding.go); a MiB of it is left.
	CockroachDB: {
		name: "CockroachDB", bytes: 15 << 20, isolated: "current_setting('transaction_isolation') = 'serializable'",
		untyped: true, noImages: true, noProbe: true, noLock: true, noCSV: true,
	},
}

// traits of an engine; those of PostgreSQL for a number that is none.
func (e Engine) traits() traits {
	if e < 0 || int(e) >= len(engines) {
		return engines[PostgreSQL]
	}
	return engines[e]
}

// looksUp tells whether upserts are counted by a look-up.
func (t traits) looksUp() bool { return t.isolated != "" }

// refuse returns the error for what an engine cannot do, although PostgreSQL can.
func (t traits) refuse(what, instead string) error {
	return unsupported(what+" on "+t.name, instead)
}

// refuseStrategy refuses a strategy whose statements the engine cannot count or type.
func (t traits) refuseStrategy(s dialect.Strategy) error {
	if !t.looksUp() {
		return nil
	}
	return t.refuse(fmt.Sprintf("the strategy %#v", s), "use exec.Copy for plain inserts, or leave out Strategy")
}

// refuseCompared refuses OnlyChanged where rows cannot be compared by their bytes: every other comparison takes some
// different values, such as 1.0 and 1.00, for equal, and the update would be lost.
func (t traits) refuseCompared(onlyChanged bool) error {
	if !onlyChanged || !t.noImages {
		return nil
	}
	return t.refuse("OnlyChanged", "leave it out, or compare the columns in DoUpdateWhere or Where")
}

// refuseFold refuses keys without regard to case in the CASE form.
func (t traits) refuseFold() error {
	if t.untyped {
		return t.refuse("an update by keys without regard to case", "use keys as they are stored")
	}
	return unsupported("the CASE form with keys without regard to case", "use the join form")
}
