package exec

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// Validator is a row type that knows when it must not be saved. Validate is called before anything of the row's chunk is sent. All rows of
// the chunk that it refuses are in the [*ValidationError] that fails the run; with [SkipBadRows] they are set aside instead.
type Validator interface {
	// Validate returns why the row must not be saved, or nil.
	Validate() error
}

// BeforeSaver is a row type that is told before it is sent, and may change itself: a pointer's method, to set a time or to tidy a text.
// It is called once for each row and run, also when a transaction is run again, and before Validate. A row that returns an error is
// treated like one that Validate refuses. The change is in the caller's slice.
type BeforeSaver interface {
	// BeforeSave may change the row, or return why it must not be saved. The context is the run's.
	BeforeSave(ctx context.Context) error
}

// AfterSaver is a row type that is told what became of it, within the transaction: an error fails the run, and what is not committed
// is rolled back. When a transaction is run again, so is AfterSave. A row that is set aside, or dropped as a duplicate, is not told; of rows
// that are merged, the last one is.
//
// The outcome of each row is needed for that, so that an upsert and an update are sent row by row, as with [Outcomes].
type AfterSaver interface {
	// AfterSave is told the outcome; an error fails the run. The context is the run's.
	AfterSave(ctx context.Context, o Outcome) error
}

// Validation says whether Validate is called on rows that are a [Validator]. By default it is.
func Validation(on bool) Option {
	return func(o *options) { o.unchecked = !on }
}

// ValidationError is the rows of a chunk that Validate or BeforeSave has refused.
type ValidationError struct {
	// Rows are the rows' positions and reasons, in the order of the input.
	Rows []RowError
}

// Error lists the first of the rows.
func (e *ValidationError) Error() string {
	const shown = 10
	var list []string
	for i, row := range e.Rows {
		if i == shown {
			list = append(list, fmt.Sprintf("and %d more", len(e.Rows)-shown))
			break
		}
		list = append(list, fmt.Sprintf("row %d: %v", row.Row, row.Err))
	}
	return "exec: invalid rows: " + strings.Join(list, "; ")
}

// Unwrap returns the rows' errors.
func (e *ValidationError) Unwrap() []error {
	all := make([]error, len(e.Rows))
	for i, row := range e.Rows {
		all[i] = row
	}
	return all
}

// hooks calls the methods of the rows of one run.
type hooks struct {
	unchecked bool // Validate is not called
	after     bool // some rows have AfterSave

	next   int           // the row that is prepared next
	seen   int           // rows for which BeforeSave has been called
	failed map[int]error // what it returned
}

// meet looks for methods of a row type, a pointer, and returns what prepares its rows; nil: it has none.
func (r *run) meet(ctx context.Context, row reflect.Type) func(row any) error {
	validates := !r.options.unchecked && row.Implements(reflect.TypeFor[Validator]())
	after := row.Implements(reflect.TypeFor[AfterSaver]())
	if !validates && !after && !row.Implements(reflect.TypeFor[BeforeSaver]()) {
		return nil
	}
	if r.hooks == nil {
		r.hooks = &hooks{unchecked: r.options.unchecked, failed: make(map[int]error)}
	}
	r.hooks.after = r.hooks.after || after
	return func(row any) error { return r.hooks.prepare(ctx, row) }
}

// rewind begins another try at the rows.
func (h *hooks) rewind() {
	if h != nil {
		h.next = 0
	}
}

// prepare calls BeforeSave, once, and Validate.
func (h *hooks) prepare(ctx context.Context, row any) error {
	i := h.next
	h.next++
	if b, ok := row.(BeforeSaver); ok && i >= h.seen {
		h.seen = i + 1
		if err := b.BeforeSave(ctx); err != nil {
			h.failed[i] = fmt.Errorf("BeforeSave: %w", err)
		}
	}
	if err := h.failed[i]; err != nil {
		return err
	}
	if v, ok := row.(Validator); ok && !h.unchecked {
		return v.Validate()
	}
	return nil
}

// refuse is the error for rows that must not be sent, unless they are set aside.
func (r *run) refuse(c builder.Chunk) error {
	if len(c.Invalid) == 0 || r.options.isolates() {
		return nil
	}
	e := &ValidationError{}
	for _, row := range c.Invalid {
		e.Rows = append(e.Rows, RowError{Row: row.Row, Err: row.Err})
	}
	return e
}

// saved tells the rows of a chunk what became of them.
func (p *pass) saved(ctx context.Context, c builder.Chunk, counts dialect.Counts) error {
	if p.hooks == nil || !p.hooks.after {
		return nil
	}
	if c.Rows.N > 1 && counts.Created < int64(c.Rows.N) {
		return fmt.Errorf("a trigger has dropped %d of %d rows, and AfterSave needs to know which: use Outcomes", int64(c.Rows.N)-counts.Created, c.Rows.N)
	}
	o := outcome(counts)
	for i := range c.Rows.N {
		row, told := c.Struct(i).(AfterSaver)
		if !told {
			continue
		}
		if err := row.AfterSave(ctx, o); err != nil {
			return &saveError{c.Input(i), err}
		}
	}
	return nil
}

// saveError is the error of an AfterSave. It fails the run also when what it wraps is an error of a database that would set a row aside.
type saveError struct {
	row int // in the input
	err error
}

// Error names the row and the cause.
func (e *saveError) Error() string { return fmt.Sprintf("row %d: AfterSave: %v", e.row, e.err) }

// Unwrap returns the cause.
func (e *saveError) Unwrap() error { return e.err }
