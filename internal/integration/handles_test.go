package integration

import (
	"context"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// traced is a wrapper with the methods for statements only.
type traced struct{ exec.DB }

// TestHandles: a wrapper around a pool is refused, for what fails would not undo what went before; one around a transaction is as good as
// the transaction, once it is declared.
func TestHandles(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, "handles (id BIGINT NOT NULL PRIMARY KEY)")
		on.must(t, "INSERT INTO handles VALUES (2)")
		twoChunks := builder.Insert("handles").BatchSize(1).From(builder.Column("id", []int{1, 2}))
		_, err := exec.New(traced{on.db}, on.dialect).Run(context.Background(), twoChunks)
		if n := on.one(t, "SELECT COUNT(*) FROM handles"); n != 1 || err == nil || !strings.Contains(err.Error(), "exec.InTx(handle)") {
			t.Errorf("%d rows are stored: %v", n, err)
		}
		tx, err := on.db.Beginx()
		if err != nil {
			t.Fatal(err)
		}
		ids := builder.Insert("handles").BatchSize(1).From(builder.Column("id", []int{3, 2, 4}))
		res, err := exec.New(exec.InTx(traced{tx}), on.dialect).Run(context.Background(), ids, exec.SkipBadRows(-1))
		if err != nil || res.Created != 2 || len(res.Rejected) != 1 || res.Rejected[0].Row != 1 {
			t.Errorf("%+v, %v", res, err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		if n := on.one(t, "SELECT COUNT(*) FROM handles"); n != 3 {
			t.Errorf("%d rows are stored", n)
		}
	})
}
