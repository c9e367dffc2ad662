package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// seed is the suffix of the table that the measured one is refilled from.
const seed = "_seed"

// createTables creates the measured table and the seed, which has all rows in their stored version.
func createTables[T any](ctx context.Context, t *target, l *layout[T], rows int) error {
	timeType := map[string]string{"postgres": "TIMESTAMPTZ", "sqlite": "TIMESTAMP"}[t.kind]
	if timeType == "" {
		timeType = "DATETIME(6)"
	}
	definition := strings.ReplaceAll(l.definition, "TIME ", timeType+" ")
	if t.kind == "postgres" {
		definition += ") WITH (autovacuum_enabled = false"
	}
	for _, table := range []string{l.table, l.table + seed} {
		if err := t.exec(ctx, "DROP TABLE IF EXISTS "+table, "CREATE TABLE "+table+" ("+definition+")"); err != nil {
			return err
		}
	}
	_, err := exec.New(t.db, t.dialect).Run(ctx, builder.Insert(l.table+seed).From(l.stream(rows, stored)))
	return err
}

// stream makes rows one by one.
func (l *layout[T]) stream(rows int, version string) builder.Source {
	return builder.Seq(func(yield func(T) bool) {
		for id := 1; id <= rows && yield(l.row(int64(id), version)); id++ {
		}
	})
}

// dropTables drops them.
func dropTables[T any](ctx context.Context, t *target, l *layout[T]) error {
	return t.exec(ctx, "DROP TABLE IF EXISTS "+l.table, "DROP TABLE IF EXISTS "+l.table+seed)
}

// makeRows makes every step-th row.
func makeRows[T any](l *layout[T], rows, step int, version string) []T {
	made := make([]T, 0, rows/step)
	for id := step; id <= rows; id += step {
		made = append(made, l.row(int64(id), version))
	}
	return made
}

// refill empties the table and puts the rows into it that the work finds there.
func (w *work[T]) refill(ctx context.Context) error {
	clear := "TRUNCATE TABLE " + w.table
	if w.on.kind == "sqlite" {
		clear = "DELETE FROM " + w.table
	}
	statements := []string{clear}
	fill := "INSERT INTO " + w.table + " SELECT * FROM " + w.table + seed
	switch w.op {
	case insert:
	case upsert:
		statements = append(statements, fill+" WHERE id % 2 = 0")
	default:
		statements = append(statements, fill)
	}
	switch w.on.kind {
	case "postgres":
		statements = append(statements, "VACUUM (ANALYZE) "+w.table)
	case "sqlite":
		statements = append(statements, "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)")
	default:
		statements = append(statements, "ANALYZE TABLE "+w.table)
	}
	return w.on.exec(ctx, statements...)
}

// verify compares the rows of the table with what the work should have left.
func (w *work[T]) verify(ctx context.Context) error {
	rows, fresh := w.total, len(w.rows)
	if w.op == remove {
		rows, fresh = w.total-len(w.rows), 0
	}
	var got struct {
		Rows  int `db:"n"`
		Fresh int `db:"fresh"`
	}
	query := "SELECT COUNT(*) AS n, COUNT(CASE WHEN name LIKE '" + written + " %' THEN 1 END) AS fresh FROM " + w.table
	if err := w.on.db.GetContext(ctx, &got, query); err != nil {
		return err
	}
	if got.Rows != rows || got.Fresh != fresh {
		return fmt.Errorf("the table has %d rows, %d of them written, and not %d, %d of them written", got.Rows, got.Fresh, rows, fresh)
	}
	return nil
}
