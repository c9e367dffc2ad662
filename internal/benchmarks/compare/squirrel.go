package main

import (
	"context"
	"slices"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"
)

// squirrel is squirrel alone; it has no update of many rows.
func (w *work[T]) squirrel() []contestant {
	switch w.op {
	case update:
		return nil
	case remove:
		return []contestant{{name: "squirrel, id IN (…)", run: func(ctx context.Context) error {
			return w.inTx(ctx, func(tx *sqlx.Tx) error {
				for keys := range slices.Chunk(w.keys, w.batch) {
					text, args, err := sq.Delete(w.table).Where(sq.Eq{"id": keys}).PlaceholderFormat(w.placeholder()).ToSql()
					if err := execChecked(ctx, tx, text, args, err); err != nil {
						return err
					}
				}
				return nil
			})
		}}}
	}
	return []contestant{{name: "squirrel Values", run: func(ctx context.Context) error {
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			for rows := range w.chunks() {
				b := sq.Insert(w.table).Columns(w.columns...).Suffix(w.conflict()).PlaceholderFormat(w.placeholder())
				for i := range rows {
					b = b.Values(w.values(&rows[i], make([]any, 0, len(w.columns)))...)
				}
				text, args, err := b.ToSql()
				if err := execChecked(ctx, tx, text, args, err); err != nil {
					return err
				}
			}
			return nil
		})
	}}}
}
