package mysql

import (
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// Dialect is MySQL 8.0 and later. Its zero value runs on every such server; [Detect] returns one tuned to a server.
type Dialect struct {
	// Version is the server's version as a number, 80019 for 8.0.19; zero when it is not known. From 80019 on (MySQL
	// only) the incoming row is named by a row alias instead of the deprecated VALUES(column).
	Version int
	// MaxAllowedPacket is the server's max_allowed_packet in bytes. Zero: the default, 64 MiB on MySQL and 16 MiB on
	// MariaDB.
	MaxAllowedPacket int
	// FoundRows is the driver's setting that decides what "affected rows" means. [Dialect.Inspect] finds it in
	// go-sql-driver's connections; set it when the driver is wrapped beyond recognition.
	FoundRows FoundRows
	// Loc is the driver's setting loc, in which it sends times. Only LOAD DATA needs it, and refuses times where it is not known.
	// [Dialect.Inspect] finds it in go-sql-driver's connections; set it in a transaction of your own.
	Loc *time.Location
	// Engine is what stands behind the protocol. Zero: a single server of MySQL or MariaDB. See [Detect].
	Engine Engine
	// Readers let exec.Copy and exec.Staging read rows by LOAD DATA LOCAL. Nil: these strategies are refused.
	Readers *Readers

	lacking
}

// lacking is what MySQL and MariaDB have no need of, or do not have.
type lacking = dialect.Base

// FoundRows is the setting CLIENT_FOUND_ROWS of a connection, clientFoundRows in the DSN of go-sql-driver: with it the
// server reports the rows that an UPDATE matched, without it (the driver's default) those that it changed. No query
// shows it.
type FoundRows int

const (
	// FoundRowsUnknown is a setting that is not known. Counts are exact where their sum leaves one answer only.
	FoundRowsUnknown FoundRows = iota
	// FoundRowsOff counts changed rows.
	FoundRowsOff
	// FoundRowsOn counts matched rows. An UPDATE cannot tell changed from equal rows then.
	FoundRowsOn
)

var _ dialect.Dialect = Dialect{}

// Name returns "mysql".
func (Dialect) Name() string { return "mysql" }

// Quote returns the table's name in backticks.
func (Dialect) Quote(table string) string { return quoteTable(table) }

// Limits are 65,535 bind parameters, for the protocol counts them in 16 bits, and the bytes of one packet.
func (d Dialect) Limits() dialect.Limits { return d.limits(64 << 20) }

// Insert implements [dialect.Dialect]: INSERT … ON DUPLICATE KEY UPDATE.
func (d Dialect) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	return d.flavor().insert(i, rows)
}

// Update implements [dialect.Dialect]: UPDATE of a join with the rows, or the CASE form.
func (d Dialect) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	return d.flavor().update(u, rows)
}

// Delete implements [dialect.Dialect]: DELETE … WHERE key IN (…).
func (d Dialect) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	return d.flavor().delete(x, rows)
}

// Select implements [dialect.Dialect]: SELECT … WHERE key IN (…), with FOR UPDATE where the rows are to be locked.
func (d Dialect) Select(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	return d.flavor().lookUp(s, rows)
}

// Match implements [dialect.Dialect].
func (d Dialect) Match(m dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	return d.flavor().match(m, rows)
}

// Classify implements [dialect.Dialect] for the errors of github.com/go-sql-driver/mysql and of database/sql.
func (d Dialect) Classify(err error) dialect.Fault { return d.flavor().classify(err) }

// Alone implements [dialect.Transactions]: InnoDB undoes a statement that fails
// (https://dev.mysql.com/doc/refman/8.4/en/innodb-error-handling.html). A table of an engine without transactions, such as MyISAM, keeps what
// was written before the failure, in a transaction as well. An engine that spreads a statement over servers may keep a part.
func (d Dialect) Alone(any) bool { return !d.Engine.traits().apart }

// Prepared implements [dialect.Transactions]. Proxies for MySQL follow prepared statements. MySQL settles the types of parameters when a
// statement runs (https://dev.mysql.com/doc/refman/8.4/en/prepare.html), and converts later values to them: on MySQL 9.7 an UPDATE that ran
// with integers, and then with 'abc' for a column of integers, stores 0 without an error or a warning. MariaDB does not.
func (Dialect) Prepared(any) dialect.Prepared { return dialect.Prepared{Last: true, Typed: true} }

// Inspect implements [dialect.Tuner]: it learns FoundRows and Loc from a connection of github.com/go-sql-driver/mysql,
// also inside a driver that wraps it.
func (d Dialect) Inspect(driverConn any) dialect.Dialect { return d.inspect(driverConn) }

func (d Dialect) flavor() flavor {
	t := d.Engine.traits()
	return flavor{
		server: "MySQL", rowAlias: d.Version >= 80019 && !t.noAlias, mergeHint: true, keyHasTable: true,
		found: d.FoundRows, hasDefault: "COLUMN_DEFAULT IS NOT NULL", engine: t,
	}
}

// driverPacket is the most that go-sql-driver sends in one packet by default (maxAllowedPacket in the DSN).
const driverPacket = 64 << 20

// limits leaves a sixteenth of a packet for what is not counted: types, lengths and the protocol's own bytes.
func (d Dialect) limits(packet int) dialect.Limits {
	if d.MaxAllowedPacket > 0 {
		packet = d.MaxAllowedPacket
	}
	packet = min(packet, driverPacket)
	return d.Engine.traits().narrowed(dialect.Limits{Params: 65535, Bytes: packet - packet/16})
}

// flavor is what the spelling of a statement depends on.
type flavor struct {
	server      string // as it stands in errors
	mergeHint   bool   // views need a hint
	keyHasTable bool   // an error names a key as table.key, from 8.0.19 on
	rowAlias    bool   // INSERT … VALUES … AS alias
	rowValues   bool   // VALUES (…), (…) is a table
	returning   bool   // INSERT and DELETE have RETURNING
	defaults    bool   // DEFAULT(column) gives every default
	staged      string // the quoted temporary table that has the rows; empty: they are parameters
	engine      traits
	found       FoundRows
	hasDefault  string // the condition that a column of information_schema has a default besides NULL
}
