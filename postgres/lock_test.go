package postgres_test

import (
	"reflect"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

func TestLockTable(t *testing.T) {
	want := dialect.TableLock{Take: dialect.Step{SQL: `LOCK TABLE "app"."t""s" IN SHARE ROW EXCLUSIVE MODE`}}
	if got, err := (postgres.Dialect{}).LockTable(`app.t"s`); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}
