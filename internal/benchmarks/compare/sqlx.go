package main

import (
	"context"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
)

// sqlx is NamedExec with a slice of structs, and In; it has no update of many rows.
func (w *work[T]) sqlx() []contestant {
	switch w.op {
	case update:
		return nil
	case remove:
		return []contestant{{name: "sqlx In", run: func(ctx context.Context) error {
			return w.inTx(ctx, func(tx *sqlx.Tx) error {
				for keys := range slices.Chunk(w.keys, w.batch) {
					text, args, err := sqlx.In("DELETE FROM "+w.table+" WHERE id IN (?)", keys)
					if err := execChecked(ctx, tx, tx.Rebind(text), args, err); err != nil {
						return err
					}
				}
				return nil
			})
		}}}
	}
	text := "INSERT INTO " + w.table + " (" + strings.Join(w.columns, ", ") + ") VALUES (:" + strings.Join(w.columns, ", :") + ")" + w.conflict()
	return []contestant{{name: "sqlx NamedExec", run: func(ctx context.Context) error {
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			for rows := range w.chunks() {
				if _, err := tx.NamedExecContext(ctx, text, rows); err != nil {
					return err
				}
			}
			return nil
		})
	}}}
}
