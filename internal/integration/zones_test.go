package integration

import (
	"context"
	"fmt"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// zonedColumns are the types of columns that hold a time, and whether the database compares moments there whatever the zone is. Otherwise
// it compares what the driver makes of the clock's hands.
var zonedColumns = map[string][]struct {
	column  string
	moments bool
}{
	"sqlite":   {{"TIMESTAMP", false}, {"DATETIME", false}, {"TEXT", false}},
	"postgres": {{"timestamp", false}, {"timestamptz", true}},
	"mysql":    {{"DATETIME(6)", true}, {"TIMESTAMP(6)", true}}, // the driver converts to its parameter loc
	"mariadb":  {{"DATETIME(6)", true}, {"TIMESTAMP(6)", true}},
}

// TestNewestWins: of times with different zones, the newer one may lose, as docs/upsert.md says. In UTC, and as whole numbers, it wins.
func TestNewestWins(t *testing.T) {
	tokyo := time.FixedZone("", 9*60*60)
	stored := time.Date(2026, 3, 1, 12, 0, 0, 0, tokyo) // 03:00 in UTC
	incoming := time.Date(2026, 3, 1, 4, 0, 0, 0, time.UTC)
	onEach(t, func(t *testing.T, on reach) {
		for i, c := range zonedColumns[on.kind] {
			t.Run(c.column, func(t *testing.T) {
				table := fmt.Sprint("zoned_", i)
				on.create(t, table+" (id BIGINT NOT NULL PRIMARY KEY, seen "+c.column+", name VARCHAR(40))")
				if wins := newestWins(t, on, table, stored, incoming); wins != c.moments {
					t.Errorf("as they are: the newer one wins: %v, not %v", wins, c.moments)
				}
				if !newestWins(t, on, table, stored.UTC(), incoming.UTC()) {
					t.Error("in UTC, the newer one loses")
				}
				if newestWins(t, on, table, incoming.UTC(), stored.UTC()) {
					t.Error("in UTC, the older one wins")
				}
				if !newestWins(t, on, table, incoming.UTC(), incoming.UTC().Add(time.Millisecond)) {
					t.Error("in UTC, one that is newer by a fraction loses")
				}
			})
		}
		on.create(t, "zoned_number (id BIGINT NOT NULL PRIMARY KEY, seen BIGINT, name VARCHAR(40))")
		if !newestWins(t, on, "zoned_number", stored.UnixMicro(), incoming.UnixMicro()) {
			t.Error("as a number, the newer one loses")
		}
	})
}

// newestWins stores a row, and tells whether one with another time takes its place.
func newestWins(t *testing.T, on reach, table string, stored, incoming any) bool {
	t.Helper()
	on.must(t, "DELETE FROM "+table)
	newer := builder.Insert(table).Columns("id", "seen", "name").OnConflict("id").DoUpdate().
		DoUpdateWhere(sq.Expr("? < ?", builder.Stored("seen"), builder.Incoming("seen")))
	ex := exec.New(on.db, on.dialect)
	if _, err := ex.Run(context.Background(), newer.Values(1, stored, "stored")); err != nil {
		t.Fatal(err)
	}
	res, err := ex.Run(context.Background(), newer.Values(1, incoming, "incoming"))
	if err != nil || !res.Exact || res.Updated+res.Unchanged != 1 {
		t.Fatalf("%+v, %v", res, err)
	}
	var name string
	if err := on.db.Get(&name, "SELECT name FROM "+table); err != nil {
		t.Fatal(err)
	}
	if wins := name == "incoming"; wins != (res.Updated == 1) {
		t.Errorf("%s is stored, and %d rows are counted as updated", name, res.Updated)
	}
	return name == "incoming"
}

// TestMicroseconds: what is finer than the column is rounded by the driver or by the server, as docs/databases.md says.
func TestMicroseconds(t *testing.T) {
	shown := map[string]string{
		"postgres": "SELECT id, to_char(seen, 'SS.US') AS seen FROM %s ORDER BY id",
		"mysql":    "SELECT id, DATE_FORMAT(seen, '%%s.%%f') AS seen FROM %s ORDER BY id",
		"mariadb":  "SELECT id, DATE_FORMAT(seen, '%%s.%%f') AS seen FROM %s ORDER BY id",
	}
	even := map[int]string{499: "00.000000", 500: "00.000000", 501: "00.000001", 1500: "00.000002", 2500: "00.000002", 999_999_500: "01.000000"}
	up := map[int]string{499: "00.000000", 500: "00.000001", 501: "00.000001", 1500: "00.000002", 2500: "00.000003", 999_999_500: "01.000000"}
	cut := map[int]string{499: "00.000000", 500: "00.000000", 501: "00.000000", 1500: "00.000001", 2500: "00.000002", 999_999_500: "00.999999"}
	onServers(t, func(t *testing.T, on reach) {
		want := map[string]map[int]string{"postgres": even, "pgx": cut}[on.driver]
		switch on.kind {
		case "mysql":
			want = up
		case "mariadb":
			want = cut
		}
		for i, c := range zonedColumns[on.kind] {
			table := fmt.Sprint("fine_", i)
			on.create(t, table+" (id BIGINT NOT NULL PRIMARY KEY, seen "+c.column+")")
			insert := builder.Insert(table).Columns("id", "seen")
			for ns := range want {
				insert = insert.Values(ns, time.Date(2026, 3, 1, 4, 0, 0, ns, time.UTC))
			}
			if _, err := exec.New(on.db, on.dialect).Run(context.Background(), insert); err != nil {
				t.Fatal(err)
			}
			var rows []struct {
				ID   int
				Seen string
			}
			if err := on.db.Select(&rows, fmt.Sprintf(shown[on.kind], table)); err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if r.Seen != want[r.ID] {
					t.Errorf("%s: %d ns are stored as %s, not %s", c.column, r.ID, r.Seen, want[r.ID])
				}
			}
		}
	})
}
