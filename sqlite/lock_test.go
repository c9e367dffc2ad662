package sqlite_test

import (
	"reflect"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/sqlite"
)

func TestLockTable(t *testing.T) {
	if got, err := (sqlite.Dialect{}).LockTable("t"); err != nil || !reflect.DeepEqual(got, dialect.TableLock{}) {
		t.Errorf("got %+v, %v, want nothing to send", got, err)
	}
}
