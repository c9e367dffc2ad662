package integration

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"
	"github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// injections are names that no table and no column has, and SQL that does harm where a name is not quoted as it should be.
var injections = []string{
	`id"; DROP TABLE hostile_victim; --`, "id`; DROP TABLE hostile_victim; -- ", `id'; DROP TABLE hostile_victim; --`,
	`id", "v") VALUES (7, 7); DELETE FROM hostile_victim; --`, "id`, `v`) VALUES (7, 7); DELETE FROM hostile_victim; -- ",
	`id" = "id" OR "id`, "id` = `id` OR `id", `id\"; DROP TABLE hostile_victim; --`, "id\\`; DROP TABLE hostile_victim; -- ",
	`$1; DROP TABLE hostile_victim`, `id -- `, `id /*`, `*/ id`, "id\n", `?`, `??`,
	"id\x00", "\x00", "id\xff", "\xbf`; DROP TABLE hostile_victim; -- ", `"`, "`", `""`, "``",
}

// inject is a place that takes a name: what is done there with a name changes no row even if it is taken for a harmless one.
type inject func(ex *exec.Executor, on reach, name string) error

// injectInto are all places that take a name.
func injectInto() map[string]inject {
	ctx := context.Background()
	same := func(b builder.InsertBuilder) builder.InsertBuilder { return b.Columns("id", "v").Values(1, 10) }
	t := builder.Insert("hostile_t")
	run := func(bulk func(name string) builder.Bulk, opts ...exec.Option) inject {
		return func(ex *exec.Executor, _ reach, name string) error {
			_, err := ex.Run(ctx, bulk(name), opts...)
			return err
		}
	}
	insert := func(b func(name string) builder.InsertBuilder, opts ...exec.Option) inject {
		return run(func(n string) builder.Bulk { return b(n) }, opts...)
	}
	update := func(b func(name string) builder.UpdateBuilder, opts ...exec.Option) inject {
		return run(func(n string) builder.Bulk { return b(n) }, opts...)
	}
	remove := func(b func(name string) builder.DeleteBuilder) inject {
		return run(func(n string) builder.Bulk { return b(n) })
	}
	u, up := builder.Update("hostile_t"), same(t).OnConflict("id")
	all := map[string]inject{
		"table":  insert(func(n string) builder.InsertBuilder { return same(builder.Insert(n)) }),
		"schema": insert(func(n string) builder.InsertBuilder { return same(builder.Insert(n + ".hostile_t")) }),
		"column": insert(func(n string) builder.InsertBuilder { return t.Columns("id", n).Values(7, 7) }),
		"tuples": insert(func(n string) builder.InsertBuilder {
			return t.From(builder.Tuples([]string{"id", n}, [][]int{{7, 7}}))
		}),
		"map key":    insert(func(n string) builder.InsertBuilder { return t.From(builder.Maps([]map[string]int{{"id": 7, n: 7}})) }),
		"CSV header": insert(func(n string) builder.InsertBuilder { return t.From(builder.CSV(header(n))) }),
		"CSV name": insert(func(n string) builder.InsertBuilder {
			return t.From(builder.CSV(header("v"), builder.CSVRename("v", n)))
		}),
		"OnConflict":      insert(func(n string) builder.InsertBuilder { return same(t).OnConflict(n).DoUpdate("v") }),
		"OnConstraint":    insert(func(n string) builder.InsertBuilder { return same(t).OnConstraint(n).DoUpdate("v") }),
		"DoUpdate":        insert(func(n string) builder.InsertBuilder { return up.DoUpdate(n) }),
		"DoUpdateSet":     insert(func(n string) builder.InsertBuilder { return up.DoUpdateSet(n, 5) }),
		"Stored":          insert(func(n string) builder.InsertBuilder { return up.DoUpdateSet("v", builder.Stored(n)) }),
		"Incoming":        insert(func(n string) builder.InsertBuilder { return up.DoUpdateSet("v", builder.Incoming(n)) }),
		"DoUpdateWhere":   insert(func(n string) builder.InsertBuilder { return up.DoUpdate("v").DoUpdateWhere(is(builder.Stored(n))) }),
		"Key of update":   update(func(n string) builder.UpdateBuilder { return u.Key(n).Set("v").Values(1, 10) }),
		"Set":             update(func(n string) builder.UpdateBuilder { return u.Key("id").Set(n).Values(1, 5) }),
		"SetExpr":         update(func(n string) builder.UpdateBuilder { return u.Key("id").SetExpr(n, 5).Values(1) }),
		"SetExpr, Stored": update(func(n string) builder.UpdateBuilder { return u.Key("id").SetExpr("v", builder.Stored(n)).Values(1) }),
		"Where": update(func(n string) builder.UpdateBuilder {
			return u.Key("id").Set("v").Where(is(builder.Stored(n))).Values(1, 5)
		}),
		"Version":       update(func(n string) builder.UpdateBuilder { return u.Key("id").Version(n).Set("v").Values(1, 1, 5) }),
		"CASE":          update(func(n string) builder.UpdateBuilder { return u.Key(n).Set("v").CaseForm().Values(1, 5) }),
		"Key of delete": remove(func(n string) builder.DeleteBuilder { return builder.Delete("hostile_t").Key(n).Values(1) }),
		"two keys":      remove(func(n string) builder.DeleteBuilder { return builder.Delete("hostile_t").Key("id", n).Values(1, 10) }),
		"Where of delete": remove(func(n string) builder.DeleteBuilder {
			return builder.Delete("hostile_t").Key("id").Where(is(builder.Stored(n))).Values(1)
		}),
		"COPY":       insert(func(n string) builder.InsertBuilder { return t.Columns("id", n).Values(7, 7) }, exec.Strategy(exec.Copy)),
		"COPY table": insert(func(n string) builder.InsertBuilder { return same(builder.Insert(n)) }, exec.Strategy(exec.Copy)),
		"staging": insert(func(n string) builder.InsertBuilder {
			return t.Columns("id", n).Values(7, 7).OnConflict("id").DoUpdate()
		}, exec.Strategy(exec.Staging)),
		"staging table": update(func(n string) builder.UpdateBuilder { return builder.Update(n).Key("id").Set("v").Values(1, 5) }, exec.Strategy(exec.Staging)),
	}
	return withStreams(withReading(all))
}

