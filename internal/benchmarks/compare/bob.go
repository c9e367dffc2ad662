package main

import (
	"context"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/stephenafamo/bob"
	"github.com/stephenafamo/bob/dialect/mysql"
	mydm "github.com/stephenafamo/bob/dialect/mysql/dm"
	myim "github.com/stephenafamo/bob/dialect/mysql/im"
	"github.com/stephenafamo/bob/dialect/psql"
	pgdm "github.com/stephenafamo/bob/dialect/psql/dm"
	pgim "github.com/stephenafamo/bob/dialect/psql/im"
	"github.com/stephenafamo/bob/dialect/sqlite"
	litedm "github.com/stephenafamo/bob/dialect/sqlite/dm"
	liteim "github.com/stephenafamo/bob/dialect/sqlite/im"
	"github.com/stephenafamo/bob/expr"
)

// bob is its query builder, which needs no generated code: Values, OnConflict and OnDuplicateKeyUpdate. It has no update of many rows.
func (w *work[T]) bob() []contestant {
	switch w.op {
	case update:
		return nil
	case remove:
		return []contestant{{name: "bob Delete", run: func(ctx context.Context) error {
			return w.inTx(ctx, func(tx *sqlx.Tx) error {
				for keys := range slices.Chunk(w.keys, w.batch) {
					text, args, err := w.bobDelete(anyKeys(keys)).Build(ctx)
					if err := execChecked(ctx, tx, text, args, err); err != nil {
						return err
					}
				}
				return nil
			})
		}}}
	}
	return []contestant{{name: "bob Insert", run: func(ctx context.Context) error {
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			for rows := range w.chunks() {
				text, args, err := w.bobInsert(rows).Build(ctx)
				if err := execChecked(ctx, tx, text, args, err); err != nil {
					return err
				}
			}
			return nil
		})
	}}}
}

// builds is what bob's queries have in common.
type builds interface {
	Build(ctx context.Context) (string, []any, error)
}

// bobInsert is an insert or an upsert of rows.
func (w *work[T]) bobInsert(rows []T) builds {
	values := make([][]bob.Expression, len(rows))
	for i := range rows {
		values[i] = []bob.Expression{expr.Arg(w.values(&rows[i], make([]any, 0, len(w.columns)))...)}
	}
	switch w.on.kind {
	case "postgres":
		q := psql.Insert(pgim.Into(w.table, w.columns...), pgim.Rows(values...))
		if w.op == upsert {
			q.Apply(pgim.OnConflict("id").DoUpdate(pgim.SetExcluded(w.columns[1:]...)))
		}
		return q
	case "sqlite":
		q := sqlite.Insert(liteim.Into(w.table, w.columns...), liteim.Rows(values...))
		if w.op == upsert {
			q.Apply(liteim.OnConflict("id").DoUpdate(liteim.SetExcluded(w.columns[1:]...)))
		}
		return q
	}
	q := mysql.Insert(myim.Into(w.table, w.columns...), myim.Rows(values...))
	if w.op == upsert {
		q.Apply(myim.OnDuplicateKeyUpdate(myim.UpdateWithValues(w.columns[1:]...)))
	}
	return q
}

// bobDelete is a delete of rows by their keys.
func (w *work[T]) bobDelete(keys []any) builds {
	switch w.on.kind {
	case "postgres":
		return psql.Delete(pgdm.From(w.table), pgdm.Where(psql.Quote("id").In(psql.Arg(keys...))))
	case "sqlite":
		return sqlite.Delete(litedm.From(w.table), litedm.Where(sqlite.Quote("id").In(sqlite.Arg(keys...))))
	}
	return mysql.Delete(mydm.From(w.table), mydm.Where(mysql.Quote("id").In(mysql.Arg(keys...))))
}

// anyKeys are keys as arguments.
func anyKeys(keys []int64) []any {
	all := make([]any, len(keys))
	for i, k := range keys {
		all[i] = k
	}
	return all
}
