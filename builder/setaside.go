package builder

import (
	"context"
	"maps"
)

// SetAside is for a [Source] of your own that meets a row which it cannot send, and can go on behind it. True: the run sets such rows
// aside, as exec.SkipBadRows asks; the source goes on with the next row, and the position of this one is counted. False: yield bad as
// the error that ends the rows. The context is the one that Rows was given. Of bad, Line, Column and Err count.
func SetAside(ctx context.Context, bad *RowError) bool { return readingOf(ctx).setAside(bad) }

// told is what sources tell of rows beside their values.
type told struct {
	most int         // so many bad rows may follow one another; below zero: any number
	bad  []*RowError // since the row that was yielded last
	full bool        // there was one more

	line linedRow
}

// linedRow is the row of a text that was read last.
type linedRow struct {
	number int  // how many were read until then
	line   int  // from one
	cells  *any // the first of its values, as the source yields them
}

// setAside notes a row that cannot be sent, unless it ends the rows.
func (t *told) setAside(bad *RowError) bool {
	if t.most >= 0 && len(t.bad) >= t.most {
		t.full = t.most > 0
		return false
	}
	t.bad = append(t.bad, bad)
	return true
}

// takeBad returns what was noted since the last call.
func (t *told) takeBad() []*RowError {
	bad := t.bad
	t.bad = nil
	return bad
}

// at notes the line at which a row begins; its values are in cells.
func (t *told) at(line int, cells []any) {
	t.line = linedRow{number: t.line.number + 1, line: line}
	if len(cells) > 0 {
		t.line.cells = &cells[0]
	}
}

// lineOf finds the line of a row that was yielded after *before rows of texts had been read; zero: it is not known. A source in between
// may leave rows out, or change them; of one that holds rows back no line is known.
func (t *told) lineOf(values []any, before *int) int {
	l := t.line
	same := len(values) > 0 && l.cells == &values[0]
	known := l.number == *before+1 || l.number > *before && same
	if *before = l.number; !known {
		return 0
	}
	return l.line
}

// begin forgets what was told when the rows were read before.
func (t *told) begin() { *t = told{most: t.most} }

// apart is the same question, for a source that is read in another goroutine, and tells nothing yet.
func (r *reading) apart() *reading {
	return &reading{mapper: r.mapper, ask: r.ask, prepare: maps.Clone(r.prepare), told: told{most: r.most}}
}

// pass yields a row; one that is bad is set aside instead, or ends the rows. It tells whether there is more to read.
func (t *told) pass(bad *RowError, values []any, yield func([]any, error) bool) bool {
	switch {
	case bad == nil:
		return yield(values, nil)
	case t.setAside(bad):
		return true
	}
	yield(values, bad)
	return false
}
