package integration

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// readers let the strategies read through go-sql-driver.
var readers = &mysql.Readers{Register: driver.RegisterReaderHandler, Deregister: driver.DeregisterReaderHandler}

// onLoaders runs a test on every MySQL and MariaDB, with a dialect that has readers.
func onLoaders(t *testing.T, f func(t *testing.T, on reach)) {
	onServers(t, func(t *testing.T, on reach) {
		if on = on.withReaders(); on.kind != "postgres" {
			f(t, on)
		}
	})
}

// withReaders lets LOAD DATA read rows, where there is one.
func (on reach) withReaders() reach {
	switch on.kind {
	case "mysql":
		on.dialect = mysql.Dialect{Readers: readers}
	case "mariadb":
		on.dialect = mysql.MariaDB{Dialect: mysql.Dialect{Readers: readers}}
	}
	return on
}

// loadTypes are the column types of the comparison.
var loadTypes = []string{"TINYINT", "INT UNSIGNED", "BIGINT", "BIGINT UNSIGNED", "DECIMAL(12,2)", "FLOAT", "DOUBLE", "BOOLEAN", "TEXT CHARACTER SET utf8mb4",
	"VARCHAR(8) CHARACTER SET utf8mb4", "VARCHAR(20) CHARACTER SET latin1", "CHAR(4) CHARACTER SET utf8mb4", "BLOB", "VARBINARY(5)", "BINARY(4)",
	"ENUM('sad', 'ok', 'true', '7')", "SET('a', 'b', 'ok')", "DATE", "TIME(3)", "DATETIME", "DATETIME(6)", "TIMESTAMP(6) NULL", "YEAR", "JSON", "BIT(8)", "BIT(64)", "POINT"}

// loadValues are Go values of every kind that an application hands over.
func loadValues() []any {
	west := time.FixedZone("west", -3*3600-1800)
	at := time.Date(2024, 2, 29, 23, 2, 3, 456789000, west)
	text, none := "pointer", (*string)(nil)
	place := "\x00\x00\x00\x00\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf0\x3f\x00\x00\x00\x00\x00\x00\x00\x40"
	return []any{nil, 0, 7, int8(-7), uint16(9), 255, 2024, int64(math.MaxInt64), int64(math.MinInt64), uint64(math.MaxUint64), 20240229, 1.5, float32(0.1), 1e300, 0.005, math.NaN(), math.Inf(1),
		math.Copysign(0, -1), true, false, "", "a", "abc", "ok", "true", "7", "12", "1.255", " 12 ", "0x41", "null", "NULL", `\N`, `\.`, `\x41`, `\101`, `\0`, `\`, `a\`, "tab\tnew\nline\rback\\slash", "'q\"",
		"\n", "\t", "\r\n", "Zoë", "Zoë 🦊", "nul\x00byte", "\x00", "\x1a", "\xff\xfe", "\xc3\x28", "ab\xe2\x82", "toolongforsome", "2024-02-29", "2024-02-29 12:00:00.5", "2024-02-30", "12:34:56.7891", "a,b", "101", "0000", "0",
		`{"a": [1, "\\n", "é"]}`, "[]", "{", place,
		[]byte(nil), []byte{}, []byte("abc"), []byte("12"), []byte(`{"k": "v\n"}`), []byte("\x00\xff\\\n"), []byte(`\N`), []byte("\x01"), []byte("\xff"), []byte(place),
		json.RawMessage(`{"r": [1]}`), json.RawMessage(nil), sql.RawBytes("raw"), blob("blob"), blob(nil), word("word"), &text, none,
		at, at.UTC(), at.Truncate(time.Second), time.Time{}, time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(-500, 1, 2, 3, 4, 5, 0, west),
		time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC), time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), &at, sql.NullString{}, sql.NullString{String: "s", Valid: true}, sql.NullInt64{Int64: 5, Valid: true},
		sql.NullTime{Time: at, Valid: true}, point{1, 2}, [16]byte{1}, struct{ A int }{1}}
}

// TestLoadValues stores each Go value in a column of each type by INSERT and by LOAD DATA, into the table and through a temporary one: both
// store the same, or both refuse it, or LOAD DATA says that it is not for this value.
func TestLoadValues(t *testing.T) {
	onLoaders(t, func(t *testing.T, on reach) {
		for _, column := range loadTypes {
			t.Run(column, func(t *testing.T) { loadsLikeInsert(t, on, column) })
		}
	})
}

// loadsLikeInsert compares the ways for one type of column. What a way stores has the value's number and that of the way as its key.
func loadsLikeInsert(t *testing.T, on reach, column string) {
	on.create(t, "load_value (i INT NOT NULL PRIMARY KEY, v "+column+")")
	ways := []dialect.Strategy{exec.Statements, exec.Copy, exec.Staging}
	results := make(map[int]string)
	ex := exec.New(on.db, on.dialect)
	for i, v := range loadValues() {
		for _, s := range ways {
			id := i*10 + int(s)
			insert := builder.Insert("load_value").From(builder.Tuples([]string{"i", "v"}, [][]any{{id, v}}))
			if _, err := ex.Run(t.Context(), insert, exec.Strategy(s)); err != nil {
				results[id] = refusal(err)
			}
		}
	}
	for id, text := range storedHex(t, on) {
		results[id] += text
	}
	compared := 0
	for i, v := range loadValues() {
		want := results[i*10]
		for _, s := range ways[1:] {
			got := results[i*10+int(s)]
			if got == "unsupported" || got == "refused: invalid value" && loadsBetter(on, column, v) {
				continue
			}
			if compared++; got != want {
				t.Errorf("%T %q by %v:\ninsert %s\ngot    %s", v, fmt.Sprint(v), s, want, got)
			}
		}
	}
	if compared < 100 {
		t.Errorf("only %d of the values can be loaded into a %s", compared, column)
	}
}

// loadsBetter tells of the values that INSERT stores as something else: NaN and infinities, and on MySQL a text with a byte that is no
// UTF-8, which ends there when the column has another character set.
func loadsBetter(on reach, column string, v any) bool {
	f, isFloat := v.(float64)
	return isFloat && (math.IsNaN(f) || math.IsInf(f, 0)) || on.kind == "mysql" && strings.Contains(column, "latin1")
}

// refusal says what kind of error a value got.
func refusal(err error) string {
	var failed *exec.ChunkError
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return "unsupported"
	case errors.As(err, &failed):
		return "refused: " + failed.Fault.Kind.String()
	}
	return "refused: " + err.Error()
}

// storedHex are the stored values in hexadecimal digits, by their keys.
func storedHex(t *testing.T, on reach) map[int]string {
	t.Helper()
	var stored []struct {
		I int
		V string
	}
	if err := on.db.Select(&stored, "SELECT i, COALESCE(CONCAT('=', HEX(v), ' ', CHAR_LENGTH(v)), 'NULL') AS v FROM load_value"); err != nil {
		t.Fatal(err)
	}
	texts := make(map[int]string)
	for _, row := range stored {
		texts[row.I] = row.V
	}
	return texts
}
