package integration

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// TestVersion updates rows under an optimistic lock, in both forms of the statement: stale and missing rows fail the run, or are set
// aside by name.
func TestVersion(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		for _, form := range []string{"join", "case"} {
			t.Run(form, func(t *testing.T) {
				up := builder.Update("docs").Key("id").Version("version").Set("body").BatchSize(10)
				if form == "case" {
					up = up.CaseForm()
				}
				lockedRows(t, on, up)
			})
		}
		t.Run("writers", func(t *testing.T) { lockedWriters(t, on) })
	})
}

type document struct {
	ID      int    `db:"id"`
	Version int64  `db:"version"`
	Body    string `db:"body"`
}

const documents = "docs (id BIGINT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, body VARCHAR(20) NOT NULL)"

// lockedRows updates 25 rows in chunks of ten, of which row 7 is stale, 13 is ahead, and 24 is missing.
func lockedRows(t *testing.T, on reach, up builder.UpdateBuilder) {
	on.create(t, documents)
	rows := make([]document, 25)
	for i := range rows {
		rows[i] = document{ID: i, Version: 3, Body: fmt.Sprint("new ", i)}
		if i != 24 {
			on.must(t, fmt.Sprintf("INSERT INTO docs (id, version, body) VALUES (%d, %d, 'old')", i, map[int]int{7: 4, 13: 2}[i]+3*boolInt(i != 7 && i != 13)))
		}
	}
	stored := func() (all []document) {
		t.Helper()
		if err := on.db.Select(&all, "SELECT id, version, body FROM docs ORDER BY id"); err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := stored()
	ex, up := exec.New(on.db, on.dialect), up.From(builder.Structs(rows))
	_, err := ex.Run(context.Background(), up)
	var failed *exec.ChunkError
	if !errors.Is(err, dialect.StaleRow) || !errors.As(err, &failed) || failed.Chunk != 1 || !strings.Contains(err.Error(), "1 of 10 rows") {
		t.Fatalf("got %v, want a stale row in the first chunk", err)
	}
	if got := stored(); !reflect.DeepEqual(got, before) {
		t.Errorf("the failed run changed rows: %v", got)
	}
	callersVersions(t, on, up, stored)

	want := slices.Clone(before)
	for i := range want {
		if i != 7 && i != 13 {
			want[i].Version, want[i].Body = 4, fmt.Sprint("new ", i)
		}
	}
	res, err := ex.Run(context.Background(), up, exec.SkipBadRows(3))
	var stale []int
	for _, r := range res.Rejected {
		if !errors.Is(r, dialect.StaleRow) {
			t.Errorf("row %d: %v", r.Row, r)
		}
		stale = append(stale, r.Row)
	}
	if err != nil || !slices.Equal(stale, []int{7, 13, 24}) || res.Updated != 22 || res.Unmatched != 0 {
		t.Errorf("stale %v, %+v, %v", stale, res, err)
	}
	if caseForm := strings.HasSuffix(t.Name(), "/case"); res.Exact != (on.kind != "postgres" || !caseForm) {
		t.Errorf("exact: %v", res.Exact)
	}
	if got := stored(); !reflect.DeepEqual(got, want) {
		t.Errorf("stored %v\nwant   %v", got, want)
	}
}

// callersVersions runs the update in a caller's transaction: the failed chunk is undone, and the caller decides about the others.
func callersVersions(t *testing.T, on reach, up builder.UpdateBuilder, stored func() []document) {
	t.Helper()
	before := stored()
	tx := on.db.MustBegin()
	defer tx.Rollback()
	good := up.From(builder.Structs([]document{{0, 3, "tx"}, {7, 3, "tx"}})).BatchSize(1)
	_, err := exec.New(tx, on.dialect).Run(context.Background(), good)
	var failed *exec.ChunkError
	if !errors.Is(err, dialect.StaleRow) || !errors.As(err, &failed) || failed.Applied != 1 || failed.Committed {
		t.Errorf("in a caller's transaction: %v", err)
	}
	_, err = exec.New(tx, on.dialect).Run(context.Background(), up.From(builder.Structs([]document{{1, 3, "tx"}, {13, 3, "tx"}})))
	if !errors.Is(err, dialect.StaleRow) {
		t.Errorf("in a caller's transaction: %v", err)
	}
	var bodies []string
	if err := tx.Select(&bodies, "SELECT body FROM docs WHERE id IN (0, 1) ORDER BY id"); err != nil || !slices.Equal(bodies, []string{"tx", "old"}) {
		t.Errorf("in a caller's transaction: %v, %v", bodies, err)
	}
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	if got := stored(); !reflect.DeepEqual(got, before) {
		t.Errorf("after the caller's rollback: %v", got)
	}
}

// lockedWriters lets four writers read, change and write the same rows: every version is written by one of them, and no write is lost.
func lockedWriters(t *testing.T, on reach) {
	const writers, rounds, keys = 4, 15, 8
	on.create(t, documents)
	for id := range keys {
		on.must(t, fmt.Sprintf("INSERT INTO docs (id, version, body) VALUES (%d, 0, '')", id))
	}
	won := make([]int64, writers)
	errs := make([]error, writers)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			ex := exec.New(on.db, on.dialect, exec.SkipBadRows(-1))
			for range rounds {
				var rows []document
				if errs[w] = on.db.Select(&rows, "SELECT id, version, body FROM docs"); errs[w] != nil {
					return
				}
				up := builder.Update("docs").Key("id").Version("version").SetExpr("body", sq.Expr("?", fmt.Sprint(w))).From(builder.Structs(rows))
				res, err := ex.WriteBack(context.Background(), up.Returning("version"), rows)
				if errs[w] = err; err != nil {
					return
				}
				won[w] += res.Updated
			}
		})
	}
	all.Wait()
	var sum int64
	for w := range writers {
		if errs[w] != nil {
			t.Fatalf("writer %d: %v", w, errs[w])
		}
		sum += won[w]
	}
	if got := on.one(t, "SELECT CAST(SUM(version) AS "+pick(on, map[string]string{"mysql": "SIGNED", "": "INTEGER"})+") FROM docs"); got != sum || sum < rounds*keys {
		t.Errorf("the versions add up to %d, and the writers won %d times", got, sum)
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
