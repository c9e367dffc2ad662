package exec

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// WriteBack runs an insert, upsert or update and then fills the statement's Returning columns, such as generated ids and
// defaults, into the caller's own structs: rows is the slice that went into [builder.Structs], of structs or of pointers.
//
//	up := builder.Insert("users").From(builder.Structs(users)).OnConflict("email").DoUpdate("name").Returning("id")
//	res, err := ex.WriteBack(ctx, up, users)
//
// Stored rows are looked up by key after each chunk, in the same transaction, and matched by the values of the key, never by
// position: the columns of OnConflict, the Key of an update, or those of [MatchBy]. So it works on every database, and for
// rows that were updated, left alone or skipped as well. It costs one SELECT per chunk. The structs change only when the
// rows are committed, or, in a caller's transaction, applied.
func (e *Executor) WriteBack(ctx context.Context, stmt builder.Bulk, rows any, opts ...Option) (Result, error) {
	r := &run{ex: e, options: e.options.with(opts)}
	r.back = &writeBack{mapper: e.mapper, unsafe: e.unsafe}
	if err := r.back.target(rows); err != nil {
		return Result{}, err
	}
	return r.run(ctx, stmt)
}

// MatchBy names the columns by which [Executor.WriteBack] finds stored rows; together they must be unique. By default the
// columns of OnConflict, or the Key of an update.
func MatchBy(columns ...string) Option {
	return func(o *options) { o.matchBy = slices.Clone(columns); o.say(matches, "MatchBy") }
}

// writeBack finds stored rows and fills the caller's structs.
type writeBack struct {
	rows   reflect.Value // the caller's slice
	mapper *reflectx.Mapper
	unsafe bool

	lookUp dialect.Select
	cells  []int   // where the key stands in a row of values
	key    [][]int // the key's fields
	fields [][]int // the fields to fill
}

// found is a stored row for a row of the input.
type found struct {
	row    int
	stored reflect.Value
}

// target checks the caller's slice.
func (b *writeBack) target(rows any) error {
	v := reflect.ValueOf(rows)
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Slice || reflectx.Deref(v.Type().Elem()).Kind() != reflect.Struct {
		return fmt.Errorf("exec: WriteBack needs the slice of structs that the rows came from, not %T", rows)
	}
	b.rows = v
	if b.mapper == nil {
		b.mapper = defaultMapper
	}
	return nil
}

// plan settles the look-up, and takes the Returning list out of the statement, which needs none.
func (b *writeBack) plan(job *builder.Job, d dialect.Dialect, matchBy []string) error {
	columns, key := job.Statement.ReturnedColumns(), job.Key
	switch s := job.Statement.(type) {
	case dialect.Insert:
		s.Returning = nil
		job.Statement = s
	case dialect.Update:
		s.Returning = nil
		job.Statement = s
	default:
		return errors.New("exec: WriteBack needs an insert, an upsert or an update")
	}
	if len(matchBy) > 0 {
		key = matchBy
	}
	switch {
	case len(columns) == 0:
		return errors.New("exec: WriteBack needs Returning with the columns to fill")
	case len(key) == 0:
		return errors.New("exec: WriteBack has no key to match rows by: name a unique one with OnConflict or MatchBy; " +
			"a table without a unique key among the inserted columns cannot be matched")
	case job.Len() >= 0 && job.Len() != b.rows.Len():
		return fmt.Errorf("exec: WriteBack got %d structs for a statement of %d rows", b.rows.Len(), job.Len())
	}
	b.lookUp = dialect.Select{Table: job.Statement.Target(), Key: key, Columns: slices.Concat(key, columns), Current: true}
	if _, err := b.lookUp.Spell(d, dialect.Plain(1)); err != nil {
		return err
	}
	for _, k := range key {
		at := slices.Index(job.Statement.RowColumns(), k)
		if at < 0 {
			return fmt.Errorf("exec: WriteBack cannot match by %q, which is not among the statement's columns", k)
		}
		b.cells = append(b.cells, at)
	}
	return b.findFields(columns)
}

