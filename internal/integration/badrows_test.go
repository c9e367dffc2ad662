package integration

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// badCount is how many of the rows are bad.
const badCount = 37

// faultCase is a way in which a row is bad: what it does to a good row, and what the database then calls it.
type faultCase struct {
	name  string
	spoil func(row []any)
	kinds map[string]dialect.Kind // by kind of database; "": all others
}

var everywhere = func(k dialect.Kind) map[string]dialect.Kind { return map[string]dialect.Kind{"": k} }

// The columns of the rows: id, email, name, amount, parent, n, small.
var badColumns = []string{"id", "email", "name", "amount", "parent", "n", "small"}

// faultCases are the bad rows. SQLite knows no lengths and ranges; there CHECK constraints see to them.
var faultCases = []faultCase{
	{"duplicate of a stored row", func(row []any) { row[1] = "stored@x.io" }, everywhere(dialect.UniqueViolation)},
	{"NULL", func(row []any) { row[2] = nil }, everywhere(dialect.NotNullViolation)},
	{"too long", func(row []any) { row[2] = "longer than ten" }, map[string]dialect.Kind{"": dialect.InvalidValue, "sqlite": dialect.CheckViolation}},
	{"out of range", func(row []any) { row[6] = 99999 }, map[string]dialect.Kind{"": dialect.InvalidValue, "sqlite": dialect.CheckViolation}},
	{"check", func(row []any) { row[3] = -1 }, everywhere(dialect.CheckViolation)},
	{"foreign key", func(row []any) { row[4] = 4711 }, everywhere(dialect.ForeignKeyViolation)},
	{"type", func(row []any) { row[5] = "abc" }, everywhere(dialect.InvalidValue)},
	{"duplicate of an input row", func(row []any) { row[1] = email(row[0].(int) - 1) }, everywhere(dialect.UniqueViolation)},
}

func email(i int) string { return fmt.Sprintf("user%d@x.io", i) }

// badTables creates the tables: parents, and the one with every kind of constraint.
func badTables(t *testing.T, on reach) {
	on.create(t, "bad_parents (id BIGINT NOT NULL PRIMARY KEY)", "bad_rows "+pick(on, map[string]string{
		"": `(id BIGINT NOT NULL PRIMARY KEY, email VARCHAR(40) NOT NULL, name VARCHAR(10) NOT NULL, amount BIGINT, parent BIGINT,
			n INTEGER, small SMALLINT, CONSTRAINT bad_email UNIQUE (email), CONSTRAINT bad_amount CHECK (amount >= 0),
			CONSTRAINT bad_parent FOREIGN KEY (parent) REFERENCES bad_parents (id))`,
		"sqlite": `(id INTEGER NOT NULL PRIMARY KEY, email TEXT NOT NULL, name TEXT NOT NULL CHECK (length(name) <= 10), amount INTEGER, parent INTEGER,
			n INTEGER, small INTEGER CHECK (small BETWEEN -32768 AND 32767), CONSTRAINT bad_email UNIQUE (email), CONSTRAINT bad_amount CHECK (amount >= 0),
			CONSTRAINT bad_parent FOREIGN KEY (parent) REFERENCES bad_parents (id)) STRICT`,
	}))
	on.must(t, "INSERT INTO bad_parents VALUES (0), (1), (2)", "INSERT INTO bad_rows VALUES (-1, 'stored@x.io', 'stored', 0, 0, 0, 0)")
}

// badRows makes rows up, of which 37 at random places are bad in turn in each way.
func badRows(n int, random *rand.Rand, ways []faultCase) (rows [][]any, bad map[int]faultCase) {
	rows = make([][]any, n)
	for i := range rows {
		rows[i] = []any{i, email(i), "name", i % 7, i % 3, i, i % 100}
	}
	bad = make(map[int]faultCase)
	for k := 0; len(bad) < badCount; {
		i := 1 + random.IntN(n-1)
		if _, taken := bad[i]; taken {
			continue
		}
		if _, taken := bad[i-1]; taken {
			continue // a duplicate of its predecessor needs a good one
		}
		if _, taken := bad[i+1]; taken {
			continue
		}
		bad[i] = ways[k%len(ways)]
		bad[i].spoil(rows[i])
		k++
	}
	return rows, bad
}

