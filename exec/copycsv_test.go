package exec_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

// csvReader is a fake dialect whose database reads a CSV text to its end.
type csvReader struct {
	fake
	got *string
	err error
}

func (c csvReader) LoadCSV(i dialect.Insert, f dialect.CSVFormat) (dialect.CSVLoad, error) {
	return dialect.CSVLoad{SQL: "CSV", Send: func(_ context.Context, _ any, text io.Reader) (int64, error) {
		all, err := io.ReadAll(text)
		*c.got = strings.Join(i.Columns, "|") + ": " + string(all)
		if err != nil {
			return 0, errors.New("told to stop")
		}
		return 2, c.err
	}}, nil
}

func csvInsert(r io.Reader) builder.InsertBuilder {
	return builder.Insert("items").From(builder.CSV(r))
}

func TestCopyCSV(t *testing.T) {
	db, mock := newMock(t)
	var got string
	d := csvReader{got: &got}
	mock.ExpectBegin()
	mock.ExpectCommit()
	res, err := exec.New(db, d).CopyCSV(ctx, csvInsert(strings.NewReader("id,name\n1,a\n2,b\n")))
	if err != nil || res.Rows != 2 || res.Created != 2 || res.Statements != 1 || !res.Exact || got != "id|name: 1,a\n2,b\n" {
		t.Errorf("%+v, %v, %q", res, err, got)
	}
	mock.ExpectBegin()
	mock.ExpectRollback()
	d.err = fault{dialect.Fault{Kind: dialect.InvalidValue, Row: 2}}
	res, err = exec.New(db, d).CopyCSV(ctx, csvInsert(strings.NewReader("\n\nid,name\n1,a\n2,b\n")))
	var failed *exec.LineError
	if !errors.As(err, &failed) || !strings.HasPrefix(err.Error(), "exec: items: CSV, line 5: invalid value") || failed.Line != 5 || !errors.Is(err, dialect.InvalidValue) || res.Rows != 0 {
		t.Errorf("%+v, %v", res, err)
	}
	mock.ExpectBegin()
	mock.ExpectRollback()
	broken := io.MultiReader(strings.NewReader("id,name\n1,a\n"), iotest.ErrReader(io.ErrClosedPipe))
	if _, err := exec.New(db, d).CopyCSV(ctx, csvInsert(broken)); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

// TestCopyCSVTransaction: a transaction that does not begin stores nothing, and of one whose COMMIT has no answer nobody knows.
func TestCopyCSVTransaction(t *testing.T) {
	var got string
	text := func() builder.InsertBuilder { return csvInsert(strings.NewReader("id,name\n1,a\n")) }
	db, mock := newMock(t)
	mock.ExpectBegin().WillReturnError(io.ErrClosedPipe)
	if res, err := exec.New(db, csvReader{got: &got}).CopyCSV(ctx, text()); !errors.Is(err, io.ErrClosedPipe) || errors.Is(err, exec.ErrCommitUnknown) || res.Rows != 0 {
		t.Errorf("begin: %+v, %v", res, err)
	}
	mock.ExpectBegin()
	mock.ExpectCommit().WillReturnError(fault{dialect.Fault{Kind: dialect.ConnectionLost}})
	if res, err := exec.New(db, csvReader{got: &got}).CopyCSV(ctx, text()); !errors.Is(err, exec.ErrCommitUnknown) || res.Rows != 0 {
		t.Errorf("commit: %+v, %v", res, err)
	}
}

// TestCopyCSVSendsNothing: what is wrong is found before the transaction begins.
func TestCopyCSVSendsNothing(t *testing.T) {
	db, mock := newMock(t)
	var got string
	d := csvReader{got: &got}
	text := func() builder.InsertBuilder { return csvInsert(strings.NewReader("id,name\n1,a\n")) }
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := exec.New(db, d).CopyCSV(ended, text()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	for name, opt := range map[string]exec.Option{"PerChunk": exec.PerChunk(), "NoTx": exec.NoTx(), "SkipBadRows": exec.SkipBadRows(1),
		"Outcomes": exec.Outcomes(true)} {
		if _, err := exec.New(db, d).CopyCSV(ctx, text(), opt); !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := exec.New(db, sqlite.Dialect{}).CopyCSV(ctx, text()); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
	if _, err := exec.New(db, d).CopyCSV(ctx, insert(3)); !errors.Is(err, builder.ErrInvalid) {
		t.Error(err)
	}
	once := text()
	if _, err := once.CSVText(); err != nil {
		t.Fatal(err)
	}
	if _, err := exec.New(db, d).CopyCSV(ctx, once); !errors.Is(err, builder.ErrReadOnce) {
		t.Error(err)
	}
	tx := begin(t, db, mock)
	if _, err := exec.New(tx, d).CopyCSV(ctx, text()); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	if got != "" {
		t.Errorf("sent %q", got)
	}
}
