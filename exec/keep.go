package exec

import (
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// KeepStatements says how many prepared statements outlive a run, for each executor; 0: none. A text is prepared when the executor sends it
// for the second time; the one that was not used for the longest time is closed for another. They are those of the pool, one on each of its
// connections that needs it, and closing the pool closes them. It is refused in a run's options.
//
// By default, 32 on SQLite, MySQL and MariaDB, where a statement belongs to its connection for sure, and none on PostgreSQL. There pgx keeps
// statements by itself. Through lib/pq it pays, but not behind a pooler such as pgbouncer in transaction mode, where the next client
// may get the server's connection, and with it a statement of the same name.
//
// MySQL allows max_prepared_stmt_count statements on the server, 16,382 by default, on all connections together. Where there is no room the
// text is sent as it is.
func KeepStatements(most int) Option {
	return func(o *options) { o.keep, o.keepSet = most, true; o.say(kept, "KeepStatements") }
}

// keptByDefault is how many statements are kept where a statement belongs to its connection.
const keptByDefault = 32

// keeps are the statements that stay prepared.
func (o options) keeps(d dialect.Dialect) *session.Kept {
	most := o.keep
	if !o.keepSet && d != nil && d.Prepared(nil).Last {
		most = keptByDefault
	}
	return session.NewKept(most)
}
