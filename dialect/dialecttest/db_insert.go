package dialecttest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// person is a row of people.
type person struct {
	ID   int64   `db:"id"`
	Name *string `db:"name"`
	Hits int64   `db:"hits"`
}

func ptr[T any](v T) *T { return &v }

// insertSources inserts the same rows from every kind of source.
func insertSources(t *testing.T, s *suite) {
	structs := []person{{1, ptr("Ann"), 10}, {2, nil, 20}, {3, ptr(""), 0}}
	pointers := []*person{&structs[0], &structs[1], &structs[2]}
	maps := []map[string]any{{"id": 1, "name": "Ann", "hits": 10}, {"hits": 20, "id": 2, "name": nil}, {"id": 3, "name": "", "hits": 0}}
	sources := map[string]builder.Source{
		"structs":  builder.Structs(structs),
		"pointers": builder.Structs(pointers),
		"maps":     builder.Maps(maps),
		"tuples":   rows([]string{"name", "id", "hits"}, []any{"Ann", 1, 10}, []any{nil, 2, 20}, []any{"", 3, 0}),
	}
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			tab := s.people(t)
			s.apply(t, builder.Insert(tab.name).From(source), exec.Result{Rows: 3, Created: 3, Chunks: 1})
			tab.want(t, []any{1, "Ann", 10}, []any{2, nil, 20}, []any{3, "", 0})
		})
	}
	t.Run("values", func(t *testing.T) {
		tab := s.people(t)
		b := builder.Insert(tab.name).Columns(peopleColumns...).Values(1, "Ann", 10).Values(int32(2), nil, uint8(20))
		s.apply(t, b, exec.Result{Rows: 2, Created: 2, Chunks: 1})
		tab.want(t, []any{1, "Ann", 10}, []any{2, nil, 20})
	})
	t.Run("column", func(t *testing.T) {
		tab := s.people(t)
		s.apply(t, builder.Insert(tab.name).From(builder.Column("id", []int64{5, 6})), exec.Result{Rows: 2, Created: 2})
		tab.want(t, []any{5, "nobody", 7}, []any{6, "nobody", 7})
	})
}

// upper is a value that turns itself into another one on its way to the database.
type upper string

func (u upper) Value() (driver.Value, error) { return "UPPER " + string(u), nil }

// insertFields inserts embedded structs, nil embedded pointers and Valuers.
func insertFields(t *testing.T, s *suite) {
	type Key struct {
		ID int64 `db:"id"`
	}
	type Extra struct {
		Hits sql.NullInt64 `db:"hits"`
	}
	type row struct {
		Key
		*Extra
		Name    upper `db:"name"`
		Ignored int   `db:"-"`
	}
	tab := s.people(t)
	from := builder.Structs([]row{{Key{1}, &Extra{sql.NullInt64{Int64: 3, Valid: true}}, "a", 0}, {Key{2}, nil, "b", 0}, {Key{3}, &Extra{}, "c", 0}})
	s.apply(t, builder.Insert(tab.name).From(from), exec.Result{Rows: 3, Created: 3})
	tab.want(t, []any{1, "UPPER a", 3}, []any{2, "UPPER b", nil}, []any{3, "UPPER c", nil})
}

// insertCells inserts expressions and NULL; the chunks have texts of their own.
func insertCells(t *testing.T, s *suite) {
	other := s.people(t, []any{41, "x", 1})
	tab := s.people(t)
	most := sq.Select("MAX(id)").From(s.d.Quote(other.name)).Where(sq.Eq{"name": "x"})
	b := builder.Insert(tab.name).Columns(peopleColumns...).BatchSize(2).
		Values(1, sq.Expr("UPPER(?)", "ann"), nil).
		Values(sq.Expr("1 + ?", 1), "Bob", sq.Expr("40 + ?", 2)).
		Values(sq.Expr("(?)", most), nil, 5).
		Values(4, sq.Expr("REPLACE('really??', ?, '??')", "re"), 0).
		Values(5, "plain", 1)
	s.apply(t, b, exec.Result{Rows: 5, Created: 5, Chunks: 3})
	tab.want(t, []any{1, "ANN", nil}, []any{2, "Bob", 42}, []any{41, nil, 5}, []any{4, "?ally?", 0}, []any{5, "plain", 1})
}

