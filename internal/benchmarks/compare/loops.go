package main

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// loops are what a programmer writes by hand: prepared statements for many rows, with the SQL that sqbulk sends, and for one row.
func (w *work[T]) loops(ctx context.Context) ([]contestant, error) {
	counted, err := w.loop(ctx, true)
	if err != nil {
		return nil, err
	}
	plain, err := w.loop(ctx, false)
	if err != nil {
		return nil, err
	}
	return []contestant{
		{name: "prepared loop, same SQL", run: counted},
		{name: "prepared loop, no counts", run: plain},
		{name: "row by row, prepared", run: w.rowByRow(true), slow: true},
		{name: "row by row, unprepared", run: w.rowByRow(false), slow: true},
	}, nil
}

// part is the rows of one statement, and its text.
type part struct {
	first, rows int
	text        *dialect.Spelling
}

// loop learns the texts from sqbulk and returns a loop that sends them.
func (w *work[T]) loop(ctx context.Context, count bool) (func(context.Context) error, error) {
	job, err := w.statement().Job(builder.JobOptions{Count: count})
	if err != nil {
		return nil, err
	}
	d := w.on.dialect
	if count {
		if d, err = w.tuned(ctx, job.Statement); err != nil {
			return nil, err
		}
	}
	speller := builder.NewSpeller(d)
	var parts []part
	for c, err := range job.Chunks(d) {
		if err != nil {
			return nil, err
		}
		text, err := speller.Spell(c)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{c.First, c.Rows.N, text})
	}
	width := len(job.Statement.RowColumns())
	return func(ctx context.Context) error {
		return w.inTx(ctx, func(tx *sqlx.Tx) error { return w.send(ctx, tx, parts, width) })
	}, nil
}

// tuned is the dialect as sqbulk tunes it to the connection and the table.
func (w *work[T]) tuned(ctx context.Context, st dialect.Statement) (dialect.Dialect, error) {
	d := w.on.dialect
	conn, err := w.on.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	inspect := func(c any) error {
		if tuned := d.Inspect(c); tuned != nil {
			d = tuned
		}
		return nil
	}
	if err := conn.Raw(inspect); err != nil {
		return nil, err
	}
	probe, ok := d.Probe(st)
	if !ok {
		return d, nil
	}
	rows, err := conn.QueryContext(ctx, probe.Step.SQL, probe.Step.AppendArgs(nil, dialect.Rows{}, nil, 0)...)
	numbers, err := readNumbers(rows, err)
	if err != nil {
		return nil, err
	}
	return probe.Tuned(dialect.Answer{Rows: numbers}), nil
}

// send sends the parts; each text is prepared once.
func (w *work[T]) send(ctx context.Context, tx *sqlx.Tx, parts []part, width int) error {
	values := w.rowValues()
	prepared := make(map[string]*sql.Stmt)
	args := make([]any, 0, rowsPerBatch*width)
	for _, p := range parts {
		args = args[:0]
		for i := p.first; i < p.first+p.rows; i++ {
			args = values(&w.rows[i], args)
		}
		for _, step := range p.text.Steps {
			if step.Conditional() { // the rows that are measured leave nothing open
				continue
			}
			if len(step.Args) == 0 {
				if _, err := sendStep(ctx, tx.QueryContext, tx.ExecContext, step.SQL, step.Read, nil); err != nil {
					return err
				}
				continue
			}
			st := prepared[step.SQL]
			if st == nil {
				var err error
				if st, err = tx.PrepareContext(ctx, step.SQL); err != nil {
					return err
				}
				defer st.Close()
				prepared[step.SQL] = st
			}
			stepArgs := args
			if !step.InRowOrder(width) {
				stepArgs = step.AppendArgs(make([]any, 0, len(args)), dialect.Plain(p.rows), args, width)
			}
			query := func(ctx context.Context, _ string, args ...any) (*sql.Rows, error) {
				return st.QueryContext(ctx, args...)
			}
			run := func(ctx context.Context, _ string, args ...any) (sql.Result, error) {
				return st.ExecContext(ctx, args...)
			}
			if _, err := sendStep(ctx, query, run, "", step.Read, stepArgs); err != nil {
				return err
			}
		}
	}
	return nil
}

// rowValues takes a row's values in the order of the statement's columns.
func (w *work[T]) rowValues() func(r *T, dst []any) []any {
	switch w.op {
	case update:
		return w.changes
	case remove:
		return func(r *T, dst []any) []any { return append(dst, w.id(r)) }
	}
	return w.values
}

// sendStep sends one step and reads its answer, as the counts need it.
func sendStep(ctx context.Context, query func(context.Context, string, ...any) (*sql.Rows, error),
	run func(context.Context, string, ...any) (sql.Result, error), text string, read dialect.Read, args []any) (int64, error) {
	if read == dialect.ReadNumbers {
		rows, err := query(ctx, text, args...)
		numbers, err := readNumbers(rows, err)
		return int64(len(numbers)), err
	}
	res, err := run(ctx, text, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// readNumbers reads rows of integers.
func readNumbers(rows *sql.Rows, err error) (all [][]int64, _ error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		row, dest := make([]int64, len(columns)), make([]any, len(columns))
		for i := range row {
			dest[i] = &row[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, fmt.Errorf("a count: %w", err)
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// rowByRow sends a prepared statement for each row.
func (w *work[T]) rowByRow(prepared bool) func(context.Context) error {
	return func(ctx context.Context) error {
		text, values := w.oneRow()
		text, err := w.placeholder().ReplacePlaceholders(text)
		if err != nil {
			return err
		}
		return w.inTx(ctx, func(tx *sqlx.Tx) error {
			send := func(args []any) (sql.Result, error) { return tx.ExecContext(ctx, text, args...) }
			if prepared {
				st, err := tx.PrepareContext(ctx, text)
				if err != nil {
					return err
				}
				defer st.Close()
				send = func(args []any) (sql.Result, error) { return st.ExecContext(ctx, args...) }
			}
			var args []any
			for i := range w.rows {
				args = values(&w.rows[i], args[:0])
				if _, err := send(args); err != nil {
					return err
				}
			}
			return nil
		})
	}
}
