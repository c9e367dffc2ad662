package integration

import (
	"context"
	"fmt"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestAlone: which drivers send a statement so that it needs no transaction around it.
func TestAlone(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		want := on.driver == "pgx" || on.kind == "mysql" || on.kind == "mariadb"
		if got := isAlone(t, on); got != want {
			t.Errorf("through %s: %v", on.driver, got)
		}
		if on.driver != "postgres" {
			return
		}
		if on.db = openPostgres(t, "postgres", on.address+"&binary_parameters=yes"); !isAlone(t, on) {
			t.Error("with binary_parameters=yes it sends text and arguments at once")
		}
	})
}

func isAlone(t *testing.T, on reach) (alone bool) {
	t.Helper()
	conn, err := on.db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Raw(func(driverConn any) error {
		alone = on.dialect.Alone(driverConn)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return alone
}

// TestAloneIsWhole: a run that is one statement stores all rows or none, also where a trigger ends it in its middle.
func TestAloneIsWhole(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, "whole (id BIGINT NOT NULL PRIMARY KEY)")
		on.must(t, "INSERT INTO whole VALUES (3)")
		ex := exec.New(on.db, on.dialect)
		ids := builder.Column("id", []int{1, 2, 3, 4})
		res, err := ex.Run(context.Background(), builder.Insert("whole").From(ids))
		if n := on.one(t, "SELECT COUNT(*) FROM whole"); err == nil || res.Rows != 0 || n != 1 {
			t.Errorf("%d rows are stored: %+v, %v", n, res, err)
		}
		if on.kind != "sqlite" {
			return
		}
		on.must(t, "CREATE TRIGGER fails BEFORE INSERT ON whole WHEN NEW.id = 7 BEGIN SELECT RAISE(FAIL, 'no'); END")
		_, err = ex.Run(context.Background(), builder.Insert("whole").From(builder.Column("id", []int{5, 6, 7, 8})))
		if n := on.one(t, "SELECT COUNT(*) FROM whole"); err == nil || n != 1 {
			t.Errorf("%d rows are stored: %v", n, err)
		}
	})
}

// TestKeepStatements: statements that outlive a run write the same as others: with one connection, with rows of many sizes, after the table
// has changed, and after the session was killed.
func TestKeepStatements(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, "kept (id BIGINT NOT NULL PRIMARY KEY, v VARCHAR(20))")
		db := on.again()
		t.Cleanup(func() { db.Close() })
		db.SetMaxOpenConns(1)
		ex := exec.New(db, on.dialect, exec.KeepStatements(3))
		rows := func(first, n int, v string) builder.Source {
			all := make([][]any, n)
			for i := range all {
				all[i] = []any{first + i, v}
			}
			return builder.Tuples([]string{"id", "v"}, all)
		}
		run := func(b builder.Bulk, want dialect.Counts) {
			t.Helper()
			res, err := ex.Run(context.Background(), b)
			if err != nil || res.Created != want.Created || res.Updated != want.Updated || res.Deleted != want.Deleted || !res.Exact {
				t.Fatalf("%+v, %v, want %+v", res, err, want)
			}
		}
		for i := range 4 {
			for n := 1; n <= 3; n++ {
				id := int64(100*i + 10*n)
				run(builder.Insert("kept").From(rows(int(id), n, "a")), dialect.Counts{Created: int64(n)})
				run(builder.Insert("kept").From(rows(int(id)-1, n+1, "b")).OnConflict("id").DoUpdate(), dialect.Counts{Created: 1, Updated: int64(n)})
				run(builder.Update("kept").Key("id").Set("v").From(rows(int(id), n, fmt.Sprint("c", n))), dialect.Counts{Updated: int64(n)})
			}
			if i == 1 {
				on.must(t, "ALTER TABLE kept ADD COLUMN more INTEGER")
			}
		}
		run(builder.Delete("kept").Key("id").From(builder.Column("id", []int{9, 10, 11})), dialect.Counts{Deleted: 2})
		if n := on.one(t, "SELECT COUNT(*) FROM kept WHERE v LIKE 'c%'"); n != 4*(1+2+3)-1 {
			t.Errorf("%d rows have the last value", n)
		}
	})
}
