package integration

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// pricesTable has no unique constraint; the index is what finds a key.
const pricesTable = "prices (shop_id BIGINT, sku VARCHAR(40), price BIGINT DEFAULT 0, note VARCHAR(20) DEFAULT 'none', hits BIGINT DEFAULT 0)"

// price is an input row.
type price struct {
	SKU   string `db:"sku"`
	Price int64  `db:"price"`
	Note  string `db:"note"`
}

// createPrices creates the table with some rows.
func createPrices(t *testing.T, on reach, rows ...string) {
	t.Helper()
	on.create(t, pricesTable)
	on.must(t, "CREATE INDEX prices_key ON prices (shop_id, sku)")
	for _, r := range rows {
		on.must(t, "INSERT INTO prices (shop_id, sku, price, note, hits) VALUES ("+r+")")
	}
}

// stored reads the rows of the table prices.
func (on reach) stored(t *testing.T) []string {
	t.Helper()
	lines, err := on.content()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// content reads the rows of the table prices.
func (on reach) content() ([]string, error) {
	var rows []struct {
		Shop  sql.NullInt64  `db:"shop_id"`
		SKU   sql.NullString `db:"sku"`
		Price int64
		Note  string
		Hits  int64
	}
	if err := on.db.Select(&rows, "SELECT shop_id, sku, price, note, hits FROM prices"); err != nil {
		return nil, err
	}
	var lines []string
	for _, r := range rows {
		shop, sku := "NULL", "NULL"
		if r.Shop.Valid {
			shop = fmt.Sprint(r.Shop.Int64)
		}
		if r.SKU.Valid {
			sku = r.SKU.String
		}
		lines = append(lines, fmt.Sprintf("%s %s %d %s %d", shop, sku, r.Price, r.Note, r.Hits))
	}
	return lines, nil
}

// bump adds one to the hits of stored rows.
var bump = sq.Expr("? + 1", builder.Stored("hits"))

// TestUpdateOrCreate compares contents, counts and lists of single runs.
func TestUpdateOrCreate(t *testing.T) {
	shop := builder.UpdateOrCreate("prices").Shared(sq.Eq{"shop_id": 7}).Key("sku")
	abc := builder.Structs([]price{{"c", 3, "new"}, {"a", 10, "new"}, {"b", 20, "new"}})
	for _, c := range []struct {
		name           string
		before         []string
		uc             builder.UpdateOrCreateBuilder
		options        []exec.Option
		counts         [3]int64 // created, updated, unchanged
		created, found []int
		after          []string
	}{
		{"shared columns filter and are written; a touched column", []string{"7, 'a', 1, 'old', 0", "8, 'b', 2, 'old', 0"},
			shop.Set("price").SetExpr("hits", bump).From(abc), nil, [3]int64{2, 1, 0}, []int{0, 2}, []int{1},
			[]string{"7 a 10 old 1", "7 b 20 none 0", "7 c 3 none 0", "8 b 2 old 0"}},
		{"only what changed, and columns for new rows", []string{"7, 'a', 10, 'old', 0", "7, 'b', 2, 'old', 0"},
			shop.Set("price").SetExpr("hits", bump).OnCreate("note").OnlyChanged().From(abc), nil, [3]int64{1, 1, 1}, []int{0}, []int{1, 2},
			[]string{"7 a 10 old 0", "7 b 20 old 1", "7 c 3 new 0"}},
		{"nothing to set", []string{"7, 'a', 1, 'old', 0"}, shop.OnCreate("price").From(abc), nil, [3]int64{2, 0, 1}, []int{0, 2}, []int{1},
			[]string{"7 a 1 old 0", "7 b 20 none 0", "7 c 3 none 0"}},
		{"all rows of a key", []string{"7, 'a', 1, 'old', 0", "7, 'a', 2, 'old', 5"}, shop.Set("price").From(abc), nil,
			[3]int64{2, 2, 0}, []int{0, 2}, []int{1}, []string{"7 a 10 old 0", "7 a 10 old 5", "7 b 20 none 0", "7 c 3 none 0"}},
		{"shared NULL", []string{"NULL, 'a', 1, 'old', 0", "7, 'b', 1, 'old', 0"},
			builder.UpdateOrCreate("prices").Shared(sq.Eq{"shop_id": nil, "note": "old"}).Key("sku").Set("price").From(abc), nil,
			[3]int64{2, 1, 0}, []int{0, 2}, []int{1}, []string{"7 b 1 old 0", "NULL a 10 old 0", "NULL b 20 old 0", "NULL c 3 old 0"}},
		{"NULL in a key creates a row", []string{"7, NULL, 1, 'old', 0"},
			shop.Set("price").From(builder.Tuples([]string{"sku", "price"}, [][]any{{nil, 1}, {nil, 2}, {"a", 3}})), nil,
			[3]int64{3, 0, 0}, []int{0, 1, 2}, nil, []string{"7 NULL 1 none 0", "7 NULL 1 old 0", "7 NULL 2 none 0", "7 a 3 none 0"}},
		{"a composite key, and chunks", []string{"7, 'a', 1, 'old', 0", "8, 'b', 2, 'old', 0"},
			builder.UpdateOrCreate("prices").Key("shop_id", "sku").Set("price").BatchSize(2).From(builder.Tuples([]string{"shop_id", "sku", "price"},
				[][]any{{8, "b", 5}, {7, "b", 6}, {7, "a", 7}, {8, "a", 8}, {9, "a", 9}})), []exec.Option{exec.PerChunk()},
			[3]int64{3, 2, 0}, []int{1, 3, 4}, []int{0, 2}, []string{"7 a 7 old 0", "7 b 6 none 0", "8 a 8 none 0", "8 b 5 old 0", "9 a 9 none 0"}},
		{"without regard to case", []string{"7, 'AbC', 1, 'old', 0", "7, 'aBc', 1, 'old', 1", "7, 'x', 3, 'old', 0"},
			builder.UpdateOrCreate("prices").Shared(sq.Eq{"shop_id": 7}).KeyFold("sku").Set("price").OnlyChanged().
				From(builder.Tuples([]string{"sku", "price"}, [][]any{{"ABC", 2}, {"X", 3}, {"y", 4}})), nil,
			[3]int64{1, 2, 1}, []int{2}, []int{0, 1}, []string{"7 AbC 2 old 0", "7 aBc 2 old 1", "7 x 3 old 0", "7 y 4 none 0"}},
		{"a lock, and counts by outcome", []string{"7, 'a', 10, 'old', 0"}, shop.Set("price").OnlyChanged().From(abc),
			[]exec.Option{exec.LockTable(true), exec.Outcomes(true), exec.PerChunk()}, [3]int64{2, 0, 1}, []int{0, 2}, []int{1},
			[]string{"7 a 10 old 0", "7 b 20 none 0", "7 c 3 none 0"}},
		{"no rows", []string{"7, 'a', 1, 'old', 0"}, shop.Set("price").From(builder.Structs([]price{})), nil, [3]int64{}, nil, nil, []string{"7 a 1 old 0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, on reach) {
				createPrices(t, on, c.before...)
				res, err := exec.New(on.db, on.dialect).UpdateOrCreate(context.Background(), c.uc, c.options...)
				if err != nil {
					t.Fatal(err)
				}
				if got := [3]int64{res.Created, res.Updated, res.Unchanged}; got != c.counts || !res.Exact {
					t.Errorf("counts %v, exact %v, want %v", got, res.Exact, c.counts)
				}
				if fmt.Sprint(res.CreatedRows, res.FoundRows) != fmt.Sprint(c.created, c.found) {
					t.Errorf("created %v and found %v, want %v and %v", res.CreatedRows, res.FoundRows, c.created, c.found)
				}
				if got := on.stored(t); !sameRows(got, c.after) {
					t.Errorf("the table has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.after, "\n"))
				}
				on.idle(t)
			})
		})
	}
}

