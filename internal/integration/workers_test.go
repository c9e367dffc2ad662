package integration

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// crewRow is a row of the table that several workers write.
type crewRow struct {
	ID   int64  `db:"id"`
	N    int64  `db:"n"`
	Name string `db:"name"`
}

const (
	crewTable = "crew (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL, name VARCHAR(20) NOT NULL DEFAULT 'nobody', CHECK (n >= 0))"
	crewRows  = 800
	crewBatch = 30
)

// crewCase is a statement over rows of which, for all but the insert, every second one is stored.
type crewCase struct {
	name string
	stmt builder.Bulk
	opts []exec.Option
}

// crewCases are those of a database; rows are sent from the last to the first.
func crewCases(on reach) []crewCase {
	rows := make([][]any, crewRows)
	ragged, keys := make([][]any, crewRows), make([]int, crewRows)
	fresh := make([][]any, crewRows)
	for i := range rows {
		id := crewRows - 1 - i
		rows[i] = []any{id, 10 * id, fmt.Sprint("name ", id)}
		if ragged[i] = slices.Clone(rows[i]); id%3 == 0 {
			ragged[i][2] = builder.Unset
		}
		fresh[i], keys[i] = []any{crewRows + id, id, "new"}, id
	}
	columns := []string{"id", "n", "name"}
	insert := func(rows [][]any) builder.InsertBuilder {
		return builder.Insert("crew").From(builder.Tuples(columns, rows))
	}
	cases := []crewCase{
		{"insert", insert(fresh), nil},
		{"upsert", insert(rows).OnConflict("id").DoUpdate(), nil},
		{"upsert of ragged rows", insert(ragged).OnConflict("id").DoUpdate(), nil},
		{"upsert with outcomes", insert(rows[:100]).OnConflict("id").DoUpdate(), []exec.Option{exec.Outcomes(true)}},
		{"do nothing", insert(rows).OnConflict("id").DoNothing(), nil},
		{"update", builder.Update("crew").Key("id").Set("n").From(builder.Tuples(columns, rows)), nil},
		{"delete", builder.Delete("crew").Key("id").From(builder.Column("id", keys)), nil},
	}
	if on.driver == "postgres" {
		cases = append(cases, crewCase{"COPY", insert(fresh), []exec.Option{exec.Strategy(exec.Copy)}},
			crewCase{"staging", insert(ragged).OnConflict("id").DoUpdate(), []exec.Option{exec.Strategy(exec.Staging)}})
	}
	return cases
}

// fillCrew stores the rows with an even id.
func fillCrew(t *testing.T, on reach) {
	t.Helper()
	on.must(t, "DELETE FROM crew")
	var stored [][]any
	for id := 0; id < crewRows; id += 2 {
		stored = append(stored, []any{id, 1, "stored"})
	}
	insert := builder.Insert("crew").From(builder.Tuples([]string{"id", "n", "name"}, stored))
	if _, err := exec.New(on.db, on.dialect).Run(context.Background(), insert); err != nil {
		t.Fatal(err)
	}
}

// crewContents are the rows of the table.
func crewContents(t *testing.T, on reach) (all []crewRow) {
	t.Helper()
	if err := on.db.Select(&all, "SELECT id, n, name FROM crew ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestWorkers: four workers leave the same rows and the same counts as one, also when the pool has fewer connections.
func TestWorkers(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, crewTable)
		small, single := on.again(), on.again()
		small.SetMaxOpenConns(2)
		single.SetMaxOpenConns(1)
		for _, c := range crewCases(on) {
			t.Run(c.name, func(t *testing.T) {
				run := func(db exec.DB, workers int) (exec.Result, []crewRow) {
					fillCrew(t, on)
					opts := append([]exec.Option{exec.PerChunk(), exec.BatchSize(crewBatch), exec.Workers(workers)}, c.opts...)
					res, err := exec.New(db, on.dialect).Run(context.Background(), c.stmt, opts...)
					if err != nil {
						t.Fatalf("%d workers: %v", workers, err)
					}
					res.Statements = 0 // two workers may both ask about the table
					return res, crewContents(t, on)
				}
				want, rows := run(on.db, 1)
				for _, db := range []exec.DB{on.db, small, single} {
					if got, stored := run(db, 4); !reflect.DeepEqual(got, want) || !slices.Equal(stored, rows) {
						t.Errorf("got %+v and %d rows, want %+v and %d", got, len(stored), want, len(rows))
					}
				}
				on.idle(t)
			})
		}
	})
}

// TestWorkersRefusedBySQLite: nothing is written.
func TestWorkersRefusedBySQLite(t *testing.T) {
	for _, d := range sqliteDrivers {
		on := reachSQLite(t, d.driver, d.parameters)
		on.create(t, crewTable)
		for _, c := range crewCases(on) {
			_, err := exec.New(on.db, on.dialect).Run(context.Background(), c.stmt, append(c.opts, exec.PerChunk(), exec.Workers(2))...)
			if !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("%s, %s: got %v", d.label, c.name, err)
			}
		}
		if rows := crewContents(t, on); len(rows) > 0 {
			t.Errorf("%s: stored %v", d.label, rows)
		}
	}
}

