package roundtrip

import (
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

const mysqlColumns = "id INT PRIMARY KEY, txt TEXT CHARACTER SET utf8mb4, short VARCHAR(8) CHARACTER SET utf8mb4, bin BLOB, big BIGINT, num DOUBLE, flag BOOLEAN, seen DATETIME(6), absent TEXT CHARACTER SET utf8mb4"

// FuzzLoad: by INSERT, by LOAD DATA and through a temporary table, rows come back from MySQL and MariaDB as they were, or are refused for
// the same reason.
func FuzzLoad(f *testing.F) {
	seed(f)
	d := mysql.Dialect{Readers: &mysql.Readers{Register: driver.RegisterReaderHandler, Deregister: driver.DeregisterReaderHandler}}
	my, maria := openMySQL(f, "SQBULK_TEST_MYSQL", d), openMySQL(f, "SQBULK_TEST_MARIADB", mysql.MariaDB{Dialect: d})
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		for _, s := range []session{my, maria} {
			agree(t, s, values{text, short, bin, item, big, num, flag, micro}.rows(), unsigned, exec.Statements, exec.Copy, exec.Staging)
		}
	})
}

// unsigned shows a row without the sign of a zero, which MariaDB does not store.
func unsigned(r row) string {
	if r.Num == 0 {
		r.Num = 0
	}
	return r.shown()
}

// openMySQL opens the first server that a variable names, with a table that is not temporary: LOAD DATA looks up the columns' types.
func openMySQL(f *testing.F, variable string, d dialect.Dialect) session {
	f.Helper()
	s := open(f, "mysql", variable, func(address string) string {
		c, err := driver.ParseDSN(address)
		if err != nil {
			f.Fatalf("%s has an address that is no DSN", variable)
		}
		c.ParseTime, c.Loc = true, time.UTC
		return c.FormatDSN()
	}, d)
	s.must(f, "CREATE TABLE "+s.table+" ("+mysqlColumns+")")
	f.Cleanup(func() { s.must(f, "DROP TABLE "+s.table) })
	return s
}
