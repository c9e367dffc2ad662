package sqbulk_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// User is the row type of the documentation.
type User struct {
	ID    int64     `db:"id"`
	Email string    `db:"email"`
	Name  string    `db:"name"`
	Seen  time.Time `db:"seen_at"`
}

var (
	seen  = time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
	users = []User{{1, "a@x.io", "A", seen}, {2, "b@x.io", "B", seen}}
	keys  = [][]any{{7, "a@x.io"}, {7, "b@x.io"}}

	// upsert is the statement that most call sites begin with.
	upsert = builder.Insert("users").From(builder.Structs(users)).OnConflict("email").DoUpdate("name", "seen_at")
)

// sqlBuilder is a builder that has its SQL.
type sqlBuilder interface {
	Dialect(d dialect.Dialect) builder.Bound
}

var dialects = []dialect.Dialect{postgres.Dialect{}, mysql.Dialect{}, mysql.MariaDB{}, sqlite.Dialect{}}

// row is the arguments of a user.
func row(u User) []any { return []any{u.ID, u.Email, u.Name, u.Seen} }

// TestCallSites runs the call sites of the documentation to SQL on every database. An empty text stands for a feature that the
// database does not have.
func TestCallSites(t *testing.T) {
	all := slices.Concat(row(users[0]), row(users[1]))
	for _, tt := range []struct {
		name  string
		build sqlBuilder
		want  [4]string // in the order of dialects
		args  []any
	}{
		{"insert, narrowed to two columns", builder.Insert("users").Columns("email", "name").From(builder.Structs(users)), [4]string{
			`INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4)`,
			"INSERT INTO `users` (`email`, `name`) VALUES (?, ?), (?, ?)",
			"INSERT INTO `users` (`email`, `name`) VALUES (?, ?), (?, ?)",
			`INSERT INTO "users" ("email", "name") VALUES (?, ?), (?, ?)`,
		}, []any{"a@x.io", "A", "b@x.io", "B"}},
		{"upsert", upsert, [4]string{
			`INSERT INTO "users" ("id", "email", "name", "seen_at") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "seen_at" = excluded."seen_at"`,
			"INSERT INTO `users` (`id`, `email`, `name`, `seen_at`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `seen_at` = VALUES(`seen_at`)",
			"INSERT INTO `users` (`id`, `email`, `name`, `seen_at`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `seen_at` = VALUES(`seen_at`)",
			`INSERT INTO "users" ("id", "email", "name", "seen_at") VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "seen_at" = excluded."seen_at"`,
		}, all},
		{"upsert by a constraint", builder.Insert("users").Columns("email", "name").From(builder.Structs(users)).OnConstraint("users_email_key").DoUpdate("name"), [4]string{
			`INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ON CONSTRAINT "users_email_key" DO UPDATE SET "name" = excluded."name"`, "", "", "",
		}, []any{"a@x.io", "A", "b@x.io", "B"}},
		{"upsert by a partial index", builder.Insert("users").Columns("email", "name").From(builder.Structs(users)).OnConflict("email").ConflictWhere("deleted_at IS NULL").DoUpdate(), [4]string{
			`INSERT INTO "users" ("email", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ("email") WHERE (deleted_at IS NULL) DO UPDATE SET "name" = excluded."name"`, "", "",
			`INSERT INTO "users" ("email", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("email") WHERE (deleted_at IS NULL) DO UPDATE SET "name" = excluded."name"`,
		}, []any{"a@x.io", "A", "b@x.io", "B"}},
		{"do nothing", builder.Insert("users").Columns("email").From(builder.Structs(users)).OnConflict("email").DoNothing(), [4]string{
			`INSERT INTO "users" ("email") VALUES ($1), ($2) ON CONFLICT ("email") DO NOTHING`,
			"INSERT INTO `users` (`email`) VALUES (?), (?) ON DUPLICATE KEY UPDATE `email` = `users`.`email`",
			"INSERT INTO `users` (`email`) VALUES (?), (?) ON DUPLICATE KEY UPDATE `email` = `users`.`email`",
			`INSERT INTO "users" ("email") VALUES (?), (?) ON CONFLICT ("email") DO NOTHING`,
		}, []any{"a@x.io", "b@x.io"}},
		{"rows back", upsert.Returning("id", "email"), [4]string{
			`INSERT INTO "users" ("id", "email", "name", "seen_at") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "seen_at" = excluded."seen_at" RETURNING "id", "email"`,
			"",
			"INSERT INTO `users` (`id`, `email`, `name`, `seen_at`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `seen_at` = VALUES(`seen_at`) RETURNING `id`, `email`",
			`INSERT INTO "users" ("id", "email", "name", "seen_at") VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "seen_at" = excluded."seen_at" RETURNING …"id"…, …"email"`,
		}, all},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for i, d := range dialects {
				sql, args, err := tt.build.Dialect(d).ToSql()
				switch {
				case tt.want[i] == "":
					if !errors.Is(err, errors.ErrUnsupported) {
						t.Errorf("%s: got %s, %v; want ErrUnsupported", d.Name(), sql, err)
					}
				case err != nil:
					t.Errorf("%s: %v", d.Name(), err)
				case !fits(sql, tt.want[i]):
					t.Errorf("%s:\ngot  %s\nwant %s", d.Name(), sql, tt.want[i])
				case !reflect.DeepEqual(args, tt.args):
					t.Errorf("%s: got %v, want %v", d.Name(), args, tt.args)
				}
			}
		})
	}
}

