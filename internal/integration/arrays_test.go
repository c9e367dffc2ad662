package integration

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// onEveryPostgres runs a test on every PostgreSQL through every driver.
func onEveryPostgres(t *testing.T, f func(t *testing.T, on reach)) {
	onServers(t, func(t *testing.T, on reach) {
		if on.kind == "postgres" {
			f(t, on)
		}
	})
}

// TestArraysModel runs the batches of TestModel with an array for each column.
func TestArraysModel(t *testing.T) {
	for _, address := range addresses("SQBULK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable") {
		version, err := preparePostgres(address)
		if err != nil {
			unreachable(t, "PostgreSQL", "SQBULK_TEST_POSTGRES", err)
		}
		for _, driver := range []string{"postgres", "pgx"} {
			t.Run(version+"/"+driver, func(t *testing.T) {
				runModel(t, target{openPostgres(t, driver, address), joinForm{load(t, postgres.Dialect{}, exec.Arrays)}, true, postgresSuite})
			})
		}
	}
}

// unknownToSQL are the types of copyValues that database/sql does not know. Drivers may; exec.Arrays refuses them.
func unknownToSQL(v any) bool {
	switch v.(type) {
	case []string, []int64, [][]byte, [16]byte:
		return true
	}
	name := fmt.Sprintf("%T", v)
	return strings.HasPrefix(name, "struct") || strings.HasPrefix(name, "map") || strings.HasPrefix(name, "*big")
}

// TestArraysValues stores each Go value in a column of each type by INSERT and by an array: both store the same, or both refuse it.
func TestArraysValues(t *testing.T) {
	onLibPQ(t, func(t *testing.T, on reach) {
		on.needsUTF8(t)
		copyDomains(t, on)
		for _, column := range copyTypes {
			t.Run(column, func(t *testing.T) {
				on.create(t, "array_value (i int, v "+column+")")
				insert := builder.Insert("array_value")
				if strings.HasSuffix(column, "[]") {
					_, err := exec.New(on.db, on.dialect).Run(t.Context(), insert.Columns("i", "v").Values(1, nil), exec.Strategy(exec.Arrays))
					if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), `"v"`) {
						t.Errorf("an array of arrays: %v", err)
					}
					return
				}
				arraysLikeInsert(t, on, insert, column)
			})
		}
	})
}

// arraysLikeInsert compares the ways for one type of column.
func arraysLikeInsert(t *testing.T, on reach, insert builder.InsertBuilder, column string) {
	var rows [][]any
	for i, v := range copyValues() {
		rows = append(rows, []any{i, v})
	}
	insert = insert.From(builder.Tuples([]string{"i", "v"}, rows))
	run := func(opts ...exec.Option) map[int]string {
		on.must(t, "TRUNCATE array_value")
		res, err := exec.New(on.db, on.dialect).Run(t.Context(), insert, append(opts, exec.SkipBadRows(-1))...)
		if err != nil {
			t.Fatal(err)
		}
		return storedTexts(t, on.db, "array_value", res)
	}
	want, got := run(), run(exec.Strategy(exec.Arrays))
	for i, row := range rows {
		if unknownToSQL(row[1]) && strings.HasPrefix(got[i], "refused") {
			continue
		}
		if got[i] != want[i] {
			t.Errorf("%T %v in a %s:\ninsert %s\narray  %s", row[1], row[1], column, want[i], got[i])
		}
	}
}

// TestArraysNoTransaction: unlike rows that are fed, arrays need no transaction.
func TestArraysNoTransaction(t *testing.T) {
	onEveryPostgres(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		rows := builder.Tuples([]string{"id", "name"}, [][]any{{1, "a"}, {2, nil}, {3, "c"}})
		opts := []exec.Option{exec.Strategy(exec.Arrays), exec.NoTx(), exec.BatchSize(1)}
		res, err := exec.New(on.db, on.dialect).Run(t.Context(), builder.Insert("fed").From(rows), opts...)
		if !errors.Is(err, dialect.NotNullViolation) || res.Rows != 1 || res.Created != 1 {
			t.Errorf("%+v, %v", res, err)
		}
	})
}

// TestArraysBadRows is TestBadRows with arrays: the same rows are stored and set aside.
func TestArraysBadRows(t *testing.T) {
	onEveryPostgres(t, func(t *testing.T, on reach) {
		opts := []exec.Option{exec.Strategy(exec.Arrays), exec.BatchSize(1000)}
		runBadRows(t, on, builder.Insert("bad_rows"), 3_000, faultCases, onPool(on, opts...))
	})
}