// sameRows compares rows whatever their order is, since databases sort NULL and letters differently.
func sameRows(a, b []string) bool {
	count := make(map[string]int)
	for _, r := range a {
		count[r]++
	}
	for _, r := range b {
		count[r]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// TestUpdateOrCreateCollation: keys are equal when the column's collation says so, in the table and in the input.
func TestUpdateOrCreateCollation(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		collation := pick(on, map[string]string{
			"sqlite": "COLLATE NOCASE", "mysql": "COLLATE utf8mb4_general_ci", "postgres": `COLLATE "sqbulk_ci"`,
		})
		if on.kind == "postgres" {
			on.needsUTF8(t)
			on.must(t, `CREATE COLLATION IF NOT EXISTS sqbulk_ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`)
		}
		on.create(t, "folded (sku VARCHAR(40) "+collation+", price BIGINT)")
		on.must(t, "INSERT INTO folded VALUES ('Abc', 1)")
		ex := exec.New(on.db, on.dialect)
		uc := builder.UpdateOrCreate("folded").Key("sku").Set("price")
		rows := func(skus ...string) builder.Source {
			var all [][]any
			for i, s := range skus {
				all = append(all, []any{s, 10 + i})
			}
			return builder.Tuples([]string{"sku", "price"}, all)
		}
		res, err := ex.UpdateOrCreate(context.Background(), uc.From(rows("x", "aBC")))
		if err != nil || !reflect.DeepEqual(res.CreatedRows, []int{0}) || !reflect.DeepEqual(res.FoundRows, []int{1}) {
			t.Errorf("got %+v, %v", res, err)
		}
		for _, twice := range [][]string{{"n", "N", "o"}, {"o", "aBC", "z", "Abc"}} {
			_, err = ex.UpdateOrCreate(context.Background(), uc.From(rows(twice...)))
			if err == nil || !strings.Contains(err.Error(), map[int]string{3: "rows 0 and 1 ", 4: "rows 1 and 3 "}[len(twice)]) {
				t.Errorf("%q: got %v", twice, err)
			}
		}
		if n := on.one(t, "SELECT COUNT(*) FROM folded WHERE price IN (10, 11)"); n != 2 {
			t.Errorf("%d rows are as they should be, not 2", n)
		}
	})
}