// fits compares a text with a wanted one, in which … stands for anything.
func fits(got, want string) bool {
	parts := strings.Split(want, "…")
	if !strings.HasPrefix(got, parts[0]) || !strings.HasSuffix(got, parts[len(parts)-1]) {
		return false
	}
	for _, part := range parts {
		at := strings.Index(got, part)
		if at < 0 {
			return false
		}
		got = got[at+len(part):]
	}
	return len(parts) > 1 || got == ""
}

// TestCallSitesBeyondTheText checks call sites whose text is each dialect's own choice: that there is one, and that it has
// as many placeholders as arguments.
func TestCallSitesBeyondTheText(t *testing.T) {
	newest := upsert.DoUpdateSet("hits", sq.Expr("? + ?", builder.Stored("hits"), 1)).
		DoUpdateWhere(sq.Expr("? < ?", builder.Stored("seen_at"), builder.Incoming("seen_at")))
	byID := builder.Update("users").Key("id").Set("name", "seen_at").From(builder.Structs(users))
	for _, tt := range []struct {
		name  string
		build sqlBuilder
		has   []string // in the text without its quotes
	}{
		{"newest wins", newest, []string{"hits", "users.seen_at < "}},
		{"only changed", upsert.OnlyChanged(), []string{"name", "seen_at"}},
		{"update by key", byID, []string{"UPDATE ", "id", "name", "seen_at"}},
		{"update by key, CASE", byID.CaseForm(), []string{"CASE ", "id WHEN ", " ELSE ", " END", "id IN ("}},
		{"increment", builder.Update("users").Key("id").SetExpr("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("id"))).
			Where(sq.Eq{"tenant": 7}).From(builder.Structs(users)), []string{"users.hits + ", "tenant = "}},
		{"delete by a composite key", builder.Delete("users").Key("org_id", "email").From(builder.Tuples([]string{"org_id", "email"}, keys)),
			[]string{"DELETE FROM users", "org_id", "email"}},
		{"delete by one key", builder.Delete("app.users").Key("id").From(builder.Column("id", []int64{1, 2})), []string{"DELETE FROM app.users", "id IN ("}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, d := range dialects {
				sql, args, err := tt.build.Dialect(d).ToSql()
				if err != nil {
					t.Errorf("%s: %v", d.Name(), err)
					continue
				}
				if n := placeholders(d, sql); n != len(args) {
					t.Errorf("%s: %d placeholders and %d arguments in %s", d.Name(), n, len(args), sql)
				}
				plain := strings.NewReplacer(`"`, "", "`", "").Replace(sql)
				for _, part := range tt.has {
					if !strings.Contains(plain, part) {
						t.Errorf("%s: no %q in %s", d.Name(), part, sql)
					}
				}
			}
		})
	}
}

// placeholders counts the bind parameters of a text without literal question or dollar signs.
func placeholders(d dialect.Dialect, sql string) int {
	if _, numbered := d.(postgres.Dialect); !numbered {
		return strings.Count(sql, "?")
	}
	n := strings.Count(sql, "$")
	for i := 1; i <= n; i++ {
		if !strings.Contains(sql, "$"+strconv.Itoa(i)) {
			return -i // a gap in the numbers
		}
	}
	return n
}

// TestStatements is the loop of the documentation: SQL without a database.
func TestStatements(t *testing.T) {
	many := make([]User, 2500)
	for i := range many {
		many[i].ID = int64(i + 1)
	}
	for _, d := range dialects {
		var sizes []int
		for st, err := range builder.Insert("users").From(builder.Structs(many)).Statements(d) {
			if err != nil {
				t.Fatalf("%s: %v", d.Name(), err)
			}
			sql, args, err := st.ToSql()
			if err != nil || len(args) != 4*st.Rows || !strings.HasPrefix(sql, "INSERT INTO ") {
				t.Errorf("%s: %d arguments for %d rows, %v", d.Name(), len(args), st.Rows, err)
			}
			sizes = append(sizes, st.Rows)
		}
		if want := []int{1000, 1000, 500}; !slices.Equal(sizes, want) {
			t.Errorf("%s: chunks of %v rows, want %v", d.Name(), sizes, want)
		}
	}
}

