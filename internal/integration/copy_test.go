package integration

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// copied are the columns of the tables that are copied, by kind of database; TEXT is what SQLite keeps exactly.
var copied = map[string]string{
	"postgres": `(id bigint NOT NULL PRIMARY KEY, u numeric(20), name text, amount numeric(40,10), ratio double precision, flag boolean,
		seen timestamp(6), day date, clock time, data bytea, doc jsonb, mood mood)`,
	"mysql": `(id BIGINT NOT NULL PRIMARY KEY, u BIGINT UNSIGNED, name TEXT, amount DECIMAL(40,10), ratio DOUBLE, flag BOOLEAN,
		seen DATETIME(6), day DATE, clock TIME, data BLOB, doc JSON, mood ENUM('sad', 'ok', 'happy'))`,
	"sqlite": `(id BIGINT NOT NULL PRIMARY KEY, u TEXT, name TEXT, amount TEXT, ratio DOUBLE, flag BOOLEAN,
		seen TIMESTAMP, day DATE, clock TEXT, data BLOB, doc TEXT, mood TEXT)`,
}

// copyQueries read a table to copy. lib/pq makes a date of a time of day, so that is read as text.
var copyQueries = map[string]string{
	"postgres": "SELECT id, u, name, amount, ratio, flag, seen, day, clock::text AS clock, data, doc, mood FROM %s",
	"":         "SELECT id, u, name, amount, ratio, flag, seen, day, clock, data, doc, mood FROM %s",
}

var copyColumns = []string{"id", "u", "name", "amount", "ratio", "flag", "seen", "day", "clock", "data", "doc", "mood"}

// copyRows are a row of extremes, one of NULLs and one of empty and zero values.
func copyRows() [][]any {
	seen, day := time.Date(2024, 2, 29, 23, 2, 3, 4000, time.UTC), time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	return [][]any{
		{1, "18446744073709551615", "Zoë 🦊 'x' \\ \"", "123456789012345678901234567890.1234567891", 0.1, true, seen, day, "12:34:56",
			[]byte("\x00\xff'\\\x80\n"), `{"a": [1, "é", null]}`, "ok"},
		{2, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil},
		{-3, "0", "", "0.0000000000", -1.5e300, false, seen.Add(-55 * 365 * 24 * time.Hour), day, "00:00:00", []byte{}, "[]", "sad"},
	}
}

// copyWant are the same rows as canonical writes them.
var copyWant = []string{
	"-3|0||0.0000000000|-1.5e+300|false|1969-03-14 23:02:03.000004|2024-02-29|00:00:00|x|[]|sad",
	"1|18446744073709551615|Zoë 🦊 'x' \\ \"|123456789012345678901234567890.1234567891|0.1|true|2024-02-29 23:02:03.000004|2024-02-29|12:34:56|" +
		"x00ff275c800a|{\"a\":[1,\"é\",null]}|ok",
	"2|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL",
}

// TestCopy copies a table from every database, through every driver, into every other.
func TestCopy(t *testing.T) {
	onEach(t, func(t *testing.T, from reach) { copiesToEach(t, from) })
}

// TestCopyTextTimes copies from MySQL and MariaDB with a driver that hands times over as text.
func TestCopyTextTimes(t *testing.T) {
	for _, server := range []struct{ kind, variable, local string }{
		{"mysql", "SQBULK_TEST_MYSQL", "test:test@tcp(127.0.0.1:13306)/test"},
		{"mariadb", "SQBULK_TEST_MARIADB", "root@tcp(127.0.0.1:3306)/test"},
	} {
		for _, address := range addresses(server.variable, server.local) {
			version, err := prepareMySQL(address)
			t.Run(server.kind+"/"+version, func(t *testing.T) {
				if err != nil {
					unreachable(t, server.kind, server.variable, err)
				}
				db := openMySQL(t, address, func(c *driver.Config) { c.ParseTime = false })
				copiesToEach(t, reach{kind: server.kind, driver: "mysql", db: db, dialect: mysql.Dialect{}})
			})
		}
	}
}

// copiesToEach fills a table and copies it into every database.
func copiesToEach(t *testing.T, from reach) {
	from.create(t, "copy_from "+pick(from, copied))
	fill := builder.Insert("copy_from").From(builder.Tuples(copyColumns, copyRows()))
	if _, err := exec.New(from.db, from.dialect).Run(t.Context(), fill); err != nil {
		t.Fatal(err)
	}
	sameCopy(t, from, "copy_from")
	onEach(t, func(t *testing.T, to reach) { copies(t, from, to) })
}

// copies copies the rows, read as text and as a prepared statement's.
func copies(t *testing.T, from, to reach) {
	to.create(t, "copy_to "+pick(to, copied))
	query := fmt.Sprintf(pick(from, copyQueries), "copy_from")
	if from.kind != "postgres" && to.driver == "pgx" { // which takes no number for a truth value
		query = strings.Replace(query, "flag", "CASE flag WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END AS flag", 1)
	}
	for where, args := range map[string][]any{"": nil, " WHERE id < ?": {1000}} {
		to.must(t, "DELETE FROM copy_to")
		rows, err := from.db.QueryxContext(t.Context(), from.db.Rebind(query+where), args...)
		if err != nil {
			t.Fatal(err)
		}
		res, err := exec.New(to.db, to.dialect).Run(t.Context(), builder.Insert("copy_to").From(builder.SQLRows(rows)))
		if err != nil || res.Created != 3 {
			t.Fatalf("%d rows were copied: %v", res.Created, err)
		}
		sameCopy(t, to, "copy_to")
	}
	if n := from.db.Stats().InUse; n != 0 {
		t.Errorf("%d connections are still in use", n)
	}
}

// sameCopy compares a table with the rows that it should have.
func sameCopy(t *testing.T, on reach, table string) {
	t.Helper()
	rows, err := on.db.Queryx(fmt.Sprintf(pick(on, copyQueries), table) + " ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got []string
	for rows.Next() {
		values, err := rows.SliceScan()
		if err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(values))
		for i, v := range values {
			row[i] = canonical(copyColumns[i], v)
		}
		got = append(got, strings.Join(row, "|"))
	}
	if rows.Err() != nil || !slices.Equal(got, copyWant) {
		t.Errorf("%s (%v):\ngot  %s\nwant %s", table, rows.Err(), strings.Join(got, "\n     "), strings.Join(copyWant, "\n     "))
	}
}

// canonical writes a value of a column in one way, whatever the driver makes of it.
func canonical(column string, v any) string {
	if v == nil {
		return "NULL"
	}
	bytes, isBytes := v.([]byte)
	switch column {
	case "data":
		return "x" + hex.EncodeToString(bytes)
	case "flag":
		if n, ok := v.(int64); ok {
			return fmt.Sprint(n != 0)
		}
	case "seen", "day":
		layout := map[string]string{"seen": "2006-01-02 15:04:05.000000", "day": time.DateOnly}[column]
		if at, ok := v.(time.Time); ok {
			return at.UTC().Format(layout)
		}
	case "doc":
		var doc any
		text := fmt.Sprintf("%s", v)
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			return "no JSON: " + text
		}
		compact, _ := json.Marshal(doc)
		return string(compact)
	}
	if isBytes {
		return string(bytes)
	}
	return fmt.Sprint(v)
}
