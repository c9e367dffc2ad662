package main

import (
	"context"
	"slices"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/mysqldialect"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/schema"
)

// bun is NewInsert, On for upserts, Bulk for updates.
func (w *work[T]) bun() []contestant {
	db := bun.NewDB(w.on.db.DB, w.bunDialect())
	run := func(name string, f func(ctx context.Context, tx bun.Tx) error) []contestant {
		return []contestant{{name: name, run: func(ctx context.Context) error { return db.RunInTx(ctx, nil, f) }}}
	}
	chunks := func(f func(ctx context.Context, tx bun.Tx, rows []T) error) func(ctx context.Context, tx bun.Tx) error {
		return func(ctx context.Context, tx bun.Tx) error {
			for rows := range w.chunks() {
				if err := f(ctx, tx, rows); err != nil {
					return err
				}
			}
			return nil
		}
	}
	switch w.op {
	case insert:
		return run("bun NewInsert", chunks(func(ctx context.Context, tx bun.Tx, rows []T) error {
			_, err := tx.NewInsert().Model(&rows).Exec(ctx)
			return err
		}))
	case upsert:
		return run("bun On", chunks(func(ctx context.Context, tx bun.Tx, rows []T) error {
			q := tx.NewInsert().Model(&rows)
			if w.on.mysqlLike() {
				q = q.On("DUPLICATE KEY UPDATE")
			} else {
				q = q.On("CONFLICT (id) DO UPDATE")
			}
			_, err := q.Exec(ctx)
			return err
		}))
	case update:
		return run("bun Bulk", chunks(func(ctx context.Context, tx bun.Tx, rows []T) error {
			_, err := tx.NewUpdate().Model(&rows).Column(w.set...).Bulk().Exec(ctx)
			return err
		}))
	}
	return run("bun NewDelete", func(ctx context.Context, tx bun.Tx) error {
		for keys := range slices.Chunk(w.keys, w.batch) {
			if _, err := tx.NewDelete().Model((*T)(nil)).Where("id IN (?)", bun.List(keys)).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *work[T]) bunDialect() schema.Dialect {
	switch w.on.kind {
	case "postgres":
		return pgdialect.New()
	case "sqlite":
		return sqlitedialect.New()
	}
	return mysqldialect.New()
}