// TestClausesInSquirrel is the other way round: our clauses inside a plain squirrel builder.
func TestClausesInSquirrel(t *testing.T) {
	insert := sq.Insert("users").Columns("email", "name").Values("a@x.io", "A")
	for _, tt := range []struct {
		name string
		b    sq.InsertBuilder
		want string
		args []any
	}{
		{"postgres", insert.SuffixExpr(postgres.OnConflict("email").DoUpdate("name")).PlaceholderFormat(sq.Dollar),
			`INSERT INTO users (email,name) VALUES ($1,$2) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name"`, []any{"a@x.io", "A"}},
		{"postgres, with a value and a question mark", insert.SuffixExpr(postgres.OnConflict("email").DoUpdateSet("name", sq.Expr("coalesce(?, ?)", dialect.Incoming("name"), "none")).
			DoUpdateWhere(sq.Expr("tags ?? ?", "x"))).PlaceholderFormat(sq.Dollar),
			`INSERT INTO users (email,name) VALUES ($1,$2) ON CONFLICT ("email") DO UPDATE SET "name" = coalesce(excluded."name", $3) WHERE (tags ? $4)`, []any{"a@x.io", "A", "none", "x"}},
		{"postgres, a hostile name", insert.SuffixExpr(postgres.OnConflict(`e"?`).DoNothing()).PlaceholderFormat(sq.Dollar),
			`INSERT INTO users (email,name) VALUES ($1,$2) ON CONFLICT ("e""?") DO NOTHING`, []any{"a@x.io", "A"}},
		{"sqlite", insert.SuffixExpr(sqlite.OnConflict("email").DoUpdate("name")),
			`INSERT INTO users (email,name) VALUES (?,?) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name"`, []any{"a@x.io", "A"}},
		{"mysql", insert.SuffixExpr(mysql.OnConflict("email").DoUpdate("name")),
			"INSERT INTO users (email,name) VALUES (?,?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`)", []any{"a@x.io", "A"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sql, args, err := tt.b.ToSql()
			if err != nil || sql != tt.want || !reflect.DeepEqual(args, tt.args) {
				t.Errorf("got  %s %v, %v\nwant %s %v", sql, args, err, tt.want, tt.args)
			}
		})
	}
}

// BenchmarkStatements puts 1,000 rows of 6 columns into SQL and arguments: our statement, a loop by hand that knows the type, and
// squirrel's own Values.
func BenchmarkStatements(b *testing.B) {
	type product struct {
		ID    int64   `db:"id"`
		Name  string  `db:"name"`
		Price float64 `db:"price"`
		Stock int64   `db:"stock"`
		Owner string  `db:"owner"`
		Open  bool    `db:"open"`
	}
	rows := make([]product, 1000)
	for i := range rows {
		rows[i] = product{int64(i), fmt.Sprint("product ", i), float64(i) / 4, int64(i), "owner", i%2 == 0}
	}
	cells := func(p product) []any { return []any{p.ID, p.Name, p.Price, p.Stock, p.Owner, p.Open} }
	columns := []string{"id", "name", "price", "stock", "owner", "open"}
	run := func(name string, toSql func() (string, []any, error)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if sql, args, err := toSql(); err != nil || sql == "" || len(args) != 6000 {
					b.Fatal(len(args), err)
				}
			}
		})
	}
	run("sqbulk, structs", builder.Insert("products").From(builder.Structs(rows)).Dialect(postgres.Dialect{}).ToSql)
	tuples := make([][]any, len(rows))
	for i, p := range rows {
		tuples[i] = cells(p)
	}
	run("sqbulk, tuples", builder.Insert("products").From(builder.Tuples(columns, tuples)).Dialect(postgres.Dialect{}).ToSql)
	run("by hand", func() (string, []any, error) {
		sql := []byte(`INSERT INTO "products" ("id", "name", "price", "stock", "owner", "open") VALUES `)
		args := make([]any, 0, 6*len(rows))
		for i, p := range rows {
			sep := ", ("
			if i == 0 {
				sep = "("
			}
			for k := range 6 {
				sql = append(append(sql, sep...), '$')
				sql, sep = strconv.AppendInt(sql, int64(6*i+k+1), 10), ", "
			}
			sql = append(sql, ')')
			args = append(args, p.ID, p.Name, p.Price, p.Stock, p.Owner, p.Open)
		}
		return string(sql), args, nil
	})
	run("squirrel Values", func() (string, []any, error) {
		q := sq.Insert("products").Columns(columns...).PlaceholderFormat(sq.Dollar)
		for _, p := range rows {
			q = q.Values(p.ID, p.Name, p.Price, p.Stock, p.Owner, p.Open)
		}
		return q.ToSql()
	})
}