// TestBadRows has 100,000 rows of which 37 at random places are bad: all others are stored, and exactly those 37 are reported, with
// the right cause, at the price that the documentation names. SQBULK_BAD_ROWS is another number of rows.
func TestBadRows(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		many := 100_000
		if testing.Short() {
			many = 10_000
		}
		many = number("SQBULK_BAD_ROWS", many)
		less := min(many, 5_000)
		insert := builder.Insert("bad_rows")
		t.Run("atomic", func(t *testing.T) { runBadRows(t, on, insert, many, faultCases, onPool(on, exec.Atomic())) })
		t.Run("per chunk", func(t *testing.T) { runBadRows(t, on, insert, less, faultCases, onPool(on, exec.PerChunk())) })
		t.Run("no transaction", func(t *testing.T) { runBadRows(t, on, insert, less, faultCases, onPool(on, exec.NoTx())) })
		t.Run("caller's transaction", func(t *testing.T) { runBadRows(t, on, insert, less, faultCases, inTx(on)) })
		ways := faultCases
		if on.kind == "mysql" || on.kind == "mariadb" {
			ways = ways[1 : len(ways)-1] // there an upsert updates what has the same address
		}
		up := insert.OnConflict("id").DoUpdate()
		t.Run("upsert", func(t *testing.T) { runBadRows(t, on, up, less, ways, onPool(on)) })
		t.Run("update", func(t *testing.T) { updateBadRows(t, on, less, false) })
		t.Run("update, case", func(t *testing.T) { updateBadRows(t, on, less, true) })
	})
}

// runner runs a statement in some kind of transaction.
type runner func(t *testing.T, b builder.Bulk, opts ...exec.Option) (exec.Result, error)

func onPool(on reach, more ...exec.Option) runner {
	return func(t *testing.T, b builder.Bulk, opts ...exec.Option) (exec.Result, error) {
		return exec.New(on.db, on.dialect, more...).Run(context.Background(), b, opts...)
	}
}

