package postgres

import "github.com/sqbulk/sqbulk/dialect"

// LockTable implements [dialect.Transactions]: LOCK TABLE … IN SHARE ROW EXCLUSIVE MODE. Until the end of the transaction others can
// read the table, and not write it
// (https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES).
func (d Dialect) LockTable(table string) (dialect.TableLock, error) {
	if t := d.Engine.traits(); t.noLock {
		return dialect.TableLock{}, t.refuse("LockTable", "use a unique key, or let one writer at a time run")
	}
	return dialect.TableLock{Take: dialect.Step{SQL: "LOCK TABLE " + d.Quote(table) + " IN SHARE ROW EXCLUSIVE MODE"}}, nil
}
