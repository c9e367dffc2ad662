package builder

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx/reflectx"
)

// Columns are the fields that the mapper names. A field that would be left out, although it looks like a column, is an error.
func (r rowType[T]) Columns(ctx context.Context) ([]string, error) {
	fields, err := r.fields(ctx)
	if err != nil {
		return nil, err
	}
	t := reflectx.Deref(reflect.TypeFor[T]())
	if readsTag(readingOf(ctx).mapper) {
		if name := unexported(t, nil); name != "" {
			return nil, invalid(r.where, `%v: the field %s has a db tag and is not exported: export it, or tag it db:"-"`, t, name)
		}
	}
	var found []*reflectx.FieldInfo
	for _, f := range fields.Index {
		if f.Path != f.Name { // it belongs to a field that is a struct
			continue
		}
		if why := lost(f, fields.Names[f.Path]); why != "" {
			return nil, invalid(r.where, `%v: the field %s %s, name the columns in Columns, or tag it db:"-"`, t, f.Field.Name, why)
		}
		if fields.Names[f.Path] == f {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		return nil, invalid(r.where, "%v has no field that is a column", t)
	}
	slices.SortFunc(found, func(a, b *reflectx.FieldInfo) int { return slices.Compare(a.Index, b.Index) })
	columns := make([]string, len(found))
	for i, f := range found {
		columns[i] = f.Path
	}
	return columns, nil
}

// lost says why a field is not found as a column, and what to do; empty: it is one, or rightly none. Named is the field that the name
// finds: of an embedded struct's field and the struct's own it is the latter, as in Go.
func lost(f, named *reflectx.FieldInfo) string {
	switch {
	case f.Embedded:
		return lostEmbedded(f)
	case f.Name == "":
		return "has a tag without a name: write the name in front of the options"
	case named != f && len(named.Index) == len(f.Index):
		return fmt.Sprintf("has the column %q, as the field %s has: give it another", f.Name, named.Field.Name)
	case named == f && !isColumn(f.Field.Type):
		return "is a struct that is no driver.Valuer: give it the method Value"
	}
	return ""
}

// lostEmbedded is lost for an embedded field, whose own fields are looked at for themselves unless a tag puts a prefix before their names.
func lostEmbedded(f *reflectx.FieldInfo) string {
	const named = "give it a name of its own"
	switch t := reflectx.Deref(f.Field.Type); {
	case t.Kind() == reflect.Struct && t != timeType && !isValuer(f.Field.Type):
		for _, child := range f.Children {
			if child != nil && child.Path != child.Name {
				return "is embedded and has a tag, which makes it one value: leave the tag out"
			}
		}
		return ""
	case f.Field.IsExported():
		return "is embedded, and is one value: " + named
	}
	return ""
}

// unexported finds a field that has a db tag and is not exported, also in embedded structs; empty: there is none.
func unexported(t reflect.Type, outer []reflect.Type) string {
	if t.Kind() != reflect.Struct || slices.Contains(outer, t) {
		return ""
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("db"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			if inner := unexported(reflectx.Deref(f.Type), append(outer, t)); inner != "" {
				return inner
			}
		case !f.IsExported() && name != "" && !(f.Anonymous && reflectx.Deref(f.Type).Kind() == reflect.Struct):
			return f.Name
		}
	}
	return ""
}

// readsTag tells whether a mapper takes names from the db tag.
func readsTag(m *reflectx.Mapper) bool {
	type probe struct {
		Field int `db:"tagged"`
	}
	_, ok := m.TypeMap(reflect.TypeFor[probe]()).Names["tagged"]
	return ok
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
