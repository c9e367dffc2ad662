package builder

import (
	"context"
	"fmt"
	"reflect"

	"github.com/jmoiron/sqlx/reflectx"
)

// reading is what the one who reads rows asks of the sources of structs that they come from, and what those say of them. It travels in
// the context of [Source]'s methods, so that a type that wraps a source needs to know nothing of it.
type reading struct {
	mapper  *reflectx.Mapper
	ask     func(row reflect.Type) func(row any) error // Prepare of JobOptions; nil: nobody asks
	prepare map[reflect.Type]func(row any) error       // what it said of the types that were met
	met     []*reflectx.StructMap                      // their fields

	last preparedRow
	told
}

// preparedRow is the struct that was read last.
type preparedRow struct {
	number int   // how many were read until then
	row    any   // a pointer to it
	unfit  error // why it is not to be sent
	cells  *any  // the first of its values, as the source of structs yields them
}

type readingKey struct{}

// readingOf finds what is asked; a source that somebody else reads is asked for nothing.
func readingOf(ctx context.Context) *reading {
	if r, ok := ctx.Value(readingKey{}).(*reading); ok {
		return r
	}
	return &reading{mapper: defaultMapper}
}

// newReading returns what a run asks for, and the context that carries it.
func newReading(o JobOptions) (context.Context, *reading) {
	r := &reading{mapper: o.Mapper, ask: o.Prepare, prepare: make(map[reflect.Type]func(any) error), told: told{most: o.SetAside}}
	if r.mapper == nil {
		r.mapper = defaultMapper
	}
	ctx := o.Context
	if ctx == nil {
		ctx = context.Background()
	}
	return context.WithValue(ctx, readingKey{}, r), r
}

// meet notes a row type before its rows are read; pointer is what its methods are looked for on.
func (r *reading) meet(pointer reflect.Type, fields *reflectx.StructMap) {
	if _, known := r.prepare[pointer]; known || r.prepare == nil {
		return
	}
	r.prepare[pointer] = nil
	r.met = append(r.met, fields)
	if r.ask != nil {
		r.prepare[pointer] = r.ask(pointer)
	}
}

// prepares tells whether rows are looked at before they are sent.
func (r *reading) prepares() bool {
	for _, f := range r.prepare {
		if f != nil {
			return true
		}
	}
	return false
}

// preparer returns what looks at the rows of a type; nil: nothing. The one who reads has to know of it before the first row.
func (r *reading) preparer(pointer reflect.Type) (func(row any) error, error) {
	f, known := r.prepare[pointer]
	if !known && r.ask != nil && r.ask(pointer) != nil {
		return nil, fmt.Errorf("the methods of %v were not known before its rows: Columns of a source that wraps others calls Columns of each",
			pointer)
	}
	return f, nil
}

// took notes a struct that was read; its values are in cells.
func (r *reading) took(row any, unfit error, cells []any) {
	r.last.number, r.last.row, r.last.unfit, r.last.cells = r.last.number+1, row, unfit, nil
	if len(cells) > 0 {
		r.last.cells = &cells[0]
	}
}

// of finds the struct of a row that was yielded after `before` structs had been read. A source in between may leave rows out, and may
// change them; one that holds rows back is refused, because a row would be taken for another.
func (r *reading) of(values []any, before int) (preparedRow, error) {
	p := r.last
	same := len(values) > 0 && p.cells == &values[0]
	if p.number == before || p.number > before+1 && !same {
		return p, fmt.Errorf("its struct is unknown, and has methods to call: a source that wraps one of structs yields each row as it reads it, before the next")
	}
	return p, nil
}
