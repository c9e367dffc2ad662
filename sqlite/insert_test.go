package sqlite

import (
	"database/sql"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// upsert is a counted upsert of three columns by two of them.
func upsert(change func(*dialect.Insert)) dialect.Insert {
	i := dialect.Insert{
		Table: "main.t", Columns: []string{"org", "email", "name"}, Count: true,
		Conflict: &dialect.Conflict{Columns: []string{"org", "email"}, Set: []dialect.Assignment{{Column: "name"}}},
	}
	if change != nil {
		change(&i)
	}
	return i
}

// texts are the texts of the steps that are always sent.
func texts(sp dialect.Spelling) []string {
	var all []string
	for _, s := range sp.Steps {
		if s.Needed == nil {
			all = append(all, s.SQL)
		}
	}
	return all
}

func TestInsertSteps(t *testing.T) {
	const (
		write   = `INSERT INTO "main"."t" ("org", "email", "name") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("org", "email")`
		update  = ` DO UPDATE SET "name" = excluded."name"`
		stored  = `SELECT count(*) FROM "main"."t" WHERE ("t"."org", "t"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)))`
		nulls   = `SELECT count(*), ? FROM "main"."t" WHERE ("t"."org", "t"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)))`
		outside = `"t"."org" IS NULL OR "t"."email" IS NULL OR ("t"."live" = 1) IS NOT TRUE`
	)
	where := sq.Expr("? = 1", dialect.Stored("live"))
	tests := []struct {
		name   string
		insert dialect.Insert
		want   []string
		read   dialect.Read // of the step that writes
		tx     bool
	}{
		{"counted", upsert(nil), []string{nulls, write + update, stored}, dialect.ReadAffected, true},
		{"not counted", upsert(func(i *dialect.Insert) { i.Count = false }), []string{write + update}, dialect.ReadAffected, false},
		{"do nothing", upsert(func(i *dialect.Insert) { i.Conflict.DoNothing = true }), []string{write + " DO NOTHING"}, dialect.ReadAffected, false},
		{"returning", upsert(func(i *dialect.Insert) { i.Returning = []string{"id", "name"} }),
			[]string{nulls, write + update + ` RETURNING "t"."id" AS "id", "t"."name" AS "name"`, stored}, dialect.ReadRows, true},
		{"only changed", upsert(func(i *dialect.Insert) { i.Conflict.OnlyChanged = true }),
			[]string{nulls, write + update + ` WHERE "t"."name" COLLATE BINARY IS NOT excluded."name"`, stored}, dialect.ReadAffected, true},
		{"partial index", upsert(func(i *dialect.Insert) { i.Conflict.Where = where }),
			[]string{stored + ` AND "t"."live" = 1`, write + ` WHERE "t"."live" = 1` + update + " RETURNING " + outside, stored + ` AND "t"."live" = 1`},
			dialect.ReadNumbers, true},
		{"partial index, returning", upsert(func(i *dialect.Insert) { i.Conflict.Where, i.Returning = where, []string{"id"} }),
			[]string{stored + ` AND "t"."live" = 1`, write + ` WHERE "t"."live" = 1` + update + ` RETURNING "t"."id" AS "id", ` + outside, stored + ` AND "t"."live" = 1`},
			dialect.ReadRows, true},
		{"a column of the key is not inserted", upsert(func(i *dialect.Insert) { i.Conflict.Columns = []string{"org", "tenant"} }),
			[]string{strings.Replace(write, `ON CONFLICT ("org", "email")`, `ON CONFLICT ("org", "tenant")`, 1) + update}, dialect.ReadAffected, false},
		{"names without regard to case", upsert(func(i *dialect.Insert) { i.Conflict.Columns = []string{"Org", "EMAIL"} }),
			[]string{
				strings.ReplaceAll(strings.ReplaceAll(nulls, `"org"`, `"Org"`), `"email"`, `"EMAIL"`),
				strings.Replace(write, `ON CONFLICT ("org", "email")`, `ON CONFLICT ("Org", "EMAIL")`, 1) + update,
				strings.ReplaceAll(strings.ReplaceAll(stored, `"org"`, `"Org"`), `"email"`, `"EMAIL"`),
			}, dialect.ReadAffected, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sp, err := Dialect{}.Insert(test.insert, dialect.Plain(2))
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(sp); !reflect.DeepEqual(test.want, got) {
				t.Errorf("the steps differ\nwant %q\ngot  %q", test.want, got)
			}
			if read := sp.Steps[len(test.want)/2].Read; read != test.read || sp.NeedsTx != test.tx || sp.MaxRows != 0 {
				t.Errorf("it reads %v, needs a transaction: %v, at most %d rows", read, sp.NeedsTx, sp.MaxRows)
			}
		})
	}
}

