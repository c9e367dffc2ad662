package integration

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// fields are the cells of a row: a column that is missing is not set, and nil is NULL. Values are int64 or string.
type fields map[string]any

// keyShape is a kind of table by its key.
type keyShape struct {
	name     string
	columns  []string
	nullable bool
	org      any // the default of org
}

var keyShapes = []keyShape{
	{"single", []string{"id"}, false, nil},
	{"composite", []string{"org", "email"}, false, int64(3)},
	{"nullable", []string{"org", "email"}, true, nil},
}

// plainColumns are the columns besides the key, and defaults what they are when they are not set.
var (
	plainColumns = []string{"a", "b", "c", "hits", "tag"}
	defaults     = fields{"a": int64(7), "b": "d", "c": nil, "hits": int64(1), "tag": nil}
)

func (k keyShape) table() string { return "shapes_" + k.name }

// definition is the table: a is not NULL, c is not negative, and a tag that is not NULL is unique.
func (k keyShape) definition() string {
	var body []string
	for _, c := range k.columns {
		text := c + " BIGINT"
		if c == "email" {
			text = c + " VARCHAR(20)"
		}
		if !k.nullable {
			text += " NOT NULL"
		}
		if c == "org" && k.org != nil {
			text += fmt.Sprint(" DEFAULT ", k.org)
		}
		body = append(body, text)
	}
	body = append(body, "a BIGINT NOT NULL DEFAULT 7", "b VARCHAR(20) DEFAULT 'd'", "c BIGINT CHECK (c >= 0)",
		"hits BIGINT NOT NULL DEFAULT 1", "tag VARCHAR(20) UNIQUE", map[bool]string{true: "UNIQUE", false: "PRIMARY KEY"}[k.nullable]+
			" ("+strings.Join(k.columns, ", ")+")")
	return k.table() + " (" + strings.Join(body, ", ") + ")"
}

// program is a statement, its rows, its options, and what is stored before.
type program struct {
	key      keyShape
	kind     string // insert, nothing, upsert, update or delete
	source   string
	columns  []string // of the source
	stored   []fields
	rows     []programRow
	set      []change
	all      bool // DoUpdate without columns
	target   bool // DoNothing names the key
	where    *filter
	only     bool
	caseForm bool
	version  bool // hits is an optimistic lock

	duplicates string // reject, first, last, merge or allow
	window     string // "", within or across
	nulls      bool   // RejectNullKeys
	batch      int
	tx         string // atomic, per chunk, no transaction
	outcomes   bool
	skip       bool
	equal      exec.Outcome // of a row that is updated and stays equal
}

// programRow is an input row.
type programRow struct {
	fields
	invalid bool // Validate refuses it
}

// String describes the program so that it can be repeated by hand.
func (p program) String() string {
	what := []string{p.kind, p.key.name, "from " + p.source, fmt.Sprint("columns ", p.columns)}
	for _, c := range p.set {
		what = append(what, "set "+c.what)
	}
	if p.where != nil {
		what = append(what, "where "+p.where.what)
	}
	what = append(what, "duplicates: "+p.duplicates+" "+p.window, fmt.Sprintf("batch %d", p.batch), p.tx)
	for name, on := range map[string]bool{"all": p.all, "target": p.target, "only changed": p.only, "case form": p.caseForm, "version hits": p.version,
		"reject null keys": p.nulls, "outcomes": p.outcomes, "skip bad rows": p.skip} {
		if on {
			what = append(what, name)
		}
	}
	lines := []string{strings.Join(what, ", "), "stored:"}
	for _, c := range p.stored {
		lines = append(lines, fmt.Sprint("  ", map[string]any(c)))
	}
	lines = append(lines, "rows:")
	for i, r := range p.rows {
		lines = append(lines, fmt.Sprint("  ", i, ": ", map[string]any(r.fields), map[bool]string{true: " invalid"}[r.invalid]))
	}
	return strings.Join(lines, "\n")
}

