package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// hostileTables and hostileColumns are names that break a statement that is put together carelessly, and names that the
// dialects use themselves.
var (
	hostileTables  = []string{`order`, `wh?t "is" this`, "back`tick 'quote'", `x"; DROP TABLE people; --`, `ünï 数`, `$1 ?? :n @v`, `back\slash`, `😀`, `Mixed Case`}
	hostileColumns = []string{`select`, `a.b`, `"`, "`", `'`, `?`, `$1`, `??`, `two  spaces`, `a b`, `--`, `/*`, `*/`, `;`, `:name`, `@var`, `\`, `%s`, `ünï`,
		`excluded`, `new`, `old`, `values`, `sqbulk`, `_1`, `_2`, `_3`, `c`, `w`, `v`, `n`, `rowid`, `created`, `ord`, `count`, `😀`}
)

// hostileNames creates each table, with all the columns, and runs every kind of statement on it.
func hostileNames(t *testing.T, s *suite) {
	columns := s.wide(hostileColumns)
	for _, name := range s.wide(hostileTables) {
		t.Run(name, func(t *testing.T) {
			define := []column{{"id?", BigInt, notNull}, {`k"e'y`, Key, notNull}}
			for _, c := range columns {
				define = append(define, column{c, BigInt, ""})
			}
			hostileStatements(t, s.table(t, name, define, []string{"id?", `k"e'y`}), columns)
		})
	}
}

// wide leaves out the names that the database cannot have.
func (s *suite) wide(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return s.o.NarrowNames && slices.ContainsFunc([]rune(n), func(r rune) bool { return r > 0xffff })
	})
}

// hostileStatements runs every kind of statement on a table with a key of two columns.
func hostileStatements(t *testing.T, tab *table, columns []string) {
	s, key := tab.suite, []string{"id?", `k"e'y`}
	row := func(id, first int) []any {
		cells := []any{id, "k?" + fmt.Sprint(id)}
		for i := range columns {
			cells = append(cells, first+i)
		}
		return cells
	}
	all := slices.Concat(key, columns)
	s.apply(t, builder.Insert(tab.name).From(rows(all, row(1, 100), row(2, 200), row(3, 300))), exec.Result{Rows: 3, Created: 3})
	s.apply(t, builder.Insert(tab.name).From(rows(all, row(1, 0), row(4, 400))).OnConflict(key...).DoNothing(), exec.Result{Rows: 2, Created: 1, Skipped: 1})

	up := builder.Insert(tab.name).OnConflict(key...)
	s.apply(t, up.From(rows(all, row(1, 1000), row(5, 500))).DoUpdate(), exec.Result{Rows: 2, Created: 1, Updated: 1})
	s.apply(t, up.From(rows(all, row(2, 200), row(3, 3000))).DoUpdate().OnlyChanged(), exec.Result{Rows: 2, Updated: 1, Unchanged: 1})
	plus := up.From(rows(all, row(4, 1), row(5, 0))).DoUpdateWhere(sq.Expr("? > ?", builder.Incoming(columns[0]), 0))
	want := row(4, 400)
	for i, c := range columns {
		plus = plus.DoUpdateSet(c, sum(c))
		want[2+i] = want[2+i].(int) + 1 + i
	}
	s.apply(t, plus, exec.Result{Rows: 2, Updated: 1, Unchanged: 1})
	tab.want(t, row(1, 1000), row(2, 200), row(3, 3000), want, row(5, 500))

	last := len(columns) - 1
	for i, form := range forms {
		up := form.apply(builder.Update(tab.name).Key(key...)).Set(columns[:last]...).OnlyChanged().
			SetExpr(columns[last], sq.Expr("? + ?", builder.Stored(columns[last]), 1)).
			Where(sq.Expr("? > ?", builder.Stored(columns[1]), 0))
		changed := row(2, 5000+i)
		changed[2+last] = 200 + last + i + 1
		s.applyUpdate(t, up.From(rows(all, row(2, 5000+i), row(9, 0))), exec.Result{Rows: 2, Updated: 1, Unmatched: 1})
		tab.want(t, row(1, 1000), changed, row(3, 3000), want, row(5, 500))
	}
	s.apply(t, builder.Delete(tab.name).Key(key...).Values(1, "k?1").Values(3, "k?3").Values(5, "k?1"), exec.Result{Rows: 3, Deleted: 2})
	s.apply(t, builder.Delete(tab.name).Key(columns[1]).Values(501).Values(0), exec.Result{Rows: 2, Deleted: 1})
}