// TestUpdateOrCreateTypes finds keys of many types again.
func TestUpdateOrCreateTypes(t *testing.T) {
	type column struct {
		ddl    map[string]string
		values [2]any
	}
	for name, c := range map[string]column{
		"bigint":  {map[string]string{"": "BIGINT"}, [2]any{int64(1) << 60, -5}},
		"decimal": {map[string]string{"": "DECIMAL(12,4)"}, [2]any{"1.5", "2.2500"}},
		"date":    {map[string]string{"": "DATE"}, [2]any{"2024-02-29", "1999-12-31"}},
		"char":    {map[string]string{"": "CHAR(8)"}, [2]any{"ab", "c"}},
		"text":    {map[string]string{"": "VARCHAR(50)"}, [2]any{"Grüße 😀", "o'clock?"}},
		"bytes":   {map[string]string{"": "BLOB", "postgres": "BYTEA", "mysql": "VARBINARY(30)"}, [2]any{[]byte{0, 255, 39}, []byte("x")}},
		"bool":    {map[string]string{"": "BOOLEAN"}, [2]any{true, false}},
		"uuid":    {map[string]string{"": "CHAR(36)", "postgres": "UUID"}, [2]any{"6f1c2b1e-0d2b-4b7e-9a51-2f0f3d1b9a10", "00000000-0000-0000-0000-000000000000"}},
	} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, on reach) {
				on.create(t, "typed (k "+pick(on, c.ddl)+", v BIGINT)")
				uc := builder.UpdateOrCreate("typed").Key("k").Set("v")
				ex := exec.New(on.db, on.dialect)
				for round, want := range [][2]int64{{1, 0}, {1, 1}, {0, 2}} {
					rows := [][]any{{c.values[0], round}, {c.values[1], round}}[:min(round+1, 2)]
					res, err := ex.UpdateOrCreate(context.Background(), uc.From(builder.Tuples([]string{"k", "v"}, rows)))
					if err != nil || [2]int64{res.Created, res.Updated} != want {
						t.Errorf("round %d: got %+v, %v", round, res, err)
					}
				}
				if n := on.one(t, "SELECT COUNT(*) FROM typed WHERE v = 2"); n != 2 {
					t.Errorf("%d rows, not 2", n)
				}
			})
		})
	}
}

// TestUpdateOrCreateSkipsBadRows: a row that violates another key, or a NOT NULL column, is set aside, and the rest is applied.
func TestUpdateOrCreateSkipsBadRows(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, "parts (sku VARCHAR(20), code BIGINT NOT NULL UNIQUE)")
		on.must(t, "INSERT INTO parts VALUES ('a', 1), ('b', 2), ('c', 3)")
		rows := [][]any{{"x", 10}, {"a", 11}, {"y", 3}, {"b", nil}, {"z", 12}, {"w", nil}}
		uc := builder.UpdateOrCreate("parts").Key("sku").Set("code").From(builder.Tuples([]string{"sku", "code"}, rows))
		res, err := exec.New(on.db, on.dialect).UpdateOrCreate(context.Background(), uc, exec.SkipBadRows(-1))
		if err != nil {
			t.Fatal(err)
		}
		bad := make(map[int]dialect.Kind)
		for _, r := range res.Rejected {
			bad[r.Row] = r.Fault.Kind
		}
		want := map[int]dialect.Kind{2: dialect.UniqueViolation, 3: dialect.NotNullViolation, 5: dialect.NotNullViolation}
		if !reflect.DeepEqual(bad, want) || res.Created != 2 || res.Updated != 1 {
			t.Errorf("rejected %v, want %v; %+v", bad, want, res)
		}
		if got := fmt.Sprint(res.CreatedRows, res.FoundRows); got != "[0 4] [1]" {
			t.Errorf("lists %s", got)
		}
		if n := on.one(t, "SELECT COUNT(*) FROM parts WHERE code IN (10, 11, 2, 3, 12)"); n != 5 {
			t.Errorf("%d rows are as they should be, not 5", n)
		}
		_, err = exec.New(on.db, on.dialect).UpdateOrCreate(context.Background(), uc)
		if !errors.Is(err, dialect.UniqueViolation) && !errors.Is(err, dialect.NotNullViolation) {
			t.Errorf("got %v", err)
		}
		on.idle(t)
	})
}

