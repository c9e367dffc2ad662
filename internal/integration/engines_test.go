package integration

import (
	"net/url"
	"reflect"
	"testing"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

// The tests of this file run the statements for other engines on PostgreSQL, MySQL and MariaDB, which understand them: what they store and
// count is right. They do not show that the engines take them.

// onIsolation runs a test on every PostgreSQL server through every driver that can have it, with an isolation for every transaction.
func onIsolation(t *testing.T, isolation string, f func(t *testing.T, db *sqlx.DB)) {
	onServers(t, func(t *testing.T, on reach) {
		if on.kind != "postgres" {
			return
		}
		u, err := url.Parse(on.address)
		if err != nil {
			t.Fatal("SQBULK_TEST_POSTGRES has an address that is no URL")
		}
		if isolation == "repeatable read" && on.driver == "pgx" {
			return // it does not read the + that stands for a space in an address
		}
		if isolation != "read committed" { // the default
			parameters := u.Query()
			parameters.Set("default_transaction_isolation", isolation)
			u.RawQuery = parameters.Encode()
		}
		f(t, openPostgres(t, on.driver, u.String()))
	})
}

// TestEngineForms runs the suite and the model with the statements of Citus and YugabyteDB.
func TestEngineForms(t *testing.T) {
	for _, tt := range []struct {
		engine    postgres.Engine
		isolation string
		omit      []string
	}{
		{postgres.Citus, "read committed", nil},
		{postgres.YugabyteDB, "repeatable read", []string{"upsert/constraint", "upsert/partial index"}}, // these are not counted
	} {
		t.Run(tt.engine.String(), func(t *testing.T) {
			onIsolation(t, tt.isolation, func(t *testing.T, db *sqlx.DB) {
				form := target{db: db, dialect: postgres.Dialect{Engine: tt.engine}, suite: postgresSuite}
				form.suite.Omit = tt.omit
				t.Run("suite", func(t *testing.T) { dialecttest.RunDB(t, form.db, form.dialect, form.suite) })
				t.Run("model", func(t *testing.T) { runModel(t, form) })
			})
		})
	}
}

type good struct {
	Org   int    `db:"org"`
	ID    int64  `db:"id"`
	Name  string `db:"name"`
	Price string `db:"price"`
}

var (
	goods    = []good{{1, 1, "a", "1.50"}, {1, 2, "b", "2.50"}, {2, 1, "c", "3.50"}}
	goodsKey = []string{"org", "id"}
)

const goodsTable = "goods (org INT NOT NULL, id BIGINT NOT NULL, name VARCHAR(20), price NUMERIC(12,2), PRIMARY KEY (org, id))"

// stored reads the goods.
func stored(t *testing.T, db *sqlx.DB) (all []good) {
	t.Helper()
	if err := db.Select(&all, "SELECT org, id, name, price FROM goods ORDER BY org, id"); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestEngineFormsTyped runs the statements of CockroachDB, none of which joins a list of rows.
func TestEngineFormsTyped(t *testing.T) {
	for isolation, exact := range map[string]bool{"serializable": true, "read committed": false} {
		t.Run(isolation, func(t *testing.T) {
			onIsolation(t, isolation, func(t *testing.T, db *sqlx.DB) {
				on := reach{kind: "postgres", db: db}
				on.create(t, goodsTable)
				on.must(t, "INSERT INTO goods (org, id, name, price) VALUES (1, 2, 'old', 9)")
				ex := exec.New(db, postgres.Dialect{Engine: postgres.CockroachDB, Kind: postgres.Heap})
				res, err := ex.Run(t.Context(), builder.Insert("goods").OnConflict(goodsKey...).DoUpdate().From(builder.Structs(goods)))
				if err != nil || res.Created != 2 || res.Updated != 1 || res.Exact != exact {
					t.Fatalf("upsert: %v, %v", res, err)
				}
				raised := sq.Expr("? + ?", builder.Stored("price"), builder.Incoming("price"))
				up := builder.Update("goods").Key(goodsKey...).Set("name").SetExpr("price", raised)
				rows := []good{{1, 1, "A", "10"}, {2, 1, "C", "20"}, {7, 7, "nobody", "0"}}
				res, err = ex.Run(t.Context(), up.From(builder.Structs(rows)))
				if err != nil || res.Updated != 2 || res.Unmatched != 1 || !res.Exact {
					t.Fatalf("update: %v, %v", res, err)
				}
				res, err = ex.Run(t.Context(), builder.Delete("goods").Key(goodsKey...).From(builder.Tuples(goodsKey, [][]any{{1, 2}, {9, 9}})))
				if err != nil || res.Deleted != 1 || !res.Exact {
					t.Fatalf("delete: %v, %v", res, err)
				}
				if got, want := stored(t, db), []good{{1, 1, "A", "11.50"}, {2, 1, "C", "23.50"}}; !reflect.DeepEqual(got, want) {
					t.Errorf("stored %v, want %v", got, want)
				}
			})
		})
	}
}

// TestEngineFormsApart runs the statements of TiDB and Vitess, which count without variables, on MySQL.
func TestEngineFormsApart(t *testing.T) {
	for _, engine := range []mysql.Engine{mysql.TiDB, mysql.Vitess} {
		onServers(t, func(t *testing.T, on reach) {
			if on.kind != "mysql" {
				return
			}
			on.create(t, goodsTable)
			on.must(t, "INSERT INTO goods (org, id, name, price) VALUES (1, 2, 'old', 9)")
			ex := exec.New(on.db, mysql.Dialect{Engine: engine})
			insert := builder.Insert("goods").OnConflict(goodsKey...).From(builder.Structs(goods))
			res, err := ex.Run(t.Context(), insert.DoUpdate())
			if err != nil || res.Created != 2 || res.Updated != 1 || res.Unchanged != 0 || res.Exact {
				t.Fatalf("%v: upsert: %v, %v", engine, res, err)
			}
			res, err = ex.Run(t.Context(), insert.DoNothing())
			if err != nil || res.Created != 0 || res.Skipped != 3 || !res.Exact {
				t.Fatalf("%v: do nothing: %v, %v", engine, res, err)
			}
			rows := []good{{1, 1, "A", "10"}, {2, 1, "C", "20"}, {7, 7, "nobody", "0"}}
			res, err = ex.Run(t.Context(), builder.Update("goods").Key(goodsKey...).Set("name", "price").From(builder.Structs(rows)))
			if err != nil || res.Updated != 2 || res.Unmatched != 1 || res.Exact {
				t.Fatalf("%v: update: %v, %v", engine, res, err)
			}
			if got, want := stored(t, on.db), []good{{1, 1, "A", "10.00"}, {1, 2, "b", "2.50"}, {2, 1, "C", "20.00"}}; !reflect.DeepEqual(got, want) {
				t.Errorf("%v: stored %v, want %v", engine, got, want)
			}
		})
	}
}
