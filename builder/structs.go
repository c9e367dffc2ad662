package builder

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx/reflectx"
)

// Structs is a source of rows that are structs or pointers to structs.
//
// Columns follow sqlx's rules: the db tag names the column, db:"-" leaves a field out, and the fields of an embedded
// struct count as the struct's own; a nil embedded pointer makes them NULL. A field that implements [driver.Valuer], or
// is a [time.Time], is one value. A row lacks the column of an [Optional] that is not set, and of a field with the tag's
// option omitzero that is zero; see [Unset]. The columns are the tagged fields in the order of the type; fields without a tag can be
// named in Columns by their lower-case name. With exec, the mapper of the sqlx handle is honoured; when it does not read
// the db tag, every field that it maps is a column.
//
// A nil pointer among the rows is an error that names the row.
func Structs[T any](rows []T) Source {
	return structs[T]{rowType[T]{where: "Structs", mapper: defaultMapper}, rows}
}

type structs[T any] struct {
	rowType[T]
	rows []T
}

// rowType is a struct type, or a pointer to one, whose fields are columns.
type rowType[T any] struct {
	where   string // the source, for errors
	mapper  *reflectx.Mapper
	prepare func(row any) error // called before a row is read; nil: nothing
}

// defaultMapper is sqlx's default.
var defaultMapper = reflectx.NewMapperFunc("db", strings.ToLower)

var (
	valuerType = reflect.TypeFor[driver.Valuer]()
	timeType   = reflect.TypeFor[time.Time]()
)

func (s structs[T]) Len() int { return len(s.rows) }

func (structs[T]) inMemory() {}

func (s structs[T]) withMapper(m *reflectx.Mapper) Source {
	s.mapper = m
	return s
}

func (s structs[T]) withPrepare(f func(row any) error) Source {
	s.prepare = f
	return s
}

// pointer is the type that methods of a row are looked for on: a pointer to the struct.
func (r rowType[T]) pointer() reflect.Type {
	if t := reflect.TypeFor[T](); t.Kind() == reflect.Pointer {
		return t
	}
	return reflect.TypeFor[*T]()
}

// fields returns the struct's fields by column.
func (r rowType[T]) fields() (*reflectx.StructMap, error) {
	t := reflectx.Deref(reflect.TypeFor[T]())
	if t.Kind() != reflect.Struct || t == timeType || isValuer(t) {
		return nil, invalid(r.where, "%v is not a struct or a pointer to one", reflect.TypeFor[T]())
	}
	return r.mapper.TypeMap(t), nil
}

// readsTag tells whether a mapper takes names from the db tag.
func readsTag(m *reflectx.Mapper) bool {
	type probe struct {
		Field int `db:"tagged"`
	}
	_, ok := m.TypeMap(reflect.TypeFor[probe]()).Names["tagged"]
	return ok
}

func (r rowType[T]) Columns() ([]string, error) {
	fields, err := r.fields()
	if err != nil {
		return nil, err
	}
	var found []*reflectx.FieldInfo
	needsTag := readsTag(r.mapper)
	for name, f := range fields.Names {
		if strings.Contains(name, ".") || !isColumn(f.Field.Type) {
			continue
		}
		if _, tagged := f.Field.Tag.Lookup("db"); tagged || !needsTag {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		return nil, invalid(r.where, `%v has no field with a db tag, such as db:"name"`, reflect.TypeFor[T]())
	}
	slices.SortFunc(found, func(a, b *reflectx.FieldInfo) int { return slices.Compare(a.Index, b.Index) })
	columns := make([]string, len(found))
	for i, f := range found {
		columns[i] = f.Path
	}
	return columns, nil
}

func (s structs[T]) Rows(columns []string) iter.Seq2[[]any, error] {
	read, err := s.reader(columns)
	if err != nil {
		return failed(err)
	}
	return func(yield func([]any, error) bool) {
		values := make([]any, len(columns))
		for i := range s.rows {
			if err := read(&s.rows[i], values); !yield(values, rowError(i, err)) || ends(err) {
				return
			}
		}
	}
}

// reader returns the function that takes the values of the columns out of a row.
func (r rowType[T]) reader(columns []string) (func(row *T, values []any) error, error) {
	fields, err := r.fields()
	if err != nil {
		return nil, err
	}
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
		if r.prepare != nil {
			if err := r.prepare(pointer); err != nil {
				unfit = &unfitRow{err}
			}
		}
		for i := range cells {
			values[i] = cells[i].of(v)
		}
		return unfit
	}, nil
}

// unfitRow is the error of a row that was read and is not to be sent. Unlike others it does not end the rows.
type unfitRow struct{ err error }

func (e *unfitRow) Error() string { return e.err.Error() }

// ends tells whether an error ends the rows.
func ends(err error) bool { return err != nil && asUnfit(err) == nil }

// asUnfit finds the error of a row that does not end the rows; nil when it is none.
func asUnfit(err error) *unfitRow {
	var unfit *unfitRow
	errors.As(err, &unfit)
	return unfit
}

// rowError names the row of an error, if it is one.
func rowError(row int, err error) error {
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

// isColumn tells whether a field of this type is one value.
func isColumn(t reflect.Type) bool {
	e := reflectx.Deref(t)
	return e.Kind() != reflect.Struct || e == timeType || isValuer(t)
}

// isValuer tells whether a value or a pointer of the type is a driver.Valuer.
func isValuer(t reflect.Type) bool {
	return t.Implements(valuerType) || reflect.PointerTo(t).Implements(valuerType)
}

// missing returns an error for columns that a source does not have; structs are asked field by field, because a field
// without a tag may be named.
func missing(s Source, columns []string) error {
	type fielded interface {
		fields() (*reflectx.StructMap, error)
	}
	if a, ok := s.(ahead); ok {
		s = a.source
	}
	if f, ok := s.(fielded); ok {
		fields, err := f.fields()
		if err != nil {
			return err
		}
		for _, c := range columns {
			if _, ok := fields.Names[c]; !ok {
				return fmt.Errorf("the row type has no field for the column %q", c)
			}
		}
		return nil
	}
	have, err := s.Columns()
	if err != nil {
		return err
	}
	_, err = positions(have, columns)
	return err
}