// inTx runs in a transaction of the test's, which holds before and commits after.
func inTx(on reach) runner {
	return func(t *testing.T, b builder.Bulk, opts ...exec.Option) (exec.Result, error) {
		tx, err := on.db.Beginx()
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		if _, err := tx.Exec("INSERT INTO bad_parents VALUES (99)"); err != nil {
			t.Fatal(err)
		}
		res, err := exec.New(tx, on.dialect).Run(context.Background(), b, opts...)
		if err != nil {
			return res, err
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		if n := on.one(t, "SELECT COUNT(*) FROM bad_parents WHERE id = 99"); n != 1 {
			t.Error("what the caller's transaction did before the run is gone")
		}
		return res, err
	}
}

func runBadRows(t *testing.T, on reach, b builder.InsertBuilder, n int, ways []faultCase, run runner) {
	badTables(t, on)
	rows, bad := badRows(n, rand.New(rand.NewPCG(37, uint64(n))), ways)
	var rejects bytes.Buffer
	res, err := run(t, b.From(builder.Tuples(badColumns, rows)), exec.SkipBadRows(-1), exec.RejectTo(&rejects))
	if err != nil {
		t.Fatal(err)
	}
	good := int64(n - badCount)
	if res.Rows != good || res.Created != good || !res.Exact {
		t.Errorf("%d rows, %d created, exact: %v; not %d", res.Rows, res.Created, res.Exact, good)
	}
	if stored := on.one(t, "SELECT COUNT(*) FROM bad_rows WHERE id >= 0"); stored != good {
		t.Errorf("%d rows are stored, not %d", stored, good)
	}
	for i := range bad {
		if on.one(t, "SELECT COUNT(*) FROM bad_rows WHERE id = ?", i) != 0 {
			t.Errorf("the bad row %d is stored", i)
		}
	}
	checkRejected(t, on, res, bad, &rejects)
	checkPrice(t, on, b, res, n)
	on.idle(t)
}

// checkRejected compares the rejected rows with the bad ones.
func checkRejected(t *testing.T, on reach, res exec.Result, bad map[int]faultCase, rejects *bytes.Buffer) {
	t.Helper()
	found := make(map[int]bool)
	for _, r := range res.Rejected {
		way, isBad := bad[r.Row]
		if !isBad || found[r.Row] {
			t.Errorf("row %d is rejected, which is good or was rejected before: %v", r.Row, r)
		} else if want := pick(on, way.kinds); r.Fault.Kind != want {
			t.Errorf("row %d (%s): %v instead of %v: %v", r.Row, way.name, r.Fault.Kind, want, r.Err)
		}
		found[r.Row] = true
	}
	for _, i := range sortedKeys(bad) {
		if !found[i] {
			t.Errorf("row %d (%s) is not reported", i, bad[i].name)
		}
	}
	lines, err := csv.NewReader(rejects).ReadAll()
	if err != nil || len(lines) != badCount+1 {
		t.Fatalf("the CSV has %d lines, not %d and a heading: %v", len(lines), badCount, err)
	}
	for i, line := range lines[1:] {
		if line[0] != strconv.Itoa(res.Rejected[i].Row) || line[2] != res.Rejected[i].Fault.Kind.String() || line[7] != line[0] {
			t.Errorf("line %d of the CSV is %q", i+2, line)
		}
	}
}

// checkPrice counts the statements: those of a run without bad rows, and for each bad row about twice the halvings of a chunk.
func checkPrice(t *testing.T, on reach, b builder.Bulk, res exec.Result, n int) {
	t.Helper()
	steps := stepsOf(t, on, b)
	chunks := (n + builder.DefaultBatchSize - 1) / builder.DefaultBatchSize
	halvings := int(math.Ceil(math.Log2(builder.DefaultBatchSize)))
	most := chunks*steps + badCount*(2*halvings+4)*steps + 1 // and the question about the table
	t.Logf("%d statements for %d rows in %d chunks of %d steps; at most %d", res.Statements, n, chunks, steps, most)
	if res.Statements > most {
		t.Errorf("%d statements, which is more than %d", res.Statements, most)
	}
}

// stepsOf is the number of steps of a chunk.
func stepsOf(t *testing.T, on reach, b builder.Bulk) int {
	t.Helper()
	switch u := b.(type) {
	case builder.InsertBuilder:
		b = u.From(builder.Tuples(badColumns, [][]any{{1, "", "", 0, 0, 0, 0}}))
	case builder.UpdateBuilder:
		b = u.Values(1, "", 0, 0, 0, 0)
	}
	job, err := b.Job(builder.JobOptions{Count: true})
	if err != nil {
		t.Fatal(err)
	}
	spelling, err := job.Statement.Spell(on.dialect, dialect.Plain(1))
	if err != nil {
		t.Fatal(err)
	}
	return len(spelling.Steps)
}

// updateBadRows updates rows, some of them with bad values, in shuffled order.
func updateBadRows(t *testing.T, on reach, n int, caseForm bool) {
	badTables(t, on)
	random := rand.New(rand.NewPCG(38, uint64(n)))
	good, _ := badRows(n, random, []faultCase{{spoil: func([]any) {}}})
	if _, err := onPool(on)(t, builder.Insert("bad_rows").From(builder.Tuples(badColumns, good))); err != nil {
		t.Fatal(err)
	}
	rows, bad := badRows(n, random, faultCases[1:7])
	order := random.Perm(n)
	input, at := make([][]any, n), make(map[int]faultCase)
	for i, from := range order {
		r := rows[from]
		input[i] = []any{r[0], r[2], r[3], r[4], r[5], r[6]}
		if way, isBad := bad[from]; isBad {
			at[i] = way
		} else {
			input[i][1] = "updated"
		}
	}
	columns := []string{"id", "name", "amount", "parent", "n", "small"}
	b := builder.Update("bad_rows").Key("id").Set(columns[1:]...)
	if caseForm {
		b = b.CaseForm()
	}
	var rejects bytes.Buffer
	res, err := onPool(on)(t, b.From(builder.Tuples(columns, input)), exec.SkipBadRows(-1), exec.RejectTo(&rejects))
	if err != nil {
		t.Fatal(err)
	}
	if res.Rows != int64(n-badCount) || res.Updated != int64(n-badCount) || !res.Exact {
		t.Errorf("%d rows, %d updated, exact: %v", res.Rows, res.Updated, res.Exact)
	}
	if stored := on.one(t, "SELECT COUNT(*) FROM bad_rows WHERE name = 'updated'"); stored != int64(n-badCount) {
		t.Errorf("%d rows are updated", stored)
	}
	found := make(map[int]bool)
	for _, r := range res.Rejected {
		way, isBad := at[r.Row]
		if !isBad || found[r.Row] {
			t.Errorf("row %d is rejected: %v", r.Row, r)
		} else if want := pick(on, way.kinds); r.Fault.Kind != want {
			t.Errorf("row %d (%s): %v instead of %v: %v", r.Row, way.name, r.Fault.Kind, want, r.Err)
		}
		found[r.Row] = true
	}
	if len(found) != badCount {
		t.Errorf("%d rows are reported", len(found))
	}
	checkPrice(t, on, b, res, n)
	on.idle(t)
}
