package integration

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestIsolation: the transactions of a run have the level, by what the database says or does.
func TestIsolation(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		insert := builder.Insert("isolated").Columns("id", "level")
		if on.kind == "sqlite" {
			_, err := exec.New(on.db, on.dialect).Run(context.Background(), insert.Values(1, "a"), exec.Isolation(sql.LevelSerializable))
			if !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("got %v", err)
			}
			return
		}
		on.create(t, "isolated (id BIGINT NOT NULL PRIMARY KEY, level VARCHAR(40))")
		if on.kind == "postgres" {
			saysLevel(t, on, insert)
		} else {
			leavesGaps(t, on)
		}
		// A level that no driver has: nothing is sent.
		_, err := exec.New(on.db, on.dialect).Run(context.Background(), insert.Values(9, "a"), exec.Isolation(sql.LevelLinearizable))
		if err == nil || on.one(t, "SELECT COUNT(*) FROM isolated WHERE id = 9") != 0 {
			t.Errorf("got %v", err)
		}
	})
}

// saysLevel stores the level that the server shows: the executor's, and the run's that counts instead.
func saysLevel(t *testing.T, on reach, insert builder.InsertBuilder) {
	level := sq.Expr("current_setting('transaction_isolation')")
	ex := exec.New(on.db, on.dialect, exec.Isolation(sql.LevelSerializable))
	if _, err := ex.Run(context.Background(), insert.Values(1, level)); err != nil {
		t.Fatal(err)
	}
	for _, opts := range [][]exec.Option{{exec.Isolation(sql.LevelRepeatableRead)}, {exec.PerChunk(), exec.Isolation(sql.LevelDefault)}} {
		row := insert.Values(on.one(t, "SELECT COUNT(*) + 1 FROM isolated"), level)
		if _, err := ex.Run(context.Background(), row, opts...); err != nil {
			t.Fatal(err)
		}
	}
	on.holds(t, "serializable", "repeatable read", "read committed")
}

// leavesGaps deletes a key that is not there. Under the servers' usual level, REPEATABLE READ, that keeps others from inserting beside it until
// the transaction ends; under READ COMMITTED it does not. MySQL and MariaDB do not show the level of a transaction reliably.
func leavesGaps(t *testing.T, on reach) {
	on.must(t, "INSERT INTO isolated VALUES (1, 'a'), (100, 'z')")
	other := on.again()
	inserted := errors.New("not tried")
	beside := exec.ObserverFunc(func(ctx context.Context, e exec.Event) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		_, inserted = other.ExecContext(ctx, "INSERT INTO isolated VALUES (60, 'm')")
	})
	remove := builder.Delete("isolated").Key("id").Values(50)
	if _, err := exec.New(on.db, on.dialect).Run(context.Background(), remove, exec.Isolation(sql.LevelReadCommitted), exec.Observe(beside)); err != nil {
		t.Fatal(err)
	}
	if inserted != nil {
		t.Errorf("the transaction keeps others out: %v", inserted)
	}
	on.holds(t, "a", "m", "z")
}

// holds compares the levels that were stored.
func (on reach) holds(t *testing.T, want ...string) {
	t.Helper()
	var got []string
	if err := on.db.Select(&got, "SELECT level FROM isolated ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the levels were %q, not %q", got, want)
	}
}
