package exec

import (
	"context"
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// isolate applies the rows of a chunk that the database accepts and sets the others aside. The rows take effect in their
// order, as if each had been sent alone.
func (p *pass) isolate(ctx context.Context, c builder.Chunk, done *effect) error {
	err := p.guarded(ctx, c, done)
	if err == nil {
		return nil
	}
	fault := p.fault(ctx, err)
	var saving *saveError
	if !fault.Kind.Row() || ctx.Err() != nil || errors.As(err, &saving) {
		return err
	}
	if c.Rows.N == 1 {
		return p.setAside(p.badRow(c, fault, err), done)
	}
	for _, part := range p.split(c, fault) {
		if err := p.isolate(ctx, part, done); err != nil {
			return err
		}
	}
	return nil
}

// split cuts a chunk with a bad row: around the row that the database names, or else in two halves.
func (p *pass) split(c builder.Chunk, f dialect.Fault) []builder.Chunk {
	n := c.Rows.N
	cuts := []int{0, n / 2, n}
	if row, ok := p.faultRow(f, c); ok {
		cuts = []int{0, row, row + 1, n}
	}
	var parts []builder.Chunk
	for i := range len(cuts) - 1 {
		if cuts[i] < cuts[i+1] {
			parts = append(parts, c.Slice(cuts[i], cuts[i+1]))
		}
	}
	return parts
}

// guarded applies a chunk so that a failure undoes the chunk and nothing else.
func (p *pass) guarded(ctx context.Context, c builder.Chunk, done *effect) error {
	if !p.session.InTx() {
		return p.apply(ctx, c, done)
	}
	if err := p.session.Save(ctx, session.Outer); err != nil {
		return err
	}
	mark := p.into.mark()
	tried := *done
	err := p.apply(ctx, c, &tried)
	if err != nil {
		p.into.rewind(mark)
		if lost := p.session.Undo(ctx, session.Outer); lost != nil {
			return fmt.Errorf("%w (and the savepoint is lost: %w)", err, lost)
		}
		return err
	}
	*done = tried
	return p.session.Release(ctx, session.Outer)
}

// setAside keeps a bad row for the result.
func (p *pass) setAside(bad RowError, done *effect) error {
	if p.options.rejects == nil {
		bad.cells, bad.text = nil, "" // nobody asks for them
	}
	done.rejected = append(done.rejected, bad)
	switch most := p.options.skip; {
	case most == 0:
		return bad
	case most > 0 && p.total.setAside(p, len(done.rejected)) > most:
		return fmt.Errorf("%w: SkipBadRows allows %d: %w", ErrTooManyBadRows, most, bad)
	}
	return nil
}