// crewInput is n new rows; those with the given ids violate the check.
func crewInput(n int, bad ...int64) []crewRow {
	rows := make([]crewRow, n)
	for i := range rows {
		rows[i] = crewRow{int64(i), int64(i), "new"}
		if slices.Contains(bad, rows[i].ID) {
			rows[i].N = -1
		}
	}
	return rows
}

// TestWorkersBadRow: every chunk before the bad row is stored, of the others what the error says, and nothing of its own.
func TestWorkersBadRow(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, crewTable)
		rows := crewInput(crewRows, 412)
		res, err := exec.New(on.db, on.dialect, exec.PerChunk(), exec.BatchSize(crewBatch), exec.Workers(4)).
			Run(context.Background(), builder.Insert("crew").From(builder.Structs(rows)))
		var failed *exec.ChunkError
		if !errors.Is(err, dialect.CheckViolation) || !errors.As(err, &failed) || failed.Chunk != 14 || failed.First != 390 || failed.Last != 419 {
			t.Fatalf("got %v", err)
		}
		stored := crewContents(t, on)
		if n := int64(len(stored)); n != failed.Applied || n != res.Created || n != res.Rows || !failed.Committed {
			t.Errorf("%d rows are stored; %+v, %+v", n, failed, res)
		}
		if len(stored) < 390 || !slices.Equal(stored[:390], rows[:390]) {
			t.Error("the chunks before are not all stored")
		}
		for _, row := range stored[390:] {
			if row != rows[row.ID] || row.ID <= 419 {
				t.Errorf("stored %+v", row)
			}
		}
		on.idle(t)
	})
}

// TestWorkersSkipBadRows: the bad rows are set aside in the order of the input, and the others are stored.
func TestWorkersSkipBadRows(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, crewTable)
		bad := []int64{3, 100, 101, 412, 413, 799}
		rows := crewInput(crewRows, bad...)
		res, err := exec.New(on.db, on.dialect, exec.PerChunk(), exec.BatchSize(crewBatch), exec.Workers(4)).
			Run(context.Background(), builder.Insert("crew").From(builder.Structs(rows)), exec.SkipBadRows(len(bad)))
		if err != nil || !res.Exact || res.Created != int64(crewRows-len(bad)) {
			t.Fatalf("got %+v, %v", res, err)
		}
		var rejected []int64
		for _, r := range res.Rejected {
			rejected = append(rejected, int64(r.Row))
		}
		good := slices.DeleteFunc(rows, func(r crewRow) bool { return r.N < 0 })
		if stored := crewContents(t, on); !slices.Equal(rejected, bad) || !slices.Equal(stored, good) {
			t.Errorf("rejected %v, stored %d rows, want %d", rejected, len(stored), len(good))
		}
	})
}

// TestWorkersCancelled: what is counted is stored, nothing else is, and the connections are given back.
func TestWorkersCancelled(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, crewTable)
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		stop := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
			if e.Result.Chunks == 5 {
				cancel()
			}
		})
		rows := crewInput(crewRows)
		res, err := exec.New(on.db, on.dialect, exec.PerChunk(), exec.BatchSize(crewBatch), exec.Workers(4), exec.Observe(stop)).
			Run(ctx, builder.Insert("crew").From(builder.Structs(rows)))
		if !errors.Is(err, context.Canceled) || res.Chunks < 5 {
			t.Fatalf("got %+v, %v", res, err)
		}
		stored := crewContents(t, on)
		if int64(len(stored)) != res.Created || res.Created == crewRows {
			t.Errorf("%d rows are stored, %d counted", len(stored), res.Created)
		}
		for _, row := range stored {
			if row != rows[row.ID] {
				t.Errorf("stored %+v", row)
			}
		}
		on.idle(t)
	})
}

// TestWorkersRowsBack: the structs get the stored values, and Query all rows, whatever the order.
func TestWorkersRowsBack(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, crewTable)
		fillCrew(t, on)
		ex := exec.New(on.db, on.dialect, exec.PerChunk(), exec.BatchSize(crewBatch), exec.Workers(4))
		rows := crewInput(crewRows)
		up := builder.Insert("crew").Columns("id", "n").From(builder.Structs(rows)).OnConflict("id").DoUpdate("n")
		if _, err := ex.WriteBack(context.Background(), up.Returning("name"), rows); err != nil {
			t.Fatal(err)
		}
		if stored := crewContents(t, on); !slices.Equal(stored, rows) || rows[0].Name != "stored" || rows[1].Name != "nobody" {
			t.Errorf("the structs are not the stored rows; they begin with %v", rows[:2])
		}
		if on.kind == "mysql" {
			return // it returns no rows
		}
		var got []crewRow
		if _, err := ex.Query(context.Background(), up.Returning("id", "n", "name"), &got); err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(got, func(a, b crewRow) int { return int(a.ID - b.ID) })
		if !slices.Equal(got, rows) {
			t.Errorf("%d rows came back, not those of the table", len(got))
		}
	})
}