// TestUpdateOrCreateNames: tables and columns that are called like what the statements name themselves, or like keywords.
func TestUpdateOrCreateNames(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		quote := on.dialect.Quote("x")[:1]
		name := func(column string) string { return dialect.QuoteName(column, quote) }
		for _, table := range []string{"sqbulk", "SQBULK_input", "sqbulk_rows", "sqbulk_found", "order", "a?b --"} {
			t.Run(table, func(t *testing.T) {
				quoted := on.dialect.Quote(table)
				on.must(t, fmt.Sprintf("CREATE TABLE %s (%s BIGINT, %s VARCHAR(20), %s BIGINT, %s BIGINT)", quoted, name("_0"), name("_1"), name("select"), name("a.`\"'")))
				t.Cleanup(func() { on.must(t, "DROP TABLE "+quoted) })
				uc := builder.UpdateOrCreate(table).Shared(sq.Eq{"_0": 7}).Key("select").KeyFold("_1").Set("a.`\"'").OnlyChanged().
					From(builder.Tuples([]string{"_1", "select", "a.`\"'"}, [][]any{{"x", 1, 1}, {"Y", 2, 2}}))
				ex := exec.New(on.db, on.dialect, exec.LockTable(true))
				for _, want := range []exec.Result{{Created: 2}, {Unchanged: 2}} {
					res, err := ex.Run(context.Background(), uc)
					if err != nil || res.Created != want.Created || res.Unchanged != want.Unchanged {
						t.Errorf("got %+v, %v, want %+v", res, err, want)
					}
				}
			})
		}
	})
}

// TestUpdateOrCreateRagged: rows bring the columns that they have. What a row lacks is the default when it is created, and stays when
// it is found; a row with nothing to set is found and left alone.
func TestUpdateOrCreateRagged(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, "uneven (shop BIGINT NOT NULL, sku VARCHAR(40) NOT NULL, price BIGINT NOT NULL DEFAULT 7, stock BIGINT, made BIGINT DEFAULT 9)")
		on.must(t, "INSERT INTO uneven VALUES (1, 'a', 1, 1, 1), (1, 'b', 2, 2, 2), (1, 'c', 3, 3, 3), (2, 'a', 4, 4, 4)")
		rows := []map[string]any{
			{"sku": "a", "price": 10}, {"sku": "n", "stock": nil}, {"sku": "b", "stock": 20, "made": 5}, {"sku": "c", "made": 5},
			{"sku": "o", "price": 11, "made": 6}, {"sku": "p"},
		}
		uc := builder.UpdateOrCreate("uneven").Shared(sq.Eq{"shop": 1}).Key("sku").Set("price", "stock").OnCreate("made").From(builder.Maps(rows))
		for _, opts := range [][]exec.Option{nil, {exec.Outcomes(true)}} {
			res, err := exec.New(on.db, on.dialect).UpdateOrCreate(context.Background(), uc, opts...)
			slices.Sort(res.CreatedRows)
			slices.Sort(res.FoundRows)
			want, created, found := exec.Result{Created: 3, Updated: 2, Unchanged: 1}, []int{1, 4, 5}, []int{0, 2, 3}
			if opts != nil { // the second time, nothing is new
				want, created, found = exec.Result{Updated: 4, Unchanged: 2}, nil, []int{0, 1, 2, 3, 4, 5}
				if on.kind == "mysql" || on.kind == "mariadb" {
					want = exec.Result{Unchanged: 6}
				}
			}
			if err != nil || res.Created != want.Created || res.Updated != want.Updated || res.Unchanged != want.Unchanged || !res.Exact ||
				!slices.Equal(res.CreatedRows, created) || !slices.Equal(res.FoundRows, found) {
				t.Errorf("got %+v, %v, want %+v, %v, %v", res, err, want, created, found)
			}
		}
		var got []string
		text := "CONCAT_WS(' ', shop, sku, price, COALESCE(stock, 0), made)"
		if on.kind == "sqlite" || on.kind == "postgres" {
			text = "shop || ' ' || sku || ' ' || price || ' ' || COALESCE(stock, 0) || ' ' || made"
		}
		if err := on.db.Select(&got, "SELECT "+text+" FROM uneven ORDER BY shop, sku"); err != nil {
			t.Fatal(err)
		}
		want := []string{"1 a 10 1 1", "1 b 2 20 2", "1 c 3 3 3", "1 n 7 0 9", "1 o 11 0 6", "1 p 7 0 9", "2 a 4 4 4"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
