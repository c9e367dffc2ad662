package integration

import (
	"errors"
	"fmt"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestStagingModel runs the batches of TestModel through the temporary table.
func TestStagingModel(t *testing.T) {
	for _, address := range addresses("SQBULK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable") {
		version, err := preparePostgres(address)
		if err != nil {
			unreachable(t, "PostgreSQL", "SQBULK_TEST_POSTGRES", err)
		}
		t.Run(version, func(t *testing.T) {
			runModel(t, target{openPostgres(t, "postgres", address), joinForm{load(t, postgres.Dialect{}, exec.Staging)}, true, postgresSuite})
		})
	}
}

// joinForm updates by the join form, whatever the batch asks for.
type joinForm struct{ dialect.Dialect }

func (j joinForm) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	u.Form = dialect.FormJoin
	return j.Dialect.Update(u, rows)
}

func (j joinForm) Probe(s dialect.Statement) (dialect.Probe, bool) {
	p, ok := j.Dialect.Probe(s)
	return p.As(func(d dialect.Dialect) dialect.Dialect { return joinForm{d} }), ok
}

// TestStagingLeavesNothing: after a run in a caller's transaction there is no temporary table.
func TestStagingLeavesNothing(t *testing.T) {
	onLibPQ(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		tx := on.db.MustBegin()
		defer tx.Rollback()
		res, err := exec.New(tx, on.dialect).Run(t.Context(), fed(fedRows(300)).OnConflict("id").DoUpdate(), exec.Strategy(exec.Staging), exec.BatchSize(100))
		if err != nil || res.Created != 300 {
			t.Fatalf("%+v, %v", res, err)
		}
		var left int
		if err := tx.Get(&left, "SELECT COUNT(*) FROM pg_class WHERE relpersistence = 't' AND relnamespace = pg_my_temp_schema()"); err != nil || left != 0 {
			t.Errorf("%d temporary tables are left, %v", left, err)
		}
	})
}

// TestStagingRights: besides the right to insert it takes that to create temporary tables, and without it the error says so.
func TestStagingRights(t *testing.T) {
	onLibPQ(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		on.must(t, "DROP ROLE IF EXISTS "+scratch+"_poor", "CREATE ROLE "+scratch+"_poor",
			"GRANT USAGE ON SCHEMA "+scratch+" TO "+scratch+"_poor", "GRANT INSERT ON fed TO "+scratch+"_poor")
		t.Cleanup(func() { on.must(t, "DROP OWNED BY "+scratch+"_poor", "DROP ROLE "+scratch+"_poor") })
		for _, may := range []bool{true, false} {
			tx := on.db.MustBegin()
			defer tx.Rollback()
			verb := map[bool]string{true: "GRANT TEMPORARY ON DATABASE %s TO PUBLIC", false: "REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC"}[may]
			tx.MustExec(fmt.Sprintf(verb, databaseOf(t, on)))
			tx.MustExec("SET LOCAL ROLE " + scratch + "_poor")
			res, err := exec.New(tx, on.dialect).Run(t.Context(), fed(fedRows(3)), exec.Strategy(exec.Staging))
			if may && (err != nil || res.Created != 3) || !may && !errors.Is(err, dialect.Forbidden) {
				t.Errorf("with the right: %v: %+v, %v", may, res, err)
			}
			if err := tx.Rollback(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// databaseOf is the quoted name of the database.
func databaseOf(t *testing.T, on reach) (name string) {
	t.Helper()
	if err := on.db.Get(&name, "SELECT quote_ident(current_database())"); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestStagingQuery returns rows from an upsert whose rows are staged.
func TestStagingQuery(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		on.must(t, "INSERT INTO fed VALUES (3, 'old')")
		var got []struct {
			ID   int64
			Name string
		}
		up := fed(fedRows(20)).OnConflict("id").DoUpdate("name").Returning("id", "name")
		res, err := exec.New(on.db, on.dialect).Query(t.Context(), up, &got, exec.Strategy(exec.Staging), exec.BatchSize(7))
		if err != nil || res.Created != 19 || res.Updated != 1 || !res.Exact || len(got) != 20 {
			t.Fatalf("%+v, %d rows, %v", res, len(got), err)
		}
		for _, row := range got {
			if row.Name != fmt.Sprint("name ", row.ID) {
				t.Errorf("%+v", row)
			}
		}
	})
}

// TestStagingOnlyChanged: the incoming value is compared as its column stores it.
func TestStagingOnlyChanged(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		on.create(t, "fitted (id int PRIMARY KEY, v numeric(12,2))")
		on.must(t, "INSERT INTO fitted VALUES (1, 1), (2, 1)")
		rows := builder.Tuples([]string{"id", "v"}, [][]any{{1, "1.004"}, {2, "1.01"}})
		up := builder.Update("fitted").Key("id").Set("v").OnlyChanged().From(rows)
		res, err := exec.New(on.db, on.dialect).Run(t.Context(), up, exec.Strategy(exec.Staging))
		if err != nil || res.Updated != 1 || res.Unchanged != 1 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
	})
}