func TestInsertArgs(t *testing.T) {
	i := upsert(func(i *dialect.Insert) {
		i.Columns = []string{"name", "email", "org"}
		i.Conflict.Set = []dialect.Assignment{{Column: "name", Expr: sq.Expr("? || ?", dialect.Incoming("name"), "!")}}
		i.Conflict.UpdateWhere = sq.Expr("? > ?", dialect.Stored("rank"), 3)
	})
	sp, err := Dialect{}.Insert(i, dialect.Plain(2))
	if err != nil {
		t.Fatal(err)
	}
	values := []any{"n1", "e1", "o1", "n2", nil, "o2"}
	keys := []any{"o1", "e1", "o2", nil}
	for n, want := range [][]any{append([]any{int64(1)}, keys...), append(append([]any{}, values...), "!", 3), keys} {
		if got := sp.Steps[n].AppendArgs(nil, dialect.Plain(2), values, 3); !reflect.DeepEqual(want, got) {
			t.Errorf("step %d: want %v, got %v", n+1, want, got)
		}
	}
}

func TestInsertRefused(t *testing.T) {
	tests := map[string]dialect.Insert{
		"constraint": upsert(func(i *dialect.Insert) { i.Conflict.Columns, i.Conflict.Constraint = nil, "t_key" }),
		"parameter of a partial index": upsert(func(i *dialect.Insert) {
			i.Conflict.Where = sq.Eq{"live": "secret"}
		}),
		"table called excluded": upsert(func(i *dialect.Insert) { i.Table = "main.Excluded" }),
	}
	for name, i := range tests {
		_, err := Dialect{}.Insert(i, dialect.Plain(1))
		if !errors.Is(err, errors.ErrUnsupported) || !strings.HasPrefix(err.Error(), "sqlite: ") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	rows := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{}: {SQL: "DEFAULT", Default: true}}}
	for _, s := range []dialect.Statement{
		dialect.Insert{Table: "t", Columns: []string{"a"}},
		dialect.Update{Table: "t", Key: []string{"a"}, Set: []dialect.Assignment{{Column: "b", Expr: sq.Expr("1")}}},
		dialect.Delete{Table: "t", Key: []string{"a"}},
		dialect.Select{Table: "t", Key: []string{"a"}, Columns: []string{"a"}},
	} {
		if _, err := s.Spell(Dialect{}, rows); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%T with a DEFAULT cell: %v", s, err)
		}
	}
	if _, err := (Dialect{}).Insert(upsert(func(i *dialect.Insert) {
		i.Conflict.UpdateWhere = sq.Expr("?")
	}), dialect.Plain(1)); err == nil || !strings.HasPrefix(err.Error(), "sqlite: ") {
		t.Errorf("an expression without its argument: %v", err)
	}
}

