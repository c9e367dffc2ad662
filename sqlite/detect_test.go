package sqlite_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/sqlite"
)

func TestDetect(t *testing.T) {
	tests := []struct {
		version string
		limit   int
		params  int
		ok      bool
	}{
		{"3.54.1", 32766, 32766, true},
		{"3.40.1", 250000, 250000, true},
		{"3.35.0", 0, 32766, true},
		{"3.34.1", 32766, 0, false},
		{"2.8.17", 0, 0, false},
		{"4.0", 0, 32766, true},
		{"three", 0, 0, false},
	}
	for _, test := range tests {
		t.Run(test.version, func(t *testing.T) {
			db, mock, err := sqlmock.New()
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			mock.ExpectQuery(`SELECT sqlite_version\(\)`).WillReturnRows(sqlmock.NewRows([]string{"a", "b"}).AddRow(test.version, test.limit))
			d, err := sqlite.Detect(context.Background(), db)
			if !test.ok {
				if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), test.version) {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil || d.Limits().Params != test.params {
				t.Errorf("got %+v, %v", d.Limits(), err)
			}
		})
	}
}

func TestDetectFails(t *testing.T) {
	db, mock, err := sqlmock.New()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	broken := errors.New("broken")
	mock.ExpectQuery("SELECT").WillReturnError(broken)
	if _, err := sqlite.Detect(context.Background(), db); !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "sqlite: ") {
		t.Errorf("got %v", err)
	}
}

func TestZeroValue(t *testing.T) {
	var d sqlite.Dialect
	if l := d.Limits(); l.Params != 32766 || l.Bytes < 990_000_000 || l.Bytes >= 1_000_000_000 || l.Rows != 0 {
		t.Errorf("limits %+v", l)
	}
	if lock := d.WriteLock(); lock != "ROLLBACK; BEGIN IMMEDIATE" {
		t.Errorf("the lock is %q", lock)
	}
}
