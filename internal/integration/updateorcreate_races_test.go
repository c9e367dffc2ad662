package integration

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// racing is a caller's transaction in which others come first: before the first INSERT, meanwhile runs.
type racing struct {
	*sqlx.Tx
	meanwhile func()
}

// ExecContext implements exec.DB.
func (r *racing) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if strings.HasPrefix(query, "INSERT") && r.meanwhile != nil {
		r.meanwhile()
		r.meanwhile = nil
	}
	return r.Tx.ExecContext(ctx, query, args...)
}

// TestUpdateOrCreateLosesRace: rows that others create between the look-up and the insert. With a unique constraint the lost race ends
// as an update; without one there are two rows.
func TestUpdateOrCreateLosesRace(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		t.Run("unique", func(t *testing.T) {
			loseRace(t, on, "CREATE UNIQUE INDEX prices_unique ON prices (shop_id, sku)", "[0] [1 2]",
				[]string{"7 a 10 old 0", "7 b 20 theirs 0", "7 c 30 none 0"})
		})
		t.Run("not unique", func(t *testing.T) {
			loseRace(t, on, "", "[0 1] [2]", []string{"7 a 10 old 0", "7 b 5 theirs 0", "7 b 20 none 0", "7 c 30 none 0"})
		})
	})
}

// loseRace runs three rows, the second of which others create meanwhile.
func loseRace(t *testing.T, on reach, index, lists string, want []string) {
	createPrices(t, on, "7, 'a', 1, 'old', 0")
	if index != "" {
		on.must(t, index)
	}
	// Under REPEATABLE READ, MySQL and MariaDB would not let the others in.
	tx, err := on.db.BeginTxx(context.Background(), &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	handle := &racing{tx, func() { on.must(t, "INSERT INTO prices VALUES (7, 'b', 5, 'theirs', 0)") }}
	rows := builder.Structs([]price{{"c", 30, ""}, {"b", 20, ""}, {"a", 10, ""}})
	uc := builder.UpdateOrCreate("prices").Shared(sq.Eq{"shop_id": 7}).Key("sku").Set("price").From(rows)
	res, err := exec.New(handle, on.dialect).UpdateOrCreate(context.Background(), uc)
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := on.stored(t); !sameRows(got, want) {
		t.Errorf("the table has %q, want %q", got, want)
	}
	if got := fmt.Sprint(res.CreatedRows, res.FoundRows); got != lists || res.Created != int64(len(res.CreatedRows)) || res.Created+res.Updated != 3 {
		t.Errorf("lists %s, want %s; %+v", got, lists, res.Result)
	}
}

// TestUpdateOrCreateSnapshot: under REPEATABLE READ, MySQL and MariaDB find rows that are newer than the transaction's snapshot.
// PostgreSQL cannot and says that the key is there; MariaDB with innodb_snapshot_isolation, its default from 11.6 on, says that
// the transaction is to be run again.
func TestUpdateOrCreateSnapshot(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		createPrices(t, on)
		on.must(t, "CREATE UNIQUE INDEX prices_unique ON prices (shop_id, sku)")
		tx, err := on.db.BeginTxx(context.Background(), &sql.TxOptions{Isolation: sql.LevelRepeatableRead})
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		var n int
		if err := tx.Get(&n, "SELECT COUNT(*) FROM prices"); err != nil || n != 0 {
			t.Fatal(n, err)
		}
		on.must(t, "INSERT INTO prices VALUES (7, 'a', 5, 'theirs', 0)")
		uc := builder.UpdateOrCreate("prices").Key("shop_id", "sku").Set("price").
			From(builder.Tuples([]string{"shop_id", "sku", "price"}, [][]any{{7, "a", 10}, {7, "b", 20}}))
		res, err := exec.New(tx, on.dialect).Run(context.Background(), uc)
		var refused error
		switch {
		case on.kind == "postgres":
			refused = dialect.UniqueViolation
		case on.kind == "mariadb" && on.one(t, "SELECT @@innodb_snapshot_isolation") == 1:
			refused = dialect.SerializationFailure
		}
		if refused != nil {
			if !errors.Is(err, refused) {
				t.Errorf("got %+v, %v, want %v", res, err, refused)
			}
			return
		}
		if err != nil || res.Created != 1 || res.Updated != 1 {
			t.Errorf("got %+v, %v", res, err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		if got := on.stored(t); !sameRows(got, []string{"7 a 10 theirs 0", "7 b 20 none 0"}) {
			t.Errorf("the table has %q", got)
		}
	})
}

// TestUpdateOrCreateLockInTx: the lock lasts as long as the caller's transaction where it can, and is refused where it cannot.
func TestUpdateOrCreateLockInTx(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		createPrices(t, on)
		tx, err := on.db.Beginx()
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		uc := builder.UpdateOrCreate("prices").Key("sku").Set("price").From(builder.Structs([]price{{"a", 1, ""}}))
		_, err = exec.New(tx, on.dialect).Run(context.Background(), uc, exec.LockTable(true), exec.PerChunk())
		switch on.kind {
		case "mysql", "mariadb":
			if !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("got %v", err)
			}
		case "postgres":
			locks := on.one(t, "SELECT COUNT(*) FROM pg_locks WHERE relation = 'prices'::regclass AND mode = 'ShareRowExclusiveLock'")
			if err != nil || locks != 1 {
				t.Errorf("%d locks, %v", locks, err)
			}
		default:
			if err != nil {
				t.Error(err)
			}
		}
	})
}