// complete tells whether the source has all columns: maps have those of their rows.
func (p program) complete() bool {
	for _, c := range p.columns {
		if !slices.ContainsFunc(p.rows, func(r programRow) bool { _, ok := r.fields[c]; return ok }) {
			return false
		}
	}
	return true
}

// ragged tells whether rows lack columns.
func (p program) ragged() bool {
	return slices.ContainsFunc(p.rows, func(r programRow) bool { return len(r.fields) < len(p.columns) })
}

// options are those of the run.
func (p program) options() []exec.Option {
	policy := map[string]builder.DuplicatePolicy{"reject": builder.RejectDuplicates, "first": builder.KeepFirst, "last": builder.KeepLast,
		"allow": builder.AllowDuplicates, "merge": builder.MergeDuplicates(func(kept, next map[string]any) {
			hits, ok := kept["hits"].(int64)
			maps.Copy(kept, next)
			if more, both := next["hits"].(int64); ok && both {
				kept["hits"] = hits + more
			}
			for _, c := range p.key.columns {
				kept[c] = "the key stays"
			}
		})}[p.duplicates]
	switch p.window {
	case "within":
		policy = policy.WithinChunk()
	case "across":
		policy = policy.AcrossChunks()
	}
	opts := []exec.Option{exec.Duplicates(policy), exec.BatchSize(p.batch),
		map[string]exec.Option{"atomic": exec.Atomic(), "per chunk": exec.PerChunk(), "no transaction": exec.NoTx()}[p.tx]}
	if p.outcomes {
		opts = append(opts, exec.Outcomes())
	}
	if p.skip {
		opts = append(opts, exec.SkipBadRows(-1))
	}
	if p.nulls {
		opts = append(opts, exec.RejectNullKeys())
	}
	return opts
}

// bulk is the statement, and for rows with AfterSave what they will have been told.
func (p program) bulk() (b builder.Bulk, told []exec.Outcome) {
	source, told := p.from()
	plain := []string{}
	for _, c := range p.set {
		if c.expr == nil {
			plain = append(plain, c.column)
		}
	}
	insert := builder.Insert(p.key.table()).Columns(p.columns...).From(source)
	switch p.kind {
	case "insert":
		return insert, told
	case "nothing":
		if p.target {
			insert = insert.OnConflict(p.key.columns...)
		}
		return insert.DoNothing(), told
	case "upsert":
		return p.upsert(insert, plain), told
	case "update":
		return p.update(builder.Update(p.key.table()).Key(p.key.columns...).From(source), plain), told
	}
	del := builder.Delete(p.key.table()).Key(p.key.columns...).From(source)
	if p.where != nil {
		del = del.Where(p.where.expr)
	}
	return del, told
}

func (p program) upsert(up builder.InsertBuilder, plain []string) builder.Bulk {
	up = up.OnConflict(p.key.columns...)
	if p.all {
		up = up.DoUpdate()
	} else if len(plain) > 0 {
		up = up.DoUpdate(plain...)
	}
	for _, c := range p.set {
		if c.expr != nil {
			up = up.DoUpdateSet(c.column, c.expr)
		}
	}
	if p.where != nil {
		up = up.DoUpdateWhere(p.where.expr)
	}
	if p.only {
		up = up.OnlyChanged()
	}
	return up
}

func (p program) update(up builder.UpdateBuilder, plain []string) builder.Bulk {
	up = up.Set(plain...)
	for _, c := range p.set {
		if c.expr != nil {
			up = up.SetExpr(c.column, c.expr)
		}
	}
	if p.where != nil {
		up = up.Where(p.where.expr)
	}
	if p.only {
		up = up.OnlyChanged()
	}
	if p.version {
		up = up.Version("hits")
	}
	if p.caseForm {
		up = up.CaseForm()
	}
	return up
}

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
