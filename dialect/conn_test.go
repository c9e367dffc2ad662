package dialect_test

import (
	"database/sql/driver"
	"reflect"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
)

// own is a driver's connection, and around it one that wraps it.
type (
	own    struct{ driver.Conn }
	around struct {
		name string
		driver.Conn
	}
)

// TestFindConn: the connection is found inside its wrappers, up to four, and nothing where there is none.
func TestFindConn(t *testing.T) {
	isOwn := func(v reflect.Value) bool { return v.Type() == reflect.TypeFor[own]() }
	conn := driver.Conn(&own{})
	for depth := range 7 {
		if found := dialect.FindConn(conn, isOwn).IsValid(); found != (depth <= 4) {
			t.Errorf("inside %d: %v", depth, found)
		}
		conn = &around{"a", conn}
	}
	for _, other := range []any{nil, 1, "a", around{}, (*own)(nil), struct{ n int }{}} {
		if dialect.FindConn(other, isOwn).IsValid() {
			t.Errorf("%T holds one", other)
		}
	}
}