// withReading adds the places of what reads as well as writes.
func withReading(all map[string]inject) map[string]inject {
	ctx := context.Background()
	type row struct {
		ID int `db:"id"`
		V  int `db:"v"`
	}
	source := func() builder.Source { return builder.Structs([]row{{1, 5}}) }
	uoc := func(f func(b builder.UpdateOrCreateBuilder, name string) builder.UpdateOrCreateBuilder, opts ...exec.Option) inject {
		return func(ex *exec.Executor, _ reach, name string) error {
			_, err := ex.UpdateOrCreate(ctx, f(builder.UpdateOrCreate("hostile_t").From(builder.Tuples([]string{"id", name}, [][]int{{1, 5}})), name), opts...)
			return err
		}
	}
	all["Returning"] = func(ex *exec.Executor, _ reach, name string) error {
		var got []row
		_, err := ex.Query(ctx, builder.Delete("hostile_t").Key("id").Values(7).Returning(name), &got)
		return err
	}
	all["MatchBy"] = func(ex *exec.Executor, _ reach, name string) error {
		rows := []row{{7, 7}}
		_, err := ex.WriteBack(ctx, builder.Insert("hostile_t").From(builder.Structs(rows)).Returning("id"), rows, exec.MatchBy(name))
		return err
	}
	all["name of a field"] = func(ex *exec.Executor, on reach, name string) error {
		mapped := sqlx.NewDb(on.db.DB, on.driver)
		mapped.Mapper = reflectx.NewMapperFunc("none", func(field string) string {
			if field == "V" {
				return name
			}
			return strings.ToLower(field)
		})
		_, err := exec.New(mapped, on.dialect).Run(ctx, builder.Insert("hostile_t").From(source()))
		return err
	}
	all["Key of both"] = uoc(func(b builder.UpdateOrCreateBuilder, n string) builder.UpdateOrCreateBuilder { return b.Key("id", n) })
	all["KeyFold"] = uoc(func(b builder.UpdateOrCreateBuilder, n string) builder.UpdateOrCreateBuilder { return b.KeyFold(n) })
	all["Set of both"] = uoc(func(b builder.UpdateOrCreateBuilder, n string) builder.UpdateOrCreateBuilder {
		return b.Key("id").Set(n)
	})
	all["OnCreate"] = uoc(func(b builder.UpdateOrCreateBuilder, n string) builder.UpdateOrCreateBuilder {
		return b.From(builder.Tuples([]string{"id", n}, [][]int{{7, 7}})).Key("id").OnCreate(n)
	})
	all["Shared"] = uoc(func(b builder.UpdateOrCreateBuilder, n string) builder.UpdateOrCreateBuilder {
		return b.From(builder.Column("id", []int{1})).Key("id").Shared(sq.Eq{n: 1})
	})
	all["LockTable"] = func(ex *exec.Executor, _ reach, name string) error {
		_, err := ex.UpdateOrCreate(ctx, builder.UpdateOrCreate(name).Key("id").Set("v").From(source()), exec.LockTable(true))
		return err
	}
	return all
}

