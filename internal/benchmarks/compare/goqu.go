package main

import (
	"context"
	"slices"

	"github.com/doug-martin/goqu/v9"
	_ "github.com/doug-martin/goqu/v9/dialect/mysql"    // registers the dialect
	_ "github.com/doug-martin/goqu/v9/dialect/postgres" // registers the dialect
	_ "github.com/doug-martin/goqu/v9/dialect/sqlite3"  // registers the dialect
	"github.com/jmoiron/sqlx"
)

// goqu is Insert with Rows, OnConflict for upserts; it has no update of many rows.
func (w *work[T]) goqu() []contestant {
	d := goqu.Dialect(map[string]string{"postgres": "postgres", "sqlite": "sqlite3", "mysql": "mysql", "mariadb": "mysql"}[w.on.kind])
	switch w.op {
	case update:
		return nil
	case remove:
		return []contestant{{name: "goqu Delete", run: func(ctx context.Context) error {
			return w.inTx(ctx, func(tx *sqlx.Tx) error {
				for keys := range slices.Chunk(w.keys, w.batch) {
					text, args, err := d.Delete(w.table).Where(goqu.C("id").In(keys)).Prepared(true).ToSQL()
					if err := execChecked(ctx, tx, text, args, err); err != nil {
						return err
					}
				}
				return nil
			})
		}}}
	}
	return []contestant{{name: "goqu Rows", run: func(ctx context.Context) error {
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			for rows := range w.chunks() {
				b := d.Insert(w.table).Rows(rows).Prepared(true)
				if w.op == upsert {
					b = b.OnConflict(goqu.DoUpdate("id", w.goquRecord()))
				}
				text, args, err := b.ToSQL()
				if err := execChecked(ctx, tx, text, args, err); err != nil {
					return err
				}
			}
			return nil
		})
	}}}
}

// goquRecord sets all columns to the incoming values.
func (w *work[T]) goquRecord() goqu.Record {
	r := goqu.Record{}
	for _, c := range w.columns[1:] {
		if w.on.mysqlLike() {
			r[c] = goqu.L("VALUES(" + c + ")")
		} else {
			r[c] = goqu.L("EXCLUDED." + c)
		}
	}
	return r
}