func insertDefaultCells(t *testing.T, s *suite) {
	tab := s.people(t)
	b := builder.Insert(tab.name).Columns(peopleColumns...).
		Values(1, builder.Default, 1).Values(2, "Bob", builder.Default).Values(3, nil, 3).Values(4, builder.Default, builder.Default)
	s.apply(t, b, exec.Result{Rows: 4, Created: 4})
	tab.want(t, []any{1, "nobody", 1}, []any{2, "Bob", 7}, []any{3, nil, 3}, []any{4, "nobody", 7})
}

func insertSomeColumns(t *testing.T, s *suite) {
	tab := s.people(t)
	b := builder.Insert(tab.name).Columns("hits", "id").From(builder.Structs([]person{{1, ptr("Ann"), 10}, {2, nil, 20}}))
	s.apply(t, b, exec.Result{Rows: 2, Created: 2})
	tab.want(t, []any{1, "nobody", 10}, []any{2, "nobody", 20})
}

func insertPrefixSuffix(t *testing.T, s *suite) {
	tab := s.people(t)
	b := builder.Insert(tab.name).Columns(peopleColumns...).Values(1, "Ann", 10).Prefix("/* in front */").Suffix("/* behind */")
	s.apply(t, b, exec.Result{Rows: 1, Created: 1})
	s.apply(t, b.OnConflict("id").DoUpdate(), s.rewritten(exec.Result{Rows: 1}, 1))
	tab.want(t, []any{1, "Ann", 10})
}

// insertChunks inserts more rows than a statement takes, with a shorter chunk at the end.
func insertChunks(t *testing.T, s *suite) {
	tab := s.people(t)
	all := numbered(1, 250, func(i int) []any { return []any{i, fmt.Sprint("name ", i), i * i} })
	s.apply(t, builder.Insert(tab.name).From(rows(peopleColumns, all...)), exec.Result{Rows: 250, Created: 250, Chunks: 3}, exec.BatchSize(100))
	tab.want(t, all...)
}

// insertViolation checks the error for a key that exists, and that nothing is left of the run.
func insertViolation(t *testing.T, s *suite) {
	tab := s.people(t, []any{25, "stored", 1})
	all := numbered(1, 30, func(i int) []any { return []any{i, "new", i} })
	res, err := s.ex.Run(context.Background(), builder.Insert(tab.name).From(rows(peopleColumns, all...)).BatchSize(10))
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || !errors.Is(err, dialect.UniqueViolation) {
		t.Fatalf("not a unique violation: %v", err)
	}
	if failed.Chunk != 3 || failed.First != 20 || failed.Last != 29 || failed.Applied != 0 {
		t.Errorf("chunk %d, rows %d-%d, %d applied", failed.Chunk, failed.First, failed.Last, failed.Applied)
	}
	if res.Rows != 0 || res.Created != 0 || res.Exact {
		t.Errorf("counts although nothing was applied: %s", counts(res))
	}
	tab.want(t, []any{25, "stored", 1})
}

// noRows runs statements without rows.
func noRows(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	for _, b := range []builder.Bulk{
		builder.Insert(tab.name).From(rows(peopleColumns)),
		builder.Insert(tab.name).From(builder.Structs([]person{})).OnConflict("id").DoUpdate(),
		builder.Update(tab.name).Key("id").Set("name").From(rows(peopleColumns)),
		builder.Delete(tab.name).Key("id").From(builder.Column("id", []int{})),
	} {
		s.apply(t, b, exec.Result{})
	}
	tab.want(t, []any{1, "Ann", 10})
}

