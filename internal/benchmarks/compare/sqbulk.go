package main

import (
	"context"
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// base is the contestant that the others are compared with.
const base = "sqbulk"

// caseRows is how many rows a CASE statement has: the server's work grows with their square.
const caseRows = 500

// way is a way to use sqbulk. What a database or a kind of work cannot do that way is not run: sqbulk refuses it with an error that wraps
// [errors.ErrUnsupported].
type way struct {
	name    string
	options []exec.Option
	dialect func(t *target) dialect.Dialect // nil: the target's
}

// ways are the contestants that are sqbulk; to add one is to add a line. The first is the one that the others are compared with.
var ways = []way{
	{name: base},
	{name: "sqbulk, no counts", options: []exec.Option{exec.Count(false)}},
	{name: "sqbulk, Copy", options: []exec.Option{exec.Strategy(exec.Copy)}},
	{name: "sqbulk, Staging", options: []exec.Option{exec.Strategy(exec.Staging)}},
	{name: "sqbulk, Arrays", options: []exec.Option{exec.Strategy(exec.Arrays)}},
}

// executor is one that writes to the target that way.
func (y way) executor(t *target) *exec.Executor {
	d := t.dialect
	if y.dialect != nil {
		d = y.dialect(t)
	}
	return exec.New(t.db, d, y.options...)
}

// sqbulk are the ways to use it, and other batch sizes.
func (w *work[T]) sqbulk() (all []contestant) {
	add := func(y way, stmt builder.Bulk) {
		ex := y.executor(w.on)
		all = append(all, contestant{name: y.name, run: func(ctx context.Context) error {
			res, err := ex.Run(ctx, stmt)
			if err != nil {
				return err
			}
			return w.checkAffected(res)
		}})
	}
	for _, y := range ways {
		add(y, w.statement())
	}
	for _, n := range w.batches {
		add(way{name: fmt.Sprintf("%s%d", batchesOf, n), options: []exec.Option{exec.BatchSize(n)}}, w.statement())
	}
	if w.op == update {
		add(way{name: fmt.Sprintf("CASE, %d rows (sqbulk)", caseRows)}, w.statement().(builder.UpdateBuilder).CaseForm().BatchSize(caseRows))
	}
	return all
}

// batchesOf starts the names of the contestants with other batch sizes.
const batchesOf = "sqbulk, batches of "

// statement is the builder for the work.
func (w *work[T]) statement() builder.Bulk {
	switch w.op {
	case insert:
		return builder.Insert(w.table).From(builder.Structs(w.rows))
	case upsert:
		return builder.Insert(w.table).From(builder.Structs(w.rows)).OnConflict("id").DoUpdate()
	case update:
		return builder.Update(w.table).Key("id").Set(w.set...).From(builder.Structs(w.rows))
	}
	return builder.Delete(w.table).Key("id").From(builder.Column("id", w.keys))
}