// is compares a column with something that it is not.
func is(column dialect.Ref) sq.Sqlizer { return sq.Expr("? = ?", column, -1) }

// header is a CSV text with two columns.
func header(name string) io.Reader {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll([][]string{{"id", name}, {"7", "7"}}); err != nil {
		panic(err) // it goes to memory
	}
	return &b
}

// TestHostileNames puts every injection into every place: each is refused, and no table changes. Also through connections that run more
// than one statement at once.
func TestHostileNames(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		for handle, db := range permissive(t, on) {
			t.Run(handle, func(t *testing.T) {
				on.create(t, "hostile_t (id INTEGER NOT NULL PRIMARY KEY, v INTEGER)", "hostile_victim (id INTEGER)")
				on.must(t, "INSERT INTO hostile_t VALUES (1, 10), (2, 20)", "INSERT INTO hostile_victim VALUES (1), (2), (3)")
				through, ex := on, exec.New(db, on.dialect)
				through.db = db
				for place, into := range injectInto() {
					for _, name := range injections {
						err := into(ex, through, name)
						if namesKeyOnly := place == "OnConflict" && slices.Contains([]string{"mysql", "mariadb"}, on.kind); err == nil && !namesKeyOnly {
							t.Errorf("%s: %q is accepted", place, name)
						}
						if untouched := on.one(t, "SELECT (SELECT SUM(id + v) FROM hostile_t) * 100 + (SELECT SUM(id) FROM hostile_victim)"); untouched != 3306 {
							t.Fatalf("%s: %q has changed a table: %d", place, name, untouched)
						}
					}
				}
				on.idle(t)
			})
		}
	})
}

// permissive are a pool in the driver's usual setting, and one that takes several statements at once, where the driver has one.
func permissive(t *testing.T, on reach) map[string]*sqlx.DB {
	all := map[string]*sqlx.DB{"usual": on.db}
	switch on.driver {
	case "pgx":
		all["several statements"] = openPostgres(t, "pgx", on.address+separator(on.address)+"default_query_exec_mode=simple_protocol&client_encoding=UTF8")
	case "mysql":
		all["several statements"] = openMySQL(t, on.address, func(c *mysql.Config) { c.MultiStatements, c.InterpolateParams = true, true })
	}
	return all
}

// separator is what stands before a further parameter of an address.
func separator(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}

// taggedRow has a tag that does harm where it is not quoted as it should be.
type taggedRow struct {
	ID int `db:"id"`
	V  int "db:\"v`\\\"; DROP TABLE hostile_victim; --'\""
}

// TestHostileTag: the name in a struct's tag is one name, whatever it contains.
func TestHostileTag(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		column := on.dialect.Quote("v`\"; DROP TABLE hostile_victim; --'")
		on.create(t, "hostile_t (id INTEGER NOT NULL PRIMARY KEY, "+column+" INTEGER)", "hostile_victim (id INTEGER)")
		up := builder.Insert("hostile_t").From(builder.Structs([]taggedRow{{1, 2}, {3, 4}})).OnConflict("id").DoUpdate()
		for range 2 {
			if _, err := exec.New(on.db, on.dialect).Run(t.Context(), up); err != nil {
				t.Error(err)
			}
		}
		if n := on.one(t, "SELECT SUM(id * "+column+") * 10 + (SELECT count(*) FROM hostile_victim) FROM hostile_t"); n != 140 {
			t.Errorf("got %d, want two rows as they were given", n)
		}
	})
}