// TestLockTableWaits: a run that does not get the lock in its time is an error, leaves nothing behind, and succeeds when the lock is
// free.
func TestLockTableWaits(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		createPrices(t, on)
		holder, err := on.db.Conn(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		defer holder.Close()
		lock, err := on.dialect.LockTable("prices")
		if err != nil {
			t.Fatal(err)
		}
		take := lock.Take.AppendArgs(nil, dialect.Rows{}, nil, 0)
		hold, release := []string{"BEGIN", lock.Take.SQL}, []string{"COMMIT"}
		if lock.Release.SQL != "" {
			hold, release = []string{lock.Take.SQL}, []string{lock.Release.SQL}
		}
		run := func(statements []string) {
			for _, text := range statements {
				args := take
				if !strings.ContainsAny(text, "?$") {
					args = nil
				}
				if _, err := holder.ExecContext(context.Background(), text, args...); err != nil {
					t.Fatal(err)
				}
			}
		}
		run(hold)
		uc := builder.UpdateOrCreate("prices").Key("sku").Set("price").From(builder.Structs([]price{{"a", 1, ""}}))
		ex := exec.New(on.db, on.dialect, exec.LockTable(true))
		if res, err := ex.Run(context.Background(), uc, exec.Timeout(100*time.Millisecond)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %+v, %v", res, err)
		}
		run(release)
		if res, err := ex.Run(context.Background(), uc); err != nil || res.Created != 1 {
			t.Errorf("got %+v, %v", res, err)
		}
		if res, err := ex.Run(context.Background(), uc, exec.PerChunk()); err != nil || res.Rows != 1 {
			t.Errorf("got %+v, %v", res, err)
		}
	})
}

// TestUpdateOrCreateIsolation: two transactions of PostgreSQL that create the same row, at the levels above its default.
func TestUpdateOrCreateIsolation(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		if on.kind != "postgres" {
			return // see TestUpdateOrCreateSnapshot
		}
		for _, c := range []struct {
			level  sql.IsolationLevel
			unique bool
			refuse []error // one of them; none: both create the row
		}{
			{sql.LevelRepeatableRead, false, nil},
			{sql.LevelRepeatableRead, true, []error{dialect.UniqueViolation}},
			{sql.LevelSerializable, false, []error{dialect.SerializationFailure}},
			{sql.LevelSerializable, true, []error{dialect.UniqueViolation, dialect.SerializationFailure}},
		} {
			t.Run(fmt.Sprintf("%v, unique %v", c.level, c.unique), func(t *testing.T) {
				createPrices(t, on)
				if c.unique {
					on.must(t, "CREATE UNIQUE INDEX prices_unique ON prices (sku)")
				}
				err := twoCreate(t, on, c.level)
				if c.refuse == nil {
					if n := on.one(t, "SELECT COUNT(*) FROM prices WHERE sku = 'a'"); err != nil || n != 2 {
						t.Errorf("%d rows, %v", n, err)
					}
					return
				}
				kind := on.dialect.Classify(err).Kind
				if !slices.ContainsFunc(c.refuse, func(k error) bool { return k == kind }) {
					t.Errorf("got %v (%v), want one of %v", err, kind, c.refuse)
				}
				if n := on.one(t, "SELECT COUNT(*) FROM prices WHERE sku = 'a'"); n != 1 {
					t.Errorf("%d rows", n)
				}
			})
		}
	})
}

// twoCreate lets a transaction update or create a row that another one creates, and commits, between its look-up and its insert. It
// returns the error of the first, at its end at the latest.
func twoCreate(t *testing.T, on reach, level sql.IsolationLevel) error {
	uc := builder.UpdateOrCreate("prices").Key("sku").Set("price").From(builder.Structs([]price{{"a", 1, ""}}))
	within := func(handle func(tx *sqlx.Tx) exec.DB) error {
		tx, err := on.db.BeginTxx(context.Background(), &sql.TxOptions{Isolation: level})
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := exec.New(handle(tx), on.dialect).Run(context.Background(), uc); err != nil {
			return err
		}
		return tx.Commit()
	}
	return within(func(tx *sqlx.Tx) exec.DB {
		return &racing{tx, func() {
			if err := within(func(other *sqlx.Tx) exec.DB { return other }); err != nil {
				t.Error(err)
			}
		}}
	})
}

// TestUpdateOrCreateLocks: a stored row that was found stays locked until the end of the transaction, also when nothing is written.
func TestUpdateOrCreateLocks(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		createPrices(t, on, "7, 'a', 1, 'old', 0", "7, 'b', 1, 'old', 0")
		tx, err := on.db.Beginx()
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		uc := builder.UpdateOrCreate("prices").Shared(sq.Eq{"shop_id": 7}).Key("sku").OnCreate("price").From(builder.Structs([]price{{"a", 2, ""}}))
		if res, err := exec.New(tx, on.dialect).Run(context.Background(), uc); err != nil || res.Unchanged != 1 {
			t.Fatalf("got %+v, %v", res, err)
		}
		take := func(sku string) error {
			var hits int
			return on.db.Get(&hits, on.db.Rebind("SELECT hits FROM prices WHERE shop_id = 7 AND sku = ? FOR UPDATE NOWAIT"), sku)
		}
		if err := take("a"); on.dialect.Classify(err).Kind != dialect.Busy {
			t.Errorf("the row can be taken: %v", err)
		}
		if err := take("b"); err != nil {
			t.Errorf("another row cannot: %v", err)
		}
	})
}
