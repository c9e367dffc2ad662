package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// LockTable implements [dialect.Transactions]. There is nothing to send: a transaction that began with BEGIN IMMEDIATE, as those of
// [Dialect.TxControl] do, keeps every other writer out, and one that began otherwise fails when it writes after another one has
// (https://www.sqlite.org/isolation.html).
func (Dialect) LockTable(string) (dialect.TableLock, error) { return dialect.TableLock{}, nil }