// findFields finds the struct's fields for the key and for the columns to fill.
func (b *writeBack) findFields(columns []string) error {
	element := reflectx.Deref(b.rows.Type().Elem())
	names := b.lookUp.Columns
	for i, path := range b.mapper.TraversalsByName(element, names) {
		switch {
		case len(path) == 0 && b.unsafe && i >= len(b.lookUp.Key):
			// dropped, as sqlx does
		case len(path) == 0:
			return fmt.Errorf("exec: %v has no field for the column %q", element, names[i])
		case i < len(b.lookUp.Key):
			b.key = append(b.key, path)
		default:
			b.fields = append(b.fields, path)
		}
	}
	return nil
}

// readBack looks up the stored rows of a chunk that has been written.
func (p *pass) readBack(ctx context.Context, c builder.Chunk, d dialect.Dialect) ([]found, error) {
	b := p.back
	keys, err := b.keys(c)
	if err != nil {
		return nil, err
	}
	spelling, err := b.lookUp.Spell(d, keys.Rows)
	if err != nil {
		return nil, err
	}
	stored := reflect.New(reflect.SliceOf(b.rows.Type().Elem()))
	into, err := newCollector(stored.Interface(), b.mapper, b.unsafe)
	if err != nil {
		return nil, err
	}
	into.columns = len(b.lookUp.Columns)
	if _, err = p.runInto(ctx, &spelling, keys, into); err != nil {
		return nil, fmt.Errorf("exec: reading rows back: %w", err)
	}
	return b.match(c, into.found)
}

// keys is a chunk of the key columns only.
func (b *writeBack) keys(c builder.Chunk) (builder.Chunk, error) {
	keys := builder.Chunk{First: c.First, Rows: dialect.Plain(c.Rows.N), Width: len(b.cells)}
	for i := range c.Rows.N {
		for _, at := range b.cells {
			v, ok := c.Value(i, at)
			if !ok {
				return keys, fmt.Errorf("exec: row %d: its key is an expression, or is not set, and cannot be matched", c.Input(i))
			}
			keys.Values = append(keys.Values, v)
		}
	}
	return keys, nil
}

// match pairs input rows with stored rows by the values of the key.
func (b *writeBack) match(c builder.Chunk, stored reflect.Value) ([]found, error) {
	byKey := make(map[string]reflect.Value, stored.Len())
	for i := range stored.Len() {
		row := reflect.Indirect(stored.Index(i))
		key, ok := keyText(row, b.key)
		if _, twice := byKey[key]; ok && twice {
			return nil, fmt.Errorf("exec: %q is not unique in %s: rows cannot be matched by it", b.lookUp.Key, b.lookUp.Table)
		}
		byKey[key] = row
	}
	pairs := make([]found, 0, c.Rows.N)
	for i := range c.Rows.N {
		input := c.Input(i)
		key, ok := keyText(reflect.Indirect(b.rows.Index(input)), b.key)
		row, there := byKey[key]
		if !ok || !there {
			return nil, fmt.Errorf("exec: row %d: no stored row has its key in %q: a NULL, a key that a trigger or a collation changed, or a row that was not stored", input, b.lookUp.Key)
		}
		pairs = append(pairs, found{input, row})
	}
	return pairs, nil
}

// fill copies the stored columns into the caller's structs.
func (b *writeBack) fill(pairs []found) {
	for _, p := range pairs {
		target := reflect.Indirect(b.rows.Index(p.row))
		for _, path := range b.fields {
			owner := target
			if last := len(path) - 1; last > 0 {
				owner = reflect.Indirect(reflectx.FieldByIndexes(target, path[:last]))
			}
			field := owner.Field(path[len(path)-1])
			if stored := fieldAt(p.stored, path); stored.IsValid() {
				field.Set(stored)
			} else {
				field.SetZero()
			}
		}
	}
}
