package exec

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// updateOrCreate runs the chunks of an update or create: each is split into rows to create and rows to update.
type updateOrCreate struct {
	*pass
	match, create, update *builder.Speller

	broken part // what failed last
}

// part is some rows of a chunk as they were sent.
type part struct {
	chunk builder.Chunk
	rows  []int // of the chunk
	step  dialect.Step

	statement dialect.Statement
	row       bool // a row number that the database gives is one of these rows
}

// newUpdateOrCreate returns that of a pass whose dialect is tuned.
func (p *pass) newUpdateOrCreate() *updateOrCreate {
	return &updateOrCreate{pass: p, match: builder.NewSpeller(p.tuned), create: builder.NewSpeller(p.tuned), update: builder.NewSpeller(p.tuned)}
}

// statements are those of a chunk.
func statements(c builder.Chunk) dialect.UpdateOrCreate { return c.Statement.(dialect.UpdateOrCreate) }

// run creates and updates the rows of a chunk.
func (s *updateOrCreate) run(ctx context.Context, c builder.Chunk, done *effect) (dialect.Counts, error) {
	s.broken = part{}
	if err := s.refuseExprs(c); err != nil {
		return dialect.Counts{}, err
	}
	missing := dialect.Columns(c.Rows.N)
	found, err := s.find(ctx, c, missing)
	if err != nil {
		return dialect.Counts{}, err
	}
	var counts dialect.Counts
	for missing = without(missing, found); len(missing) > 0; {
		created, late, err := s.insert(ctx, c, missing)
		if err != nil {
			return dialect.Counts{}, err
		}
		if len(late) == 0 {
			counts = created
			break
		}
		missing, found = without(missing, late), append(found, late...)
	}
	slices.Sort(found)
	updated, err := s.change(ctx, c, found)
	if err != nil {
		return dialect.Counts{}, err
	}
	counts.Add(updated)
	done.lists.add(lists{inputs(c, missing), inputs(c, found)})
	return counts, nil
}

// refuseExprs refuses keys that are expressions, for they might have another value in each statement.
func (s *updateOrCreate) refuseExprs(c builder.Chunk) error {
	key := len(statements(c).Match.Key)
	for cell := range c.Rows.Exprs {
		if cell.Column < key {
			return fmt.Errorf("exec: row %d: its key is an expression: give the value", c.Input(cell.Row))
		}
	}
	return nil
}

// find returns which of the rows have a stored row. Rows with one key are an error.
func (s *updateOrCreate) find(ctx context.Context, c builder.Chunk, rows []int) ([]int, error) {
	_, answers, err := s.sendPart(ctx, s.match, part{chunk: c, rows: rows, statement: statements(c).Match})
	if err != nil {
		return nil, err
	}
	var found []int
	for _, a := range answers[0].Rows {
		if len(a) != 3 || min(a[0], a[1]) < 1 || max(a[0], a[1]) > int64(len(rows)) {
			return nil, errors.New("exec: the answer about stored rows names rows that were not asked for")
		}
		row, first := rows[a[0]-1], rows[a[1]-1]
		if row != first {
			one, two := c.Input(row), c.Input(first)
			return nil, fmt.Errorf("exec: rows %d and %d have one key, by the database's comparison: leave one of them out", min(one, two), max(one, two))
		}
		if a[2] != 0 {
			found = append(found, row)
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// insert creates the rows. Late are those of them that were created by others since they were looked for: then none of the
// rows was inserted.
func (s *updateOrCreate) insert(ctx context.Context, c builder.Chunk, missing []int) (created dialect.Counts, late []int, err error) {
	if err := s.session.Save(ctx, session.Inner); err != nil {
		return created, nil, err
	}
	if created, err = s.count(ctx, s.create, part{chunk: c, rows: missing, statement: statements(c).Create, row: true}); err == nil {
		return created, nil, s.session.Release(ctx, session.Inner)
	}
	if s.fault(ctx, err).Kind != dialect.UniqueViolation {
		return created, nil, err
	}
	if lost := s.session.Undo(ctx, session.Inner); lost != nil {
		return created, nil, fmt.Errorf("%w (and the savepoint is lost: %w)", err, lost)
	}
	late, lost := s.find(ctx, c, missing)
	switch {
	case lost != nil:
		return created, nil, lost
	case len(late) == 0:
		return created, nil, err // another unique key, or a row that this transaction cannot see
	}
	return dialect.Counts{}, late, nil
}

// change updates the stored rows of the rows that were found. They are locked, so that one without a match was kept from the update by
// a trigger or a policy.
func (s *updateOrCreate) change(ctx context.Context, c builder.Chunk, found []int) (dialect.Counts, error) {
	update := statements(c).Update
	if len(found) == 0 || len(update.Set) == 0 {
		return dialect.Counts{Unchanged: int64(len(found))}, nil
	}
	counts, err := s.count(ctx, s.update, part{chunk: c, rows: found, statement: update})
	counts.Inexact = counts.Inexact || counts.Unmatched > 0
	counts.Skipped, counts.Unmatched = counts.Skipped+counts.Unmatched, 0
	return counts, err
}

// count sends a part and counts.
func (s *updateOrCreate) count(ctx context.Context, speller *builder.Speller, p part) (dialect.Counts, error) {
	spelling, answers, err := s.sendPart(ctx, speller, p)
	if err != nil {
		return dialect.Counts{}, err
	}
	return tally(spelling, len(p.rows), answers)
}

// sendPart runs the steps for a part of a chunk.
func (s *updateOrCreate) sendPart(ctx context.Context, speller *builder.Speller, p part) (*dialect.Spelling, []dialect.Answer, error) {
	if whole := p.chunk.Rows.N; len(p.rows) < whole {
		p.chunk = p.chunk.Pick(p.rows)
	}
	p.chunk.Statement = p.statement
	spelling, err := speller.Spell(p.chunk)
	if err != nil {
		return nil, nil, err
	}
	answers, err := s.runSteps(ctx, spelling, p.chunk)
	if err != nil {
		p.step = s.last
		s.broken = p
	}
	return spelling, answers, err
}

// faultRow finds the row of the chunk, from zero, that a fault of the part that failed points at.
func (s *updateOrCreate) faultRow(f dialect.Fault) (int, bool) {
	if !s.broken.row {
		f.Row = 0
	}
	row, ok := faultRow(f, s.broken.step, s.broken.chunk.Rows)
	if !ok || row >= len(s.broken.rows) {
		return 0, false
	}
	return s.broken.rows[row], true
}

// without returns the rows that are not among others, which are in order.
func without(rows, others []int) []int {
	var rest []int
	for _, row := range rows {
		if _, there := slices.BinarySearch(others, row); !there {
			rest = append(rest, row)
		}
	}
	return rest
}

// inputs are the positions of a chunk's rows in the input, in order.
func inputs(c builder.Chunk, rows []int) []int {
	all := make([]int, len(rows))
	for i, row := range rows {
		all[i] = c.Input(row)
	}
	slices.Sort(all)
	return all
}
