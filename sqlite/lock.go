package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// LockTable implements [dialect.Transactions]. There is nothing to send: a transaction that writes, or has taken the lock
// of [Dialect.WriteLock], keeps every other writer out, and one that only reads fails when it writes after another one has
// (https://www.sqlite.org/isolation.html).
func (Dialect) LockTable(string) (dialect.TableLock, error) { return dialect.TableLock{}, nil }
