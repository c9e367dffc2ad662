package exec_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// feeder is a fake dialect whose INSERT is fed.
type feeder struct{ fake }

func (f feeder) Load(dialect.Strategy) (dialect.Dialect, error) { return f, nil }

func (f feeder) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	slots := []dialect.Slot{{Column: 0}, {Column: 1}}
	step := dialect.Step{SQL: "FEED", Args: []dialect.Args{{Slots: slots, PerRow: true}}, Read: dialect.ReadAffected,
		Feed: &dialect.Feed{Convert: func(column int, v driver.Value) driver.Value {
			if b, ok := v.([]byte); ok {
				return string(b)
			}
			return v
		}}}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: func(n int, a []dialect.Answer) dialect.Counts {
		return dialect.Counts{Created: a[0].Affected}
	}}, nil
}

// expectFed expects the rows with the given ids.
func expectFed(m sqlmock.Sqlmock, text string, ids ...int) {
	p := m.ExpectPrepare(text).WillBeClosed()
	for _, id := range ids {
		p.ExpectExec().WithArgs(argsOf([]int{id})[1:]...).WillReturnResult(affected(0))
	}
	p.ExpectExec().WithArgs().WillReturnResult(affected(int64(len(ids))))
}

const arrayDelete = `DELETE FROM "items" WHERE "id" = ANY(COALESCE($1, ARRAY[(NULL::"items")."id"]))`

func TestStrategySequences(t *testing.T) {
	const types = "SELECT CASE WHEN t.oid = 'bytea'"
	noBytes := func() *sqlmock.Rows { return sqlmock.NewRows([]string{"b"}).AddRow(0).AddRow(0) }
	stage := func(m sqlmock.Sqlmock, ids ...int) {
		m.ExpectExec(`CREATE TEMP TABLE "sqbulk_staging"`).WillReturnResult(affected(0))
		expectFed(m, `COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN`, ids...)
		m.ExpectQuery(`WITH sqbulk AS (INSERT INTO "items" ("id", "name") SELECT "id", "name"`).WillReturnRows(numbersRows(int64(len(ids)), 0))
		m.ExpectExec(`DROP TABLE pg_temp."sqbulk_staging"`).WillReturnResult(affected(0))
	}
	runCases(t, []statementCase{
		{"COPY, chunk after chunk", postgres.Dialect{}, insert(5), []exec.Option{exec.Strategy(exec.Copy), exec.BatchSize(2)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery(types).WithArgs("id", "name", `"items"`).WillReturnRows(noBytes())
			expectFed(m, `COPY "items" ("id", "name") FROM STDIN`, 0, 1)
			expectFed(m, `COPY "items" ("id", "name") FROM STDIN`, 2, 3)
			expectFed(m, `COPY "items" ("id", "name") FROM STDIN`, 4)
			m.ExpectCommit()
		}, exec.Result{Rows: 5, Created: 5, Chunks: 3, Statements: 4, Exact: true}},
		{"staging", postgres.Dialect{}, upsert(3), []exec.Option{exec.Strategy(exec.Staging), exec.BatchSize(2)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery(types).WillReturnRows(noBytes())
			m.ExpectQuery(pgProbe).WillReturnRows(heap())
			stage(m, 0, 1)
			stage(m, 2)
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Created: 3, Chunks: 2, Statements: 10, Exact: true}},
		{"arrays", postgres.Dialect{}, remove(3), []exec.Option{exec.Strategy(exec.Arrays), exec.BatchSize(2), exec.NoTx()}, func(m sqlmock.Sqlmock) {
			m.ExpectQuery("SELECT CASE WHEN t.oid = 'bytea'").WithArgs("id", `"items"`).WillReturnRows(sqlmock.NewRows([]string{"t"}).AddRow(0))
			m.ExpectExec(arrayDelete).WithArgs("{0,1}").WillReturnResult(affected(2))
			m.ExpectPrepare(arrayDelete).WillBeClosed().ExpectExec().WithArgs("{2}").WillReturnResult(affected(1))
		}, exec.Result{Rows: 3, Deleted: 3, Chunks: 2, Statements: 3, Exact: true}},
	})
}

