package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// bulkLoad are the database's own ways to load rows, and for PostgreSQL to delete by an array: the limits.
func (w *work[T]) bulkLoad() []contestant {
	switch {
	case w.op == remove && w.on.kind == "postgres":
		return []contestant{{name: "id = ANY(array), one statement", run: func(ctx context.Context) error {
			return w.inTx(ctx, func(tx *sqlx.Tx) error {
				return execChecked(ctx, tx, "DELETE FROM "+w.table+" WHERE id = ANY($1)", []any{pq.Array(w.keys)}, nil)
			})
		}}}
	case w.op != insert:
		return nil
	case w.on.driver == "postgres":
		return []contestant{{name: "COPY, lib/pq", run: w.copyIn}, {name: "limit: COPY FROM a file of the server", run: w.copyFile()}}
	case w.on.driver == "pgx":
		return []contestant{{name: "COPY, pgx CopyFrom", run: w.copyFrom}, {name: "limit: COPY FROM a file of the server", run: w.copyFile()}}
	case w.on.mysqlLike():
		return []contestant{{name: "limit: LOAD DATA LOCAL, text in memory", run: w.loadData()}}
	}
	return []contestant{{name: "limit: INSERT … SELECT", run: func(ctx context.Context) error {
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			set := strings.Join(w.columns, ", ")
			set = strings.Replace(set, "name", "REPLACE(name, '"+stored+"', '"+written+"')", 1)
			return execChecked(ctx, tx, "INSERT INTO "+w.table+" SELECT "+set+" FROM "+w.table+seed, nil, nil)
		})
	}}}
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

// copyFile is COPY from a file that the server has written before, which takes the right to read its files.
func (w *work[T]) copyFile() func(context.Context) error {
	file, exists := fmt.Sprintf("/tmp/sqbulk-%s-%s.copy", w.table, w.on.version[:2]), false
	return func(ctx context.Context) error {
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			if !exists {
				set := strings.Replace(strings.Join(w.columns, ", "), "name", "REPLACE(name, '"+stored+"', '"+written+"')", 1)
				if _, err := tx.ExecContext(ctx, "COPY (SELECT "+set+" FROM "+w.table+seed+") TO '"+file+"'"); err != nil {
					return err
				}
				exists = true
			}
			_, err := tx.ExecContext(ctx, "COPY "+w.table+" FROM '"+file+"'")
			return err
		})
	}
}

// loadData is LOAD DATA LOCAL from text that was rendered before.
func (w *work[T]) loadData() func(context.Context) error {
	var text bytes.Buffer
	var args []any
	for i := range w.rows {
		args = w.values(&w.rows[i], args[:0])
		for k, v := range args {
			if k > 0 {
				text.WriteByte('\t')
			}
			if t, ok := v.(time.Time); ok {
				v = t.Format("2006-01-02 15:04:05.000000")
			}
			fmt.Fprint(&text, v)
		}
		text.WriteByte('\n')
	}
	return func(ctx context.Context) error {
		mysqldriver.RegisterReaderHandler(w.table, func() io.Reader { return bytes.NewReader(text.Bytes()) })
		defer mysqldriver.DeregisterReaderHandler(w.table)
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			_, err := tx.ExecContext(ctx, "LOAD DATA LOCAL INFILE 'Reader::"+w.table+"' INTO TABLE "+w.table+" ("+strings.Join(w.columns, ", ")+")")
			return err
		})
	}
}
