package mysql

import (
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// LockTable implements [dialect.Transactions] with GET_LOCK, a lock by name that keeps out only those who ask for it. LOCK TABLES
// would commit the transaction, and allow a statement to name the table only once
// (https://dev.mysql.com/doc/refman/9.4/en/locking-functions.html).
func (d Dialect) LockTable(table string) (dialect.TableLock, error) {
	if t := d.Engine.traits(); t.noLock {
		return dialect.TableLock{}, t.refuse("LockTable, which other nodes would not see", "use a unique key, or let one writer at a time run")
	}
	// The name is at most 64 characters of one namespace for the whole server.
	schema, name := "DATABASE()", table
	var slots []dialect.Slot
	if qualifier, rest, ok := strings.Cut(table, "."); ok {
		schema, name = "?", rest
		slots = append(slots, dialect.Slot{Column: dialect.Fixed, Value: qualifier})
	}
	args := []dialect.Args{{Slots: append(slots, dialect.Slot{Column: dialect.Fixed, Value: name})}}
	lock := "CONCAT('sqbulk ', LEFT(SHA2(LOWER(CONCAT(" + schema + ", '.', ?)), 256), 40))"
	return dialect.TableLock{
		Take: dialect.Step{SQL: "SELECT COALESCE(GET_LOCK(" + lock + ", " + lockSeconds + "), 0)" + oneRow, Args: args, Read: dialect.ReadNumbers},
		// Not DO: with sql_select_limit=0 MySQL does nothing.
		Release: dialect.Step{SQL: "SELECT RELEASE_LOCK(" + lock + ")" + oneRow, Args: args},
	}, nil
}

// lockSeconds is a year: MariaDB takes no negative number for any time. The caller's context ends the wait.
const lockSeconds = "31536000"
