package main

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"

	sq "github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/exec"
)

// op is a kind of work.
type op string

const (
	insert op = "insert" // into an empty table
	upsert op = "upsert" // half of the rows exist, and all columns are updated
	update op = "update" // every fifth row by key, one or two columns
	remove op = "delete" // every fifth row by key
)

// title starts a heading.
func (o op) title() string { return strings.ToUpper(string(o[:1])) + string(o[1:]) }

// allWorks is what is measured.
var allWorks = []op{insert, upsert, update, remove}

// rowsPerBatch is how many rows everybody puts into a statement, as far as the parameters reach.
const rowsPerBatch = 1000

// work is what all contestants do on a database.
type work[T any] struct {
	*layout[T]
	on      *target
	op      op
	total   int // the rows of the table, or those to insert
	rows    []T // what is written
	keys    []int64
	batch   int
	batches []int // more batch sizes for sqbulk
}

// contestant is one way to do the work.
type contestant struct {
	name string
	run  func(ctx context.Context) error
	slow bool // it sends a statement per row
}

// newWork makes the rows.
func newWork[T any](on *target, l *layout[T], o op, total int) *work[T] {
	w := &work[T]{layout: l, on: on, op: o, total: total}
	step := 1
	if o == update || o == remove {
		step = 5
	}
	w.rows = makeRows(l, total, step, written)
	for i := range w.rows {
		w.keys = append(w.keys, l.id(&w.rows[i]))
	}
	w.batch = min(rowsPerBatch, on.dialect.Limits().Params/len(l.columns))
	return w
}

// contestants are all ways to do the work.
func (w *work[T]) contestants(ctx context.Context) (all []contestant, err error) {
	all = w.sqbulk()
	loops, err := w.loops(ctx)
	if err != nil {
		return nil, err
	}
	gorm, err := w.gorm()
	if err != nil {
		return nil, err
	}
	return slices.Concat(all, loops, w.squirrel(), w.sqlx(), gorm, w.bun(), w.goqu(), w.bob(), w.bulkLoad(), w.limits()), nil
}

// inTx runs f in a transaction.
func (w *work[T]) inTx(ctx context.Context, f func(tx *sqlx.Tx) error) error {
	tx, err := w.on.db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// chunks are the rows of the batches.
func (w *work[T]) chunks() iter.Seq[[]T] { return slices.Chunk(w.rows, w.batch) }

// placeholder is the format of the driver.
func (w *work[T]) placeholder() sq.PlaceholderFormat {
	if w.on.kind == "postgres" {
		return sq.Dollar
	}
	return sq.Question
}

// conflict is the clause of an upsert that updates all columns; empty for an insert.
func (w *work[T]) conflict() string {
	if w.op != upsert {
		return ""
	}
	sets := make([]string, 0, len(w.columns))
	for _, c := range w.columns[1:] {
		if w.on.mysqlLike() {
			sets = append(sets, c+" = VALUES("+c+")")
		} else {
			sets = append(sets, c+" = EXCLUDED."+c)
		}
	}
	head := " ON CONFLICT (id) DO UPDATE SET "
	if w.on.mysqlLike() {
		head = " ON DUPLICATE KEY UPDATE "
	}
	return head + strings.Join(sets, ", ")
}

// oneRow is the statement for one row, with squirrel's placeholders, and its arguments.
func (w *work[T]) oneRow() (text string, args func(r *T, dst []any) []any) {
	switch w.op {
	case update:
		return "UPDATE " + w.table + " SET " + strings.Join(w.set, " = ?, ") + " = ? WHERE id = ?",
			func(r *T, dst []any) []any {
				dst = w.changes(r, dst)
				return append(dst[1:], dst[0])
			}
	case remove:
		return "DELETE FROM " + w.table + " WHERE id = ?", func(r *T, dst []any) []any { return append(dst, w.id(r)) }
	}
	return "INSERT INTO " + w.table + " (" + strings.Join(w.columns, ", ") + ") VALUES (" + sq.Placeholders(len(w.columns)) + ")" + w.conflict(),
		w.values
}

// execChecked runs a statement and checks nothing but its error.
func execChecked(ctx context.Context, tx interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}, text string, args []any, err error) error {
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, text, args...)
	return err
}

// checkAffected compares the counts of sqbulk with the rows that there are.
func (w *work[T]) checkAffected(res exec.Result) error {
	if res.Rows != int64(len(w.rows)) {
		return fmt.Errorf("sqbulk applied %d rows and not %d", res.Rows, len(w.rows))
	}
	return nil
}