// TestStrategyInTx: in a caller's transaction a chunk that fails is undone, for some of its rows may be there.
func TestStrategyInTx(t *testing.T) {
	db, mock := newMock(t)
	tx := begin(t, db, mock)
	mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	p := mock.ExpectPrepare("FEED").WillBeClosed()
	p.ExpectExec().WithArgs(0, "name 0").WillReturnResult(affected(0))
	p.ExpectExec().WithArgs(1, "name 1").WillReturnError(fault{dialect.Fault{Kind: dialect.InvalidValue, Row: 2}})
	mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
	_, err := exec.New(tx, feeder{}).Run(ctx, insert(3), exec.Strategy(exec.Copy))
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Row != 1 || failed.Fault.Kind != dialect.InvalidValue {
		t.Error(err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}

// TestStrategyValues: values are converted as database/sql does, and then as the dialect says; one that cannot be is found before
// the text is sent.
func TestStrategyValues(t *testing.T) {
	db, mock := newMock(t)
	name := "pointer"
	mock.ExpectBegin()
	p := mock.ExpectPrepare("FEED").WillBeClosed()
	for _, v := range []driver.Value{"bytes", "pointer", nil, int64(7), "value"} {
		p.ExpectExec().WithArgs(int64(1), v).WillReturnResult(affected(0))
	}
	p.ExpectExec().WithArgs().WillReturnResult(affected(5))
	mock.ExpectCommit()
	rows := builder.Insert("items").Columns("id", "name").
		Values(1, []byte("bytes")).Values(1, &name).Values(1, (*string)(nil)).Values(1, uint8(7)).Values(1, valuer{})
	if _, err := exec.New(db, feeder{}).Run(ctx, rows, exec.Strategy(exec.Copy)); err != nil {
		t.Error(err)
	}
	mock.ExpectBegin()
	mock.ExpectRollback()
	_, err := exec.New(db, feeder{}).Run(ctx, rows.Values(1, struct{}{}), exec.Strategy(exec.Copy))
	var arg *dialect.ArgError
	if !errors.As(err, &arg) || arg.Param != 12 || !errors.Is(err, dialect.InvalidValue) {
		t.Error(err)
	}
}

type valuer struct{}

func (valuer) Value() (driver.Value, error) { return []byte("value"), nil }

// TestStrategyCancelled: when the context ends while rows are fed, the transaction is undone once, after them, and the next run works.
func TestStrategyCancelled(t *testing.T) {
	db, r := newRecorder(t)
	ended, cancel := context.WithCancel(ctx)
	seen := 0
	r.on["FEED"] = func() {
		if seen++; seen == 3 {
			cancel()
		}
	}
	_, err := exec.New(db, feeder{}).Run(ended, insert(10), exec.Strategy(exec.Copy))
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got := r.verbs(); got != "BEGIN FEED FEED FEED ROLLBACK" {
		t.Error(got)
	}
	if res, err := exec.New(db, feeder{}).Run(ctx, insert(10), exec.Strategy(exec.Copy)); err != nil || res.Rows != 10 {
		t.Error(res, err)
	}
}

// TestStrategyRefuses: what a strategy cannot do is an error before anything is sent.
func TestStrategyRefuses(t *testing.T) {
	pg := postgres.Dialect{}
	now := builder.Insert("items").Columns("id", "name").Values(1, sq.Expr("now()"))
	for _, tt := range []struct {
		name    string
		dialect dialect.Dialect
		bulk    builder.Bulk
		with    []exec.Option
		says    string
	}{
		{"MySQL", mysql.Dialect{}, insert(1), []exec.Option{exec.Strategy(exec.Copy)}, "Readers"},
		{"MariaDB", mysql.MariaDB{}, insert(1), []exec.Option{exec.Strategy(exec.Staging)}, "Readers"},
		{"SQLite", sqlite.Dialect{}, insert(1), []exec.Option{exec.Strategy(exec.Copy)}, "sqlite"},
		{"upsert by COPY", pg, upsert(1), []exec.Option{exec.Strategy(exec.Copy)}, "exec.Staging"},
		{"update by COPY", pg, update(1), []exec.Option{exec.Strategy(exec.Copy)}, "exec.Staging"},
		{"delete by COPY", pg, remove(1), []exec.Option{exec.Strategy(exec.Copy)}, "exec.Staging"},
		{"expression", pg, now, []exec.Option{exec.Strategy(exec.Copy)}, "expression"},
		{"expression in staging", pg, now, []exec.Option{exec.Strategy(exec.Staging)}, "expression"},
		{"outcomes", pg, upsert(1), []exec.Option{exec.Strategy(exec.Staging), exec.Outcomes(true)}, "Outcomes"},
		{"unknown", pg, insert(1), []exec.Option{exec.Strategy(7)}, "exec.Copy"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, _ := newMock(t)
			_, err := exec.New(db, tt.dialect).Run(ctx, tt.bulk, tt.with...)
			if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), tt.says) {
				t.Error(err)
			}
		})
	}
	db, _ := newMock(t)
	if _, err := exec.New(db, pg).Run(ctx, insert(1), exec.Strategy(exec.Copy), exec.NoTx()); err == nil || !strings.Contains(err.Error(), "NoTx") {
		t.Error(err)
	}
	var got []item
	if _, err := exec.New(db, pg).Query(ctx, insert(1).Returning("id", "name"), &got, exec.Strategy(exec.Copy)); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
	rows := items(1)
	save := builder.Insert("items").From(builder.Structs(rows)).OnConflict("id").DoUpdate().Returning("id")
	if _, err := exec.New(db, pg).WriteBack(ctx, save, rows, exec.Strategy(exec.Staging)); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
	if !slices.Equal(rows, items(1)) {
		t.Error("the structs changed")
	}
}

