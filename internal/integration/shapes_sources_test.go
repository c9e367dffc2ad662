package integration

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"iter"
	"slices"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// from is the source.
func (p program) from() (builder.Source, []exec.Outcome) {
	switch p.source {
	case "maps":
		rows := make([]map[string]any, len(p.rows))
		for i, r := range p.rows {
			rows[i] = r.fields
		}
		return builder.Maps(rows), nil
	case "tuples":
		return builder.Tuples(p.columns, slices.Collect(p.tuples(false))), nil
	case "stream of tuples":
		return builder.TupleSeq(p.columns, func(yield func([]any, error) bool) {
			for row := range p.tuples(true) {
				if !yield(row, nil) {
					return
				}
			}
		}), nil
	}
	rows := make([]wideRow, len(p.rows))
	for i, r := range p.rows {
		rows[i] = newWideRow(r)
	}
	switch p.source {
	case "structs":
		return builder.Structs(rows), nil
	case "stream of structs":
		return builder.Seq(slices.Values(rows)), nil
	}
	told := make([]exec.Outcome, len(rows))
	pointers := make([]*toldRow, len(rows))
	for i, r := range rows {
		pointers[i] = &toldRow{r, &told[i]}
	}
	return builder.Structs(pointers), told
}

// tuples are the rows in the order of the columns; again uses one slice for all of them.
func (p program) tuples(again bool) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		row := make([]any, len(p.columns))
		for _, r := range p.rows {
			if !again {
				row = make([]any, len(p.columns))
			}
			for i, c := range p.columns {
				row[i] = builder.Unset
				if v, ok := r.fields[c]; ok {
					row[i] = v
				}
			}
			if !yield(row) {
				return
			}
		}
	}
}

// errRefused is what Validate says.
var errRefused = errors.New("refused")

// wideRow is a row as a struct, with each way in which a field may be not set.
type wideRow struct {
	ID    builder.Optional[int64]            `db:"id"`
	Org   builder.Optional[*int64]           `db:"org"`
	Email builder.Optional[sql.Null[string]] `db:"email"`
	A     builder.Optional[*int64]           `db:"a"`
	B     textOrNull                         `db:"b,omitzero"`
	C     builder.Optional[sql.Null[int64]]  `db:"c"`
	Hits  int64                              `db:"hits,omitzero"`
	Tag   **string                           `db:"tag,omitzero"`
	Ref   builder.Optional[*int64]           `db:"ref"`

	invalid bool
}

// Validate refuses a row.
func (r wideRow) Validate() error {
	if r.invalid {
		return errRefused
	}
	return nil
}

// textOrNull is a value that is a text, NULL, or not set.
type textOrNull struct {
	text string
	kind byte // of a text 't', of NULL 'n'
}

func (t textOrNull) IsZero() bool { return t.kind == 0 }

func (t textOrNull) Value() (driver.Value, error) {
	if t.kind == 'n' {
		return nil, nil
	}
	return t.text, nil
}

// toldRow is a row that remembers what became of it.
type toldRow struct {
	wideRow
	told *exec.Outcome
}

// AfterSave is told once.
func (r *toldRow) AfterSave(_ context.Context, o exec.Outcome) error {
	if *r.told != exec.NotRun {
		return errors.New("AfterSave is called twice")
	}
	*r.told = o
	return nil
}

func newWideRow(r programRow) (w wideRow) {
	w.invalid = r.invalid
	for c, v := range r.fields {
		number, isNumber := v.(int64)
		text, isText := v.(string)
		switch c {
		case "id":
			w.ID = builder.Some(number)
		case "org":
			w.Org = builder.Some(pointerIf(number, isNumber))
		case "email":
			w.Email = builder.Some(sql.Null[string]{V: text, Valid: isText})
		case "a":
			w.A = builder.Some(pointerIf(number, isNumber))
		case "b":
			if w.B = (textOrNull{text, 't'}); !isText {
				w.B.kind = 'n'
			}
		case "c":
			w.C = builder.Some(sql.Null[int64]{V: number, Valid: isNumber})
		case "hits":
			w.Hits = number
		case "ref":
			w.Ref = builder.Some(pointerIf(number, isNumber))
		case "tag":
			inner := pointerIf(text, isText)
			w.Tag = &inner
		}
	}
	return w
}

func pointerIf[T any](v T, ok bool) *T {
	if !ok {
		return nil
	}
	return &v
}