// schemaNames writes into a table of another schema.
func schemaNames(t *testing.T, s *suite) {
	if s.o.Schema == "" {
		return
	}
	tab := &table{suite: s, name: fmt.Sprintf(`%s.in "schema" %d`, s.o.Schema, serial.Add(1)), columns: []column{{"id", BigInt, notNull}, {"name", Key, ""}, {"hits", BigInt, ""}}}
	s.exec(t, fmt.Sprintf("CREATE TABLE %s (%s %s NOT NULL PRIMARY KEY, %s %s, %s %s)", s.d.Quote(tab.name),
		s.name("id"), s.o.Types[BigInt], s.name("name"), s.o.Types[Key], s.name("hits"), s.o.Types[BigInt]))
	t.Cleanup(func() { s.exec(t, "DROP TABLE "+s.d.Quote(tab.name)) })
	s.apply(t, builder.Insert(tab.name).From(rows(peopleColumns, []any{1, "Ann", 10}, []any{2, "Bob", 20})), exec.Result{Rows: 2, Created: 2})
	up := tab.upsert([]any{1, "x", 11}, []any{3, "Cid", 30}, []any{2, "Bob", 20}).DoUpdateWhere(sq.Expr("? <> ?", builder.Stored("hits"), builder.Incoming("hits")))
	s.apply(t, up.DoUpdate().OnlyChanged(), exec.Result{Rows: 3, Created: 1, Updated: 1, Unchanged: 1})
	for i, form := range forms {
		b := form.apply(builder.Update(tab.name).Key("id").Set("name").SetExpr("hits", sum("hits"))).Values(2, fmt.Sprint("form ", i), 1).Values(9, "x", 1)
		s.applyUpdate(t, b, exec.Result{Rows: 2, Updated: 1, Unmatched: 1})
	}
	tab.want(t, []any{1, "x", 11}, []any{2, "form 1", 22}, []any{3, "Cid", 30})
	s.apply(t, builder.Delete(tab.name).Key("id").Values(1).Values(9), exec.Result{Rows: 2, Deleted: 1})
	s.apply(t, builder.Delete(tab.name).Key("id", "name").Values(3, "Cid").Values(2, "x"), exec.Result{Rows: 2, Deleted: 1})
	tab.want(t, []any{2, "form 1", 22})
}

// ownNames are tables that are called what a dialect may call the rows of a statement itself: each statement works, or is refused
// before it is sent.
func ownNames(t *testing.T, s *suite) {
	for _, name := range []string{"sqbulk", "excluded", "new", "old", "v", "sqbulk_old"} {
		t.Run(name, func(t *testing.T) {
			tab := &table{suite: s, name: name, columns: []column{{"id", BigInt, notNull}, {"name", Key, ""}, {"hits", BigInt, ""}}}
			tab.create(t, []string{"id"})
			tab.seed(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
			incoming := rows(peopleColumns, []any{1, "x", 1}, []any{2, "y", 2})
			up, byKey := builder.Insert(name).From(incoming).OnConflict("id"), builder.Update(name).Key("id").From(incoming)
			for i, b := range []builder.Bulk{
				up.DoNothing(),
				up.DoUpdate(),
				up.DoUpdate("name").DoUpdateSet("hits", sum("hits")).OnlyChanged(),
				byKey.Set("name").SetExpr("hits", sum("hits")),
				byKey.Set("name").SetExpr("hits", sum("hits")).OnlyChanged(),
				byKey.Set("name").SetExpr("hits", sum("hits")).CaseForm().Where(newer("hits")),
				builder.Delete(name).Key("id", "name").From(incoming),
				builder.Delete(name).Key("id").From(incoming),
			} {
				for _, count := range []bool{true, false} {
					if _, err := s.ex.Run(context.Background(), b, exec.Count(count)); err != nil && !errors.Is(err, errors.ErrUnsupported) {
						t.Errorf("statement %d, count %v: %v", i+1, count, err)
					}
				}
			}
			tab.want(t)
		})
	}
}
