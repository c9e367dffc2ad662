package exec

import (
	"context"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// UpdateOrCreateResult is what became of the rows of [Executor.UpdateOrCreate].
type UpdateOrCreateResult struct {
	Result

	CreatedRows []int // positions in the input, from zero, of the rows that were created, in order within each chunk
	FoundRows   []int // positions of those that had a stored row, which was updated or was equal already
}

// UpdateOrCreate runs a [builder.UpdateOrCreate] and returns, besides the counts, which input rows were created and which
// were found. [Executor.Run] does the same without these lists, which take eight bytes a row.
//
//	res, err := ex.UpdateOrCreate(ctx, builder.UpdateOrCreate("prices").Key("sku").Set("price").From(builder.Structs(rows)))
//	for _, i := range res.CreatedRows { fmt.Println("new:", rows[i].SKU) }
//
// Each chunk is, in its transaction: a look-up of the stored rows, which locks them; an INSERT of the rows that have none, in a
// savepoint; an UPDATE of those that have one. What has no rows is not sent. [NoTx] is refused.
//
// When the INSERT meets a unique key that another transaction has created since the look-up, the chunk is looked up again and
// goes on. Without a unique key both create the row; [LockTable] prevents that.
//
// When an error is returned, the result says what is applied all the same, as that of Run does.
func (e *Executor) UpdateOrCreate(ctx context.Context, stmt builder.UpdateOrCreateBuilder, opts ...Option) (UpdateOrCreateResult, error) {
	r := &run{ex: e, options: e.options.with(opts), lists: &lists{}}
	res, err := r.run(ctx, stmt)
	if err != nil && r.whole() {
		return UpdateOrCreateResult{}, err
	}
	return UpdateOrCreateResult{res, r.lists.created, r.lists.found}, err
}

// lists are the input positions of created and of found rows.
type lists struct{ created, found []int }

// add adds those of a chunk.
func (l *lists) add(more lists) {
	if l != nil {
		l.created, l.found = append(l.created, more.created...), append(l.found, more.found...)
	}
}

// rewind forgets all of them.
func (l *lists) rewind() {
	if l != nil {
		*l = lists{}
	}
}

// probed is the statement whose table a dialect wants to know: of an update or create, the update.
func probed(s dialect.Statement) dialect.Statement {
	if u, ok := s.(dialect.UpdateOrCreate); ok && len(u.Update.Set) > 0 {
		return u.Update
	}
	return s
}