func TestInsertTally(t *testing.T) {
	numbers := func(n ...int64) dialect.Answer { return dialect.Answer{Rows: [][]int64{n}} }
	affected := func(n int64) dialect.Answer { return dialect.Answer{Affected: n} }
	flags := func(list ...int64) dialect.Answer {
		var a dialect.Answer
		for _, n := range list {
			a.Rows = append(a.Rows, []int64{n})
		}
		return a
	}
	only := upsert(func(i *dialect.Insert) { i.Conflict.OnlyChanged = true })
	partial := upsert(func(i *dialect.Insert) { i.Conflict.Where = sq.Expr("live") })
	plain := dialect.Insert{Table: "t", Columns: []string{"a"}}
	tests := []struct {
		name    string
		insert  dialect.Insert
		n       int
		answers []dialect.Answer // one for each step that is sent
		want    dialect.Counts
	}{
		{"insert", plain, 3, []dialect.Answer{affected(3)}, dialect.Counts{Created: 3}},
		{"insert, a trigger drops a row", plain, 3, []dialect.Answer{affected(2)}, dialect.Counts{Created: 2, Skipped: 1}},
		{"insert into a view", plain, 3, []dialect.Answer{affected(0)}, dialect.Counts{Skipped: 3, Inexact: true}},
		{"do nothing", upsert(func(i *dialect.Insert) { i.Conflict.DoNothing = true }), 3, []dialect.Answer{affected(0)}, dialect.Counts{Skipped: 3}},
		{"not counted", upsert(func(i *dialect.Insert) { i.Count = false }), 3, []dialect.Answer{affected(3)}, dialect.Counts{Inexact: true}},
		{"upsert", upsert(nil), 5, []dialect.Answer{numbers(2, 0), affected(5), numbers(5)}, dialect.Counts{Created: 3, Updated: 2}},
		{"one key twice", upsert(nil), 5, []dialect.Answer{numbers(2, 0), affected(5), numbers(4), numbers(1, 0, 0, 0)}, dialect.Counts{Created: 2, Updated: 3}},
		{"one key twice, or a row replaced", upsert(nil), 5, []dialect.Answer{numbers(2, 0), affected(5), numbers(4), numbers(1, 0, 1, 0)},
			dialect.Counts{Created: 2, Updated: 3, Inexact: true}},
		{"one key twice, or a trigger deletes a row", upsert(nil), 5, []dialect.Answer{numbers(2, 0), affected(5), numbers(4), numbers(1, 0, 0, 1)},
			dialect.Counts{Created: 2, Updated: 3, Inexact: true}},
		{"NULL in the key", upsert(nil), 5, []dialect.Answer{numbers(2, 1), affected(5), numbers(4)}, dialect.Counts{Created: 3, Updated: 2}},
		{"a constraint drops a row", upsert(nil), 5, []dialect.Answer{numbers(2, 0), affected(4), numbers(4), numbers(1, 1, 0, 0)},
			dialect.Counts{Created: 2, Updated: 2, Skipped: 1}},
		{"a trigger drops a row, and may delete another", upsert(nil), 5, []dialect.Answer{numbers(2, 0), affected(4), numbers(4), numbers(1, 1, 0, 1)},
			dialect.Counts{Created: 2, Updated: 2, Skipped: 1, Inexact: true}},
		{"a trigger drops a row that exists", upsert(nil), 5, []dialect.Answer{numbers(2, 0), affected(4), numbers(5), numbers(1, 1, 0, 1)},
			dialect.Counts{Created: 3, Updated: 1, Skipped: 1}},
		{"a row is dropped, maybe with NULL", upsert(nil), 5, []dialect.Answer{numbers(2, 1), affected(4), numbers(4), numbers(1, 1, 0, 0)},
			dialect.Counts{Created: 3, Updated: 1, Skipped: 1, Inexact: true}},
		{"a trigger deletes rows", upsert(nil), 2, []dialect.Answer{numbers(2, 0), affected(2), numbers(1), numbers(1, 0, 0, 1)}, dialect.Counts{Updated: 2, Inexact: true}},
		{"only changed", only, 5, []dialect.Answer{numbers(3, 1), affected(3), numbers(4), numbers(1, 0, 1, 1)},
			dialect.Counts{Created: 2, Updated: 1, Unchanged: 2}},
		{"only changed, rows may be dropped", only, 5, []dialect.Answer{numbers(3, 0), affected(3), numbers(4), numbers(1, 1, 0, 0)},
			dialect.Counts{Created: 1, Updated: 2, Unchanged: 2, Inexact: true}},
		{"only changed, unknown table", only, 5, []dialect.Answer{numbers(3, 0), affected(3), numbers(4), numbers(0, 0, 0, 0)},
			dialect.Counts{Created: 1, Updated: 2, Unchanged: 2, Inexact: true}},
		{"only changed, nothing left alone", only, 2, []dialect.Answer{numbers(1, 0), affected(2), numbers(2)}, dialect.Counts{Created: 1, Updated: 1}},
		{"the key is assigned", upsert(func(i *dialect.Insert) { i.Conflict.Set = append(i.Conflict.Set, dialect.Assignment{Column: "Email"}) }), 2,
			[]dialect.Answer{numbers(1, 0), affected(2), numbers(2)}, dialect.Counts{Created: 1, Updated: 1, Inexact: true}},
		{"partial index", partial, 4, []dialect.Answer{numbers(1), flags(0, 0, 1, 0), numbers(3), numbers(1, 0, 0, 0)},
			dialect.Counts{Created: 3, Updated: 1}},
		{"partial index, all are new", partial, 4, []dialect.Answer{numbers(1), flags(0, 0, 1, 0), numbers(4)}, dialect.Counts{Created: 4}},
		{"partial index, a row may have been replaced", partial, 4, []dialect.Answer{numbers(1), flags(0, 0, 1, 0), numbers(3), numbers(1, 0, 1, 0)},
			dialect.Counts{Created: 3, Updated: 1, Inexact: true}},
		{"partial index, a row moves out of it", partial, 2, []dialect.Answer{numbers(1), flags(1, 0), numbers(1), numbers(1, 0, 0, 0)},
			dialect.Counts{Created: 1, Updated: 1}},
		{"partial index, a trigger drops a row", partial, 3, []dialect.Answer{numbers(1), flags(1, 0), numbers(1), numbers(1, 1, 0, 0)},
			dialect.Counts{Created: 1, Updated: 1, Skipped: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sp, err := Dialect{}.Insert(test.insert, dialect.Plain(test.n))
			if err != nil {
				t.Fatal(err)
			}
			if sent := sent(sp, test.n, test.answers); sent != len(test.answers) {
				t.Fatalf("%d steps are sent, not %d", sent, len(test.answers))
			}
			if got := sp.Tally(test.n, test.answers); got != test.want {
				t.Errorf("want %+v\ngot  %+v", test.want, got)
			}
		})
	}
}

