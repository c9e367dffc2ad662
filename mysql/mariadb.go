package mysql

import (
	"github.com/sqbulk/sqbulk/dialect"
)

// MariaDB is MariaDB 10.6 and later. It differs from MySQL in three things: INSERT and DELETE have RETURNING, the rows of
// an UPDATE are VALUES (…), (…), and the incoming row has no alias.
type MariaDB struct{ Dialect }

var _ dialect.Dialect = MariaDB{}

// Name returns "mariadb".
func (MariaDB) Name() string { return "mariadb" }

// Limits are MySQL's, with a max_allowed_packet of 16 MiB by default.
func (m MariaDB) Limits() dialect.Limits { return m.limits(16 << 20) }

// Insert implements [dialect.Dialect].
func (m MariaDB) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	return m.flavor().insert(i, rows)
}

// Update implements [dialect.Dialect].
func (m MariaDB) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	return m.flavor().update(u, rows)
}

// Delete implements [dialect.Dialect].
func (m MariaDB) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	return m.flavor().delete(x, rows)
}

// Select implements [dialect.Dialect].
func (m MariaDB) Select(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	return m.flavor().lookUp(s, rows)
}

// Match implements [dialect.Dialect].
func (m MariaDB) Match(s dialect.Match, rows dialect.Rows) (dialect.Spelling, error) {
	return m.flavor().match(s, rows)
}

// Classify implements [dialect.Dialect].
func (m MariaDB) Classify(err error) dialect.Fault { return m.flavor().classify(err) }

// Prepared implements [dialect.Transactions]. Proxies for MariaDB follow prepared statements, and a parameter has the type of its value.
func (MariaDB) Prepared(any) dialect.Prepared { return dialect.Prepared{Last: true} }

// Inspect implements [dialect.Tuner].
func (m MariaDB) Inspect(driverConn any) dialect.Dialect {
	return MariaDB{m.Dialect.inspect(driverConn)}
}

// MariaDB writes the default NULL as text.
func (m MariaDB) flavor() flavor {
	return flavor{
		server: "MariaDB", rowValues: true, returning: true, defaults: true, found: m.FoundRows, hasDefault: "COLUMN_DEFAULT <> 'NULL'", engine: m.Engine.traits(),
	}
}
