package builder

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"time"

	"github.com/jmoiron/sqlx/reflectx"
)

// Structs is a source of rows that are structs or pointers to structs.
//
// Columns follow sqlx's rules: the db tag names the column, a field without a tag has its name in lower case, db:"-" leaves a field out, and
// the fields of an embedded struct count as the struct's own; a nil embedded pointer makes them NULL. A field that implements
// [driver.Valuer], or is a [time.Time], is one value. With exec, the mapper of the sqlx handle is honoured. The order is that of the type.
//
// No field is left out silently. Where the columns are not named, a field with a tag that is not exported, and one whose type is another
// struct, are errors that say what to do. Named in Columns, such a struct is sent as it is, for drivers that know its type.
//
// A row lacks the column of an [Optional] that is not set, and of a field with the tag's option omitzero that is zero; see [Unset]. An id
// that the database gives is tagged db:"id,omitzero"; without the option, a whole number that is 0 in every row is refused as an id: see
// [InsertBuilder.From].
//
// A nil pointer among the rows is an error that names the row.
func Structs[T any](rows []T) Source {
	return structs[T]{rowType[T]{"Structs"}, rows}
}

type structs[T any] struct {
	rowType[T]
	rows []T
}

// rowType is a struct type, or a pointer to one, whose fields are columns.
type rowType[T any] struct {
	where string // the source, for errors
}

// defaultMapper is sqlx's default.
var defaultMapper = reflectx.NewMapperFunc("db", strings.ToLower)

var (
	valuerType = reflect.TypeFor[driver.Valuer]()
	timeType   = reflect.TypeFor[time.Time]()
)

func (s structs[T]) Len() int { return len(s.rows) }

func (structs[T]) inMemory() {}

// pointer is the type that methods of a row are looked for on: a pointer to the struct.
func (r rowType[T]) pointer() reflect.Type {
	if t := reflect.TypeFor[T](); t.Kind() == reflect.Pointer {
		return t
	}
	return reflect.TypeFor[*T]()
}

// fields returns the struct's fields by column, and tells the one who reads of the type.
func (r rowType[T]) fields(ctx context.Context) (*reflectx.StructMap, error) {
	t := reflectx.Deref(reflect.TypeFor[T]())
	if t.Kind() != reflect.Struct || t == timeType || isValuer(t) {
		return nil, invalid(r.where, "%v is not a struct or a pointer to one", reflect.TypeFor[T]())
	}
	asked := readingOf(ctx)
	fields := asked.mapper.TypeMap(t)
	asked.meet(r.pointer(), fields)
	return fields, nil
}

func (s structs[T]) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	read, err := s.reader(ctx, columns)
	if err != nil {
		return failed(err)
	}
	asked := readingOf(ctx)
	return func(yield func([]any, error) bool) {
		values := make([]any, len(columns))
		for i := range s.rows {
			if !asked.pass(rowError(i, read(&s.rows[i], values)), values, yield) {
				return
			}
		}
	}
}

// reader returns the function that takes the values of the columns out of a row.
func (r rowType[T]) reader(ctx context.Context, columns []string) (func(row *T, values []any) error, error) {
	asked := readingOf(ctx)
	prepare, err := asked.preparer(r.pointer())
	if err != nil {
		return nil, err
	}
	fields, err := r.fields(ctx)
	if err != nil {
		return nil, err
	}
	watched := asked.prepares()
	cells := make([]cell, len(columns))
	for i, c := range columns {
		f, ok := fields.Names[c]
		if !ok {
			return nil, invalid(r.where, "%v has no field for the column %q", reflect.TypeFor[T](), c)
		}
		cells[i] = newCell(f)
	}
	return func(row *T, values []any) error {
		v := reflect.ValueOf(row).Elem()
		pointer := any(row)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return errors.New("the pointer is nil")
			}
			pointer, v = any(*row), v.Elem()
		}
		var unfit error
		if prepare != nil {
			unfit = prepare(pointer)
		}
		for i := range cells {
			values[i] = cells[i].of(v)
		}
		if watched {
			asked.took(pointer, unfit, values)
		}
		return nil
	}, nil
}

// rowError names the row of an error; nil when it is none.
func rowError(row int, err error) *RowError {
	if err == nil {
		return nil
	}
	return &RowError{Row: row, Err: err}
}

// cell is a field of the row type.
type cell struct {
	path      []int
	byPointer bool // the field's value is a Valuer only by its address
	optional  bool // it is an Optional
	omitZero  bool // the row lacks the column when the field is zero
	asksZero  bool // the type says itself what is zero
	simple    bool // its type is a predeclared one, and nothing of the above holds
}

func newCell(f *reflectx.FieldInfo) cell {
	t := f.Field.Type
	_, omit := f.Options["omitzero"]
	c := cell{
		path:      f.Index,
		byPointer: !t.Implements(valuerType) && reflect.PointerTo(t).Implements(valuerType),
		optional:  t.Implements(optionalType),
		omitZero:  omit,
		asksZero:  omit && t.Implements(zeroerType),
	}
	c.simple = t.PkgPath() == "" && !c.omitZero && !c.optional && !c.byPointer
	return c
}

// zeroer is a type that says itself what is zero, such as time.Time.
type zeroer interface{ IsZero() bool }

var zeroerType = reflect.TypeFor[zeroer]()

// of walks to the field of an addressable struct; a nil pointer on the way makes it NULL.
func (c *cell) of(v reflect.Value) any {
	for i, p := range c.path {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return nil
			}
			v = v.Elem()
		}
		v = v.Field(p)
	}
	if c.simple {
		return simple(v)
	}
	switch {
	case c.omitZero && c.isZero(v):
		return Unset
	case c.optional && v.Kind() == reflect.Pointer && v.IsNil():
		return nil
	case c.optional:
		return v.Interface().(optional).cell()
	case c.byPointer:
		v = v.Addr()
	}
	return v.Interface()
}

// simple is the value of a predeclared type. Values of the commonest are made without reflection, which costs the half and less memory.
func simple(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Int64:
		return v.Int()
	case reflect.Int:
		return int(v.Int())
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Float64:
		return v.Float()
	}
	return v.Interface()
}

// isZero tells whether a field is zero, by its own word if it has one.
func (c *cell) isZero(v reflect.Value) bool {
	if c.asksZero && !(v.Kind() == reflect.Pointer && v.IsNil()) {
		return v.Interface().(zeroer).IsZero()
	}
	return v.IsZero()
}

// missing returns an error for columns that a source does not have; structs are asked field by field, because a field
// without a tag may be named.
func missing(ctx context.Context, s Source, columns []string) error {
	type fielded interface {
		fields(ctx context.Context) (*reflectx.StructMap, error)
		pointer() reflect.Type
	}
	if a, ok := s.(ahead); ok {
		s = a.source
	}
	if f, ok := s.(fielded); ok {
		fields, err := f.fields(ctx)
		if err != nil {
			return err
		}
		for _, c := range columns {
			if _, ok := fields.Names[c]; !ok {
				return fmt.Errorf("%v has no field for the column %q", f.pointer().Elem(), c)
			}
		}
		return nil
	}
	have, err := s.Columns(ctx)
	if err != nil {
		return err
	}
	_, err = positions(have, columns)
	return err
}
