package postgres

import "github.com/sqbulk/sqbulk/dialect"

// LockTable implements [dialect.TableLocker]: LOCK TABLE … IN SHARE ROW EXCLUSIVE MODE. Until the end of the transaction others can
// read the table, and not write it
// (https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES).
func (d Dialect) LockTable(table string) dialect.TableLock {
	return dialect.TableLock{Take: dialect.Step{SQL: "LOCK TABLE " + d.Quote(table) + " IN SHARE ROW EXCLUSIVE MODE"}}
}