func doNothingKeys(t *testing.T, s *suite) {
	for name, on := range map[string]func(builder.InsertBuilder) builder.InsertBuilder{
		"any":   func(b builder.InsertBuilder) builder.InsertBuilder { return b.DoNothing() },
		"named": func(b builder.InsertBuilder) builder.InsertBuilder { return b.OnConflict("id").DoNothing() },
	} {
		t.Run(name, func(t *testing.T) {
			tab := s.people(t, []any{1, "Ann", 10}, []any{2, nil, nil})
			b := builder.Insert(tab.name).From(rows(peopleColumns, []any{1, "other", 0}, []any{2, nil, nil}, []any{3, "Cid", 30}))
			s.apply(t, on(b), exec.Result{Rows: 3, Created: 1, Skipped: 2})
			s.apply(t, on(b), exec.Result{Rows: 3, Skipped: 3})
			tab.want(t, []any{1, "Ann", 10}, []any{2, nil, nil}, []any{3, "Cid", 30})
		})
	}
}

// doNothingDuplicates: the first of the rows with one key is inserted.
func doNothingDuplicates(t *testing.T, s *suite) {
	tab := s.people(t, []any{1, "Ann", 10})
	b := builder.Insert(tab.name).From(rows(peopleColumns, []any{2, "first", 1}, []any{2, "second", 2}, []any{1, "third", 3}))
	s.apply(t, b.OnConflict("id").DoNothing(), exec.Result{Rows: 3, Created: 1, Skipped: 2})
	tab.want(t, []any{1, "Ann", 10}, []any{2, "first", 1})
}

// doNothingNull: NULL in a key never conflicts.
func doNothingNull(t *testing.T, s *suite) {
	tab := s.members(t, []any{1, nil, "Ann", 10}, []any{1, "b@x.io", "Bob", 20})
	b := builder.Insert(tab.name).From(rows(membersColumns, []any{1, nil, "new", 1}, []any{1, "b@x.io", "old", 2}, []any{nil, "b@x.io", "new", 3}))
	s.apply(t, b.OnConflict("org", "email").DoNothing(), exec.Result{Rows: 3, Created: 2, Skipped: 1})
	tab.want(t, []any{1, nil, "Ann", 10}, []any{1, nil, "new", 1}, []any{1, "b@x.io", "Bob", 20}, []any{nil, "b@x.io", "new", 3})
}

func doNothingConstraint(t *testing.T, s *suite) {
	tab, constraint := s.constrained(t, []any{1, "Ann", 10})
	b := builder.Insert(tab.name).From(rows(peopleColumns, []any{1, "other", 0}, []any{2, "Bob", 20}))
	s.apply(t, b.OnConstraint(constraint).DoNothing(), exec.Result{Rows: 2, Created: 1, Skipped: 1})
	tab.want(t, []any{1, "Ann", 10}, []any{2, "Bob", 20})
}

// constrained is people with a named constraint on its key.
func (s *suite) constrained(t *testing.T, stored ...[]any) (*table, string) {
	t.Helper()
	tab := s.table(t, "constrained", []column{{"id", BigInt, notNull}, {"name", Key, ""}, {"hits", BigInt, ""}})
	constraint := tab.name + ` the "key"?`
	s.exec(t, fmt.Sprintf("ALTER TABLE %s ADD CONSTRAINT %s UNIQUE (%s)", s.d.Quote(tab.name), s.name(constraint), s.name("id")))
	tab.seed(t, stored...)
	return tab, constraint
}

// doNothingChunks counts over chunks, the texts of which are prepared once.
func doNothingChunks(t *testing.T, s *suite) {
	stored := numbered(1, 100, func(i int) []any { return []any{2 * i, "stored", i} })
	tab := s.people(t)
	s.apply(t, builder.Insert(tab.name).From(rows(peopleColumns, stored...)), exec.Result{Rows: 100, Created: 100})
	all := numbered(1, 205, func(i int) []any { return []any{i, "new", i} })
	s.apply(t, builder.Insert(tab.name).From(rows(peopleColumns, all...)).OnConflict("id").DoNothing().BatchSize(50),
		exec.Result{Rows: 205, Created: 105, Skipped: 100, Chunks: 5})
	tab.want(t, numbered(1, 205, func(i int) []any {
		if i%2 == 0 && i <= 200 {
			return []any{i, "stored", i / 2}
		}
		return []any{i, "new", i}
	})...)
}
