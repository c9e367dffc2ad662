package exec

import (
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/jmoiron/sqlx/reflectx"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// collector gathers returned rows in a slice of the caller's type.
type collector struct {
	dest    reflect.Value // the caller's slice
	found   reflect.Value // the rows so far, of the same type
	mapper  *reflectx.Mapper
	unsafe  bool
	columns int // how many of the returned columns are the caller's
}

// defaultMapper is sqlx's default, for handles of database/sql.
var defaultMapper = reflectx.NewMapperFunc("db", strings.ToLower)

// newCollector checks the destination of Query.
func newCollector(dest any, mapper *reflectx.Mapper, unsafe bool) (*collector, error) {
	v := reflect.ValueOf(dest)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Slice {
		return nil, fmt.Errorf("exec: Query needs a pointer to a slice, not %T", dest)
	}
	if mapper == nil {
		mapper = defaultMapper
	}
	return &collector{dest: v.Elem(), found: reflect.MakeSlice(v.Elem().Type(), 0, 0), mapper: mapper, unsafe: unsafe}, nil
}

// part is an empty one for rows that may still be undone; without a collector there is none.
func (c *collector) part() *collector {
	if c == nil {
		return nil
	}
	return &collector{dest: c.dest, found: reflect.MakeSlice(c.dest.Type(), 0, 0), mapper: c.mapper, unsafe: c.unsafe, columns: c.columns}
}

// take moves the rows of a part behind those so far.
func (c *collector) take(part *collector) {
	if c != nil {
		c.found = reflect.AppendSlice(c.found, part.found)
		part.rewind(0)
	}
}

// finish appends what was found to the caller's slice.
func (c *collector) finish() {
	c.dest.Set(reflect.AppendSlice(c.dest, c.found))
}

// mark is the number of rows so far; without a collector there are none.
func (c *collector) mark() int {
	if c == nil {
		return 0
	}
	return c.found.Len()
}

// rewind forgets the rows after a mark.
func (c *collector) rewind(mark int) {
	if c != nil {
		c.found = c.found.Slice(0, mark)
	}
}

// reader is the collector as one of a session; nil without a collector.
func (c *collector) reader() session.Reader {
	if c == nil {
		return nil
	}
	return c
}

// Read takes the rows of a step: columns that the caller's type has, and after them integers for the count.
func (c *collector) Read(rows *sql.Rows) (dialect.Answer, error) {
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return dialect.Answer{}, err
	}
	element := c.dest.Type().Elem()
	paths, numbers, err := c.layout(element, columns)
	if err != nil {
		return dialect.Answer{}, err
	}
	var answer dialect.Answer
	for rows.Next() {
		item := reflect.New(reflectx.Deref(element)).Elem()
		extra := make([]int64, numbers)
		if err := rows.Scan(targets(item, paths, extra)...); err != nil {
			return dialect.Answer{}, fmt.Errorf("exec: returned row: %w", err)
		}
		if element.Kind() == reflect.Pointer {
			item = item.Addr()
		}
		c.found = reflect.Append(c.found, item)
		answer.Rows = append(answer.Rows, extra)
	}
	return answer, rows.Err()
}

// layout finds the fields of the caller's columns and counts the integers that follow them.
func (c *collector) layout(element reflect.Type, columns []string) (paths [][]int, numbers int, err error) {
	if len(columns) < c.columns {
		return nil, 0, fmt.Errorf("exec: %d columns are returned instead of %d", len(columns), c.columns)
	}
	columns, numbers = columns[:c.columns], len(columns)-c.columns
	if t := reflectx.Deref(element); t.Kind() != reflect.Struct || scansItself(t) {
		if len(columns) != 1 {
			return nil, 0, fmt.Errorf("exec: %d columns are returned, and %v holds one: use a slice of structs", len(columns), element)
		}
		return [][]int{nil}, numbers, nil
	}
	for i, path := range c.mapper.TraversalsByName(element, columns) {
		switch {
		case len(path) > 0:
		case c.unsafe:
			path = noField
		default:
			return nil, 0, fmt.Errorf("exec: %v has no field for the returned column %q", element, columns[i])
		}
		paths = append(paths, path)
	}
	return paths, numbers, nil
}

// scansItself tells whether a struct type is a single value.
func scansItself(t reflect.Type) bool {
	return t == reflect.TypeFor[time.Time]() || reflect.PointerTo(t).Implements(reflect.TypeFor[sql.Scanner]())
}

// targets are the addresses that a row is scanned into.
func targets(item reflect.Value, paths [][]int, extra []int64) []any {
	dest := make([]any, 0, len(paths)+len(extra))
	for _, path := range paths {
		switch {
		case len(path) == 0:
			dest = append(dest, item.Addr().Interface())
		case path[0] == noField[0]:
			dest = append(dest, new(any))
		default:
			dest = append(dest, reflectx.FieldByIndexes(item, path).Addr().Interface())
		}
	}
	for i := range extra {
		dest = append(dest, &extra[i])
	}
	return dest
}
