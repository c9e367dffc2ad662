package main

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// bulkLoad are the drivers' own ways to load rows, and for PostgreSQL to delete by an array.
func (w *work[T]) bulkLoad() []contestant {
	switch {
	case w.op == remove && w.on.kind == "postgres":
		return []contestant{{name: "id = ANY(array), one statement", run: func(ctx context.Context) error {
			return w.inTx(ctx, func(tx *sqlx.Tx) error {
				return execChecked(ctx, tx, "DELETE FROM "+w.table+" WHERE id = ANY($1)", []any{pq.Array(w.keys)}, nil)
			})
		}}}
	case w.op == insert && w.on.driver == "postgres":
		return []contestant{{name: "COPY, lib/pq by hand", run: w.copyIn}}
	case w.op == insert && w.on.driver == "pgx":
		return []contestant{{name: "COPY, pgx CopyFrom", run: w.copyFrom}}
	}
	return nil
}

// copyIn is lib/pq's COPY from memory.
func (w *work[T]) copyIn(ctx context.Context) error {
	return w.inTx(ctx, func(tx *sqlx.Tx) error {
		st, err := tx.PrepareContext(ctx, "COPY "+w.table+" ("+strings.Join(w.columns, ", ")+") FROM STDIN")
		if err != nil {
			return err
		}
		defer st.Close()
		var args []any
		for i := range w.rows {
			args = w.values(&w.rows[i], args[:0])
			if _, err := st.ExecContext(ctx, args...); err != nil {
				return err
			}
		}
		_, err = st.ExecContext(ctx)
		return err
	})
}

// copyFrom is pgx's COPY from memory.
func (w *work[T]) copyFrom(ctx context.Context) error {
	conn, err := w.on.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		return pgx.BeginFunc(ctx, c.(*stdlib.Conn).Conn(), func(tx pgx.Tx) error {
			_, err := tx.CopyFrom(ctx, pgx.Identifier{w.table}, w.columns, pgx.CopyFromSlice(len(w.rows), func(i int) ([]any, error) {
				return w.values(&w.rows[i], nil), nil
			}))
			return err
		})
	})
}
