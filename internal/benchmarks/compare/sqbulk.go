package main

import (
	"context"
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// base is the contestant that the others are compared with.
const base = "sqbulk"

// caseRows is how many rows a CASE statement has: the server's work grows with their square.
const caseRows = 500

// sqbulk are sqbulk as it comes, without counting, and with other batch sizes.
func (w *work[T]) sqbulk() []contestant {
	ex := exec.New(w.on.db, w.on.dialect)
	run := func(name string, stmt builder.Bulk, options ...exec.Option) contestant {
		return contestant{name: name, run: func(ctx context.Context) error {
			res, err := ex.Run(ctx, stmt, options...)
			if err != nil {
				return err
			}
			return w.checkAffected(res)
		}}
	}
	all := []contestant{run(base, w.statement()), run("sqbulk, no counts", w.statement(), exec.Count(false))}
	for _, n := range w.batches {
		all = append(all, run(fmt.Sprintf("sqbulk, batches of %d", n), w.statement(), exec.BatchSize(n)))
	}
	if w.op == update {
		all = append(all, run(fmt.Sprintf("CASE, %d rows (sqbulk)", caseRows),
			w.statement().(builder.UpdateBuilder).CaseForm().BatchSize(caseRows)))
	}
	return all
}

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
