package sqlite_test

import (
	"reflect"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

func TestLockTable(t *testing.T) {
	if got := (sqlite.Dialect{}).LockTable("t"); !reflect.DeepEqual(got, dialect.TableLock{}) {
		t.Errorf("got %+v, want nothing to send", got)
	}
}