// sent is the number of steps that are sent for n rows with these answers.
func sent(sp dialect.Spelling, n int, answers []dialect.Answer) int {
	sent := 0
	for i, step := range sp.Steps {
		if step.Needed == nil || step.Needed(n, answers[:i]) {
			sent++
		}
	}
	return sent
}

// TestInsertKeyExpressions: an expression may have another value each time, so the counts may be wrong.
func TestInsertKeyExpressions(t *testing.T) {
	rows := dialect.Rows{N: 2, Exprs: map[dialect.Cell]dialect.Expr{{Row: 1, Column: 1}: {SQL: "lower(?)", Args: []any{"E"}}}}
	sp, err := Dialect{}.Insert(upsert(nil), rows)
	if err != nil {
		t.Fatal(err)
	}
	if got := sp.Steps[0].AppendArgs(nil, rows, []any{"o1", nil, "n1", "o2", nil, "n2"}, 3); got[0] != int64(1) {
		t.Errorf("%v rows have NULL in the key, want the one without an expression", got[0])
	}
	numbers := func(n ...int64) dialect.Answer { return dialect.Answer{Rows: [][]int64{n}} }
	want := dialect.Counts{Created: 1, Updated: 1, Inexact: true}
	if got := sp.Tally(2, []dialect.Answer{numbers(1, 0), {Affected: 2}, numbers(2)}); got != want {
		t.Errorf("want %+v, got %+v", want, got)
	}
	// The look-up has no place for the prefix that the expression may need.
	sp, err = Dialect{}.Insert(upsert(func(i *dialect.Insert) { i.Prefixes = []sq.Sqlizer{sq.Expr("WITH x AS (SELECT 1)")} }), rows)
	if err != nil || len(sp.Steps) != 1 {
		t.Errorf("with a prefix: %d steps, %v", len(sp.Steps), err)
	}
}

// TestCountNulls: NULL is what the driver gets as nil.
func TestCountNulls(t *testing.T) {
	nulls := []any{nil, (*string)(nil), sql.NullString{}, []byte(nil)}
	others := []any{"", int64(0), 0, []byte{}, sql.NullString{Valid: true}, new(string), struct{}{}, dialect.Expr{SQL: "NULL"}}
	column := append(nulls, others...)
	if got := countNulls([][]any{column}); got != int64(len(nulls)) {
		t.Errorf("got %v, want %d", got, len(nulls))
	}
	reversed := slices.Clone(column)
	slices.Reverse(reversed)
	if got := countNulls([][]any{column, reversed}); got != int64(2*len(nulls)) {
		t.Errorf("two columns: got %v, want %d", got, 2*len(nulls))
	}
}
