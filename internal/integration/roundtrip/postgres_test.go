package roundtrip

import (
	"fmt"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
	"github.com/sqbulk/sqbulk/postgres"
)

const postgresColumns = "id int PRIMARY KEY, txt text, short varchar(8), bin bytea, big bigint, num double precision, flag boolean, seen timestamptz, absent text"

// FuzzCopyText: by INSERT, by COPY in text format and through a staging table, rows come back from PostgreSQL as they were, or are
// refused for the same reason.
func FuzzCopyText(f *testing.F) {
	seed(f)
	libpq := openPostgres(f, "postgres", postgres.Dialect{}, postgresColumns+", list text[], lists bytea[]")
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		v := values{text, short, bin, item, big, num, flag, micro}
		rows := []listed{v.listed(1), {row: v.rows()[1]}, v.listed(3)}
		agree(t, libpq, rows, listed.shown, exec.Statements, exec.Copy, exec.Staging)
	})
}

// FuzzCopyBinary: the same through pgx, where COPY has the binary format.
func FuzzCopyBinary(f *testing.F) {
	seed(f)
	pgx := openPostgres(f, "pgx", pgxcopy.Dialect{}, postgresColumns)
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		agree(t, pgx, values{text, short, bin, item, big, num, flag, micro}.rows(), row.shown, exec.Statements, exec.Copy, exec.Staging)
	})
}

// FuzzArrays: the same by INSERT and as one array for each column, through both drivers.
func FuzzArrays(f *testing.F) {
	seed(f)
	libpq, pgx := openPostgres(f, "postgres", postgres.Dialect{}, postgresColumns), openPostgres(f, "pgx", postgres.Dialect{}, postgresColumns)
	f.Fuzz(func(t *testing.T, text, short string, bin []byte, item string, big int64, num float64, flag byte, micro int64) {
		for _, s := range []session{libpq, pgx} {
			agree(t, s, values{text, short, bin, item, big, num, flag, micro}.rows(), row.shown, exec.Statements, exec.Arrays)
		}
	})
}

// listed is a row with arrays.
type listed struct {
	row
	List  pq.StringArray `db:"list"`
	Lists pq.ByteaArray  `db:"lists"`
}

// listed is the row with that key, with arrays.
func (v values) listed(id int) listed {
	return listed{v.row(id), pq.StringArray{v.item, "", v.text}, pq.ByteaArray{v.bin, []byte(v.item)}}
}

// shown is a row as a text that differs where the values do.
func (l listed) shown() string {
	return fmt.Sprintf("%s %q %v %x %v", l.row.shown(), l.List, l.List == nil, l.Lists, l.Lists == nil)
}

// openPostgres opens the first PostgreSQL, with a table of these columns.
func openPostgres(f *testing.F, driver string, d dialect.Dialect, columns string) session {
	f.Helper()
	s := open(f, driver, "SQBULK_TEST_POSTGRES", func(address string) string { return address }, d)
	s.must(f, "CREATE TEMPORARY TABLE "+s.table+" ("+columns+")")
	return s
}
