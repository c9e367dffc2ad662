package parsers

import (
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/lib/pq"
)

// TestServers prepares, on servers that know them, the statements with clauses of exceptions_test.go. Their tables do not exist, which
// a server finds only after it has parsed the statement.
func TestServers(t *testing.T) {
	for name, v := range variants(t) {
		excepted := exceptedStatements(t, v)
		if len(excepted) == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			on := servers(t, v.server, name == "postgres 18")
			for _, db := range on {
				for _, text := range excepted {
					// MySQL's and MariaDB's names have no characters of four bytes.
					st, err := db.PrepareContext(t.Context(), strings.ReplaceAll(text, "😀", "é"))
					if err == nil {
						err = st.Close()
					}
					if err != nil && !tableMissing(err) {
						t.Errorf("%v\n%s", err, text)
					}
				}
			}
		})
	}
}

// exceptedStatements are the golden statements, and random ones, that have a clause of exceptions.
func exceptedStatements(t *testing.T, v variant) []string {
	t.Helper()
	if v.server == "" {
		return nil
	}
	all := goldenStatements(t, v.golden)
	for seed := range uint64(200) {
		n := tame
		if seed%2 == 0 {
			n, _ = from(`s"'?`, "t`--", `a.b`, `"`, "`;", `\`, `$1`, `/*??`)
		}
		texts, _, _ := spell(t, v, rand.New(rand.NewPCG(seed, 1)).Uint64(), n)
		all = append(all, texts...)
	}
	return slices.DeleteFunc(all, func(text string) bool {
		_, excepted := known(v, text)
		return !excepted || strings.HasPrefix(text, "WITH p AS") // see TestGolden
	})
}

// servers opens the databases of a variable's addresses; modern leaves out those before PostgreSQL 18.
func servers(t *testing.T, variable string, modern bool) []*sql.DB {
	t.Helper()
	driver := "mysql"
	if variable == "SQBULK_TEST_POSTGRES" {
		driver = "postgres"
	}
	var all []*sql.DB
	for address := range strings.FieldsSeq(os.Getenv(variable)) {
		db, err := sql.Open(driver, address)
		if err != nil {
			t.Fatalf("%s: %v", variable, err)
		}
		t.Cleanup(func() { db.Close() })
		query := "SELECT 180000"
		if modern {
			query = "SELECT current_setting('server_version_num')::int"
		}
		var version int
		if err := db.QueryRowContext(t.Context(), query).Scan(&version); err != nil {
			t.Fatalf("%s: %v", variable, err)
		}
		if version >= 180000 {
			all = append(all, db)
		}
	}
	if len(all) == 0 {
		t.Skipf("\n*** NOT TESTED: %s names no server that knows the statements. Run make test from the root.", variable)
	}
	return all
}

// tableMissing tells whether the server only misses the table, its schema, or its database.
func tableMissing(err error) bool {
	if my := new(mysql.MySQLError); errors.As(err, &my) {
		return my.Number == 1146 || my.Number == 1049
	}
	if p := new(pq.Error); errors.As(err, &p) {
		return p.Code == "42P01" || p.Code == "3F000"
	}
	return false
}
