package mysql

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// Engine is what stands behind MySQL's protocol, as far as statements, counts, limits or errors differ. [Detect] finds it.
type Engine int

const (
	// SingleServer is a server of MySQL or MariaDB by itself, with or without replicas.
	SingleServer Engine = iota
	// Galera is a node of a Galera cluster: MariaDB, Percona XtraDB Cluster, or Codership's MySQL. Transactions that change the
	// same rows on different nodes meet when they commit.
	// https://mariadb.com/docs/galera-cluster/reference/mariadb-galera-cluster-known-limitations
	Galera
	// GroupReplication is a member of a group of MySQL servers. With several primaries, transactions meet when they commit.
	// https://dev.mysql.com/doc/refman/9.5/en/group-replication-limitations.html
	GroupReplication
	// TiDB has a parser, a planner and a storage of its own.
	// https://docs.pingcap.com/tidb/stable/mysql-compatibility
	TiDB
	// Vitess spreads tables over MySQL servers, the shards.
	// https://vitess.io/docs/reference/compatibility/mysql-compatibility/
	Vitess
)

// String returns the engine's name.
func (e Engine) String() string { return e.traits().name }

// traits are what the spelling of a statement has to know of an engine. The zero value, but for the name, is a single server.
type traits struct {
	name string
	// limits narrows the dialect's limits where it is not zero.
	limits dialect.Limits
	// kinds are the errors that mean something else than on MySQL and MariaDB.
	kinds map[int]dialect.Kind
	// apart tells that a row is not always written by one run of its assignments on one server, so that no variable can
	// count it: an upsert is counted by a look-up, and an update by its affected rows alone. Nothing is fed either.
	apart bool
	// noAlias tells that the incoming row of an insert cannot have an alias.
	noAlias bool
	// noVariables tells that a statement cannot assign variables.
	noVariables bool
	// noJoin tells that the rows of an update cannot be a list that is joined with the table.
	noJoin bool
	// noKeySet tells that a key column cannot be assigned, not even to itself.
	noKeySet bool
	// noLock tells that GET_LOCK does not reach the other nodes.
	noLock bool
}

// engines is the table of what differs.
var engines = [...]traits{
	SingleServer: {name: "a single server"},
	// A conflict is 1213, at COMMIT or at the statement after it. 1180 at COMMIT is a transaction beyond wsrep_max_ws_size or
	// wsrep_max_ws_rows, which is no smaller the next time
	// (https://mariadb.com/docs/galera-cluster/reference/galera-cluster-system-variables). GET_LOCK is given on two nodes at once.
	Galera: {name: "Galera", kinds: map[int]dialect.Kind{1180: dialect.TooLarge}, noLock: true},
	// The certification of transactions knows nothing of named locks.
	GroupReplication: {name: "Group Replication", noLock: true},
	// A statement of a pessimistic transaction is run again inside the server when it meets a conflict, and variables are not set
	// back (https://docs.pingcap.com/tidb/stable/pessimistic-transaction). The errors that say to try again, and those for a row or a
	// transaction that is too large, are in https://docs.pingcap.com/tidb/stable/error-codes. The grammar has no row alias.
	TiDB: {name: "TiDB", apart: true, noAlias: true, kinds: map[int]dialect.Kind{
		8002: dialect.SerializationFailure, // SELECT … FOR UPDATE conflicts at COMMIT
		8004: dialect.TooLarge,             // transaction
		8005: dialect.SerializationFailure, // write conflict
		8022: dialect.SerializationFailure, // the commit failed and was undone
		8025: dialect.TooLarge,             // row
		8028: dialect.SerializationFailure, // the schema changed meanwhile
		9007: dialect.SerializationFailure, // write conflict
	}},
	// A message between its servers has 16 MiB by default (grpc_max_message_size), of which one is left, and a result 10,000 rows
	// (queryserver-config-max-result-size): https://vitess.io/docs/reference/programs/vttablet/. The row alias is missing up to
	// https://github.com/vitessio/vitess/issues/15509, columns that choose the shard cannot be assigned in ON DUPLICATE KEY
	// UPDATE, and each shard has variables of its own.
	Vitess: {
		name: "Vitess", limits: dialect.Limits{Bytes: 15 << 20, Rows: 10_000}, apart: true, noAlias: true, noVariables: true,
		noJoin: true, noKeySet: true, noLock: true,
	},
}

// traits of an engine; those of a single server for a number that is none.
func (e Engine) traits() traits {
	if e < 0 || int(e) >= len(engines) {
		return engines[SingleServer]
	}
	return engines[e]
}

// narrowed returns the limits of a dialect on the engine.
func (t traits) narrowed(l dialect.Limits) dialect.Limits {
	if t.limits.Bytes > 0 {
		l.Bytes = min(l.Bytes, t.limits.Bytes)
	}
	l.Rows = t.limits.Rows
	return l
}

// refuse returns the error for what an engine lacks, although MySQL and MariaDB have it.
func (t traits) refuse(feature, instead string) error {
	return flavor{server: t.name}.unsupported(feature, instead)
}

// refuseVariables refuses assignments that need a variable, of which the engine has none in statements.
func (t traits) refuseVariables(l setList) error {
	if !t.noVariables || !l.assigns() {
		return nil
	}
	return t.refuse("variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need",
		"leave these out, or read the rows and decide in Go")
}

// refuseLoad refuses to feed rows.
func (t traits) refuseLoad(s dialect.Strategy) error {
	if !t.apart {
		return nil
	}
	return t.refuse(fmt.Sprintf("strategy %#v", s), "use exec.Statements")
}

// refuseFold refuses keys without regard to case in the CASE form.
func (f flavor) refuseFold() error {
	if f.engine.noJoin {
		return f.engine.refuse("update by keys without regard to case", "use keys as they are stored")
	}
	return f.unsupported("CASE form with keys without regard to case", "use the join form")
}