// connFeeder is a fake dialect whose INSERT hands its rows to the driver's connection.
type connFeeder struct {
	fake
	send func(text string, rows [][]any) (int64, error)
}

func (f connFeeder) Load(dialect.Strategy) (dialect.Dialect, error) { return f, nil }

func (f connFeeder) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := feeder{f.fake}.Insert(i, rows)
	sp.Steps[0].Feed = &dialect.Feed{ToConn: func(_ context.Context, _ any, text string, rows iter.Seq[[]any]) (int64, error) {
		return f.send(text, slices.Collect(rows))
	}}
	return sp, err
}

// TestStrategyToConn: the driver's connection gets the values as they were given, in a transaction of ours only.
func TestStrategyToConn(t *testing.T) {
	db, mock := newMock(t)
	var got [][]any
	d := connFeeder{send: func(text string, rows [][]any) (int64, error) {
		got = append(got, rows...)
		if text != "FEED" {
			t.Errorf("text %q", text)
		}
		return int64(len(rows)), nil
	}}
	rows := builder.Insert("items").Columns("id", "name").Values(1, valuer{}).Values(2, struct{}{}).Values(3, nil)
	mock.ExpectBegin()
	mock.ExpectCommit()
	res, err := exec.New(db, d).Run(ctx, rows, exec.Strategy(exec.Copy), exec.BatchSize(2))
	if want := [][]any{{1, valuer{}}, {2, struct{}{}}, {3, nil}}; err != nil || res.Created != 3 || res.Chunks != 2 || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v: %v", res, err, got)
	}
	d.send = func(string, [][]any) (int64, error) {
		return 0, fault{dialect.Fault{Kind: dialect.InvalidValue, Row: 2}}
	}
	mock.ExpectBegin()
	mock.ExpectRollback()
	_, err = exec.New(db, d).Run(ctx, rows, exec.Strategy(exec.Copy))
	var failed *exec.ChunkError
	if !errors.As(err, &failed) || failed.Row != 1 || failed.Fault.Kind != dialect.InvalidValue {
		t.Error(err)
	}
	tx := begin(t, db, mock)
	mock.ExpectExec(dialect.SetSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec(dialect.RollbackToSavepoint).WillReturnResult(affected(0))
	mock.ExpectExec(dialect.ReleaseSavepoint).WillReturnResult(affected(0))
	if _, err := exec.New(tx, d).Run(ctx, rows, exec.Strategy(exec.Copy)); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}
