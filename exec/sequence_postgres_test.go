package exec_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// The beginnings of the statements that PostgreSQL is sent.
const (
	pgProbe   = "SELECT current_setting('server_version_num')::int, CASE WHEN c.relkind"
	pgAsk     = "WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid"
	pgInsert  = `INSERT INTO "items" ("id", "name") VALUES ($1, $2)`
	pgCounted = `WITH sqbulk AS (INSERT INTO "items" ("id", "name") VALUES ($1, $2)`
	pgUpdate  = `UPDATE "items" SET "name" = sqbulk."_2" FROM (VALUES ((NULL::"items")."id", (NULL::"items")."name"), ($1, $2)`
	pgDelete  = `DELETE FROM "items" WHERE "id" IN ($1, $2`
)

// heap is the answer of the probe for an ordinary table of version 15.
func heap() *sqlmock.Rows { return numbersRows(150018, 1) }

// statementCase is one row of the sequence tables of the dialects.
type statementCase struct {
	name    string
	dialect dialect.Dialect
	bulk    builder.Bulk
	options []exec.Option
	expect  func(m sqlmock.Sqlmock)
	want    exec.Result
}

// runCases runs a table of sequences.
func runCases(t *testing.T, cases []statementCase) {
	t.Helper()
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			tt.expect(mock)
			res, err := exec.New(db, tt.dialect).Run(ctx, tt.bulk, tt.options...)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(res, tt.want) {
				t.Errorf("got  %+v\nwant %+v", res, tt.want)
			}
		})
	}
}

func update(n int) builder.UpdateBuilder {
	return builder.Update("items").Key("id").Set("name").From(builder.Structs(items(n)))
}

func remove(n int) builder.DeleteBuilder {
	return builder.Delete("items").Key("id").From(builder.Structs(items(n)))
}

func TestPostgresSequences(t *testing.T) {
	pg := postgres.Dialect{}
	runCases(t, []statementCase{
		{"10,000 rows are 10 executions of one prepared INSERT", pg, insert(10_000), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(pgInsert).WillReturnResult(affected(1000))
			p := m.ExpectPrepare(pgInsert).WillBeClosed()
			for range 9 {
				p.ExpectExec().WillReturnResult(affected(1000))
			}
			m.ExpectCommit()
		}, exec.Result{Rows: 10_000, Created: 10_000, Chunks: 10, Statements: 10, Exact: true}},
		{"one insert", pg, insert(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(pgInsert).WithArgs(0, "name 0", 1, "name 1", 2, "name 2").WillReturnResult(affected(3))
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Created: 3, Chunks: 1, Statements: 1, Exact: true}},
		{"an insert from which a trigger drops a row", pg, insert(3), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(pgInsert).WillReturnResult(affected(2))
			m.ExpectCommit()
		}, exec.Result{Rows: 3, Created: 2, Skipped: 1, Chunks: 1, Statements: 1, Exact: true}},
		{"counted upsert: the table is asked once, then one statement per chunk", pg, upsert(5).BatchSize(2), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery(pgProbe).WithArgs(`"items"`).WillReturnRows(heap()).RowsWillBeClosed()
			m.ExpectQuery(pgCounted).WithArgs(0, "name 0", 1, "name 1").WillReturnRows(numbersRows(1, 1)).RowsWillBeClosed()
			p := m.ExpectPrepare(pgCounted).WillBeClosed()
			p.ExpectQuery().WithArgs(2, "name 2", 3, "name 3").WillReturnRows(numbersRows(0, 2)).RowsWillBeClosed()
			m.ExpectQuery(pgCounted).WithArgs(4, "name 4").WillReturnRows(numbersRows(1, 0)).RowsWillBeClosed()
			m.ExpectCommit()
		}, exec.Result{Rows: 5, Created: 2, Updated: 3, Chunks: 3, Statements: 4, Exact: true}},
		{"counted upsert that leaves some alone", pg, upsert(4).OnlyChanged(), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery(pgProbe).WillReturnRows(heap())
			m.ExpectQuery(pgCounted).WillReturnRows(numbersRows(1, 1))
			m.ExpectQuery(pgAsk).WithArgs(`"items"`).WillReturnRows(numbersRows(0)).RowsWillBeClosed()
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Created: 1, Updated: 1, Unchanged: 2, Chunks: 1, Statements: 3, Exact: true}},
		{"where all were written, nothing is asked; a trigger makes the count inexact", pg, upsert(4).OnlyChanged().BatchSize(2), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery(pgProbe).WillReturnRows(heap())
			m.ExpectQuery(pgCounted).WillReturnRows(numbersRows(1, 1))
			m.ExpectPrepare(pgCounted).WillBeClosed().ExpectQuery().WillReturnRows(numbersRows(0, 1))
			m.ExpectQuery(pgAsk).WillReturnRows(numbersRows(1))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Created: 1, Updated: 2, Unchanged: 1, Chunks: 2, Statements: 4}},
		{"counted upsert on a detected version 18: the table is not asked", postgres.Dialect{Version: 180001}, upsert(4), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery(pgCounted).WillReturnRows(numbersRows(1, 3))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Created: 1, Updated: 3, Chunks: 1, Statements: 1, Exact: true}},
		{"upsert without counting", pg, upsert(4).BatchSize(2), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(pgInsert).WillReturnResult(affected(2))
			p := m.ExpectPrepare(pgInsert).WillBeClosed()
			p.ExpectExec().WillReturnResult(affected(2))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Chunks: 2, Statements: 2}},
		{"do nothing needs no counting", pg, insert(4).OnConflict("id").DoNothing(), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(pgInsert).WillReturnResult(affected(1))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Created: 1, Skipped: 3, Chunks: 1, Statements: 1, Exact: true}},
		{"counted update", pg, update(4), nil, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectQuery("WITH sqbulk_updated AS (UPDATE ").WillReturnRows(numbersRows(3, 3))
			m.ExpectQuery(pgAsk).WillReturnRows(numbersRows(0))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Updated: 3, Unmatched: 1, Chunks: 1, Statements: 2, Exact: true}},
		{"update without counting", pg, update(4), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(pgUpdate).WillReturnResult(affected(3))
			m.ExpectCommit()
		}, exec.Result{Rows: 4, Updated: 3, Chunks: 1, Statements: 1}},
		{"update in CASE form: at most 500 rows a statement", pg, update(1200).CaseForm(), []exec.Option{exec.Count(false)}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(`UPDATE "items" SET "name" = CASE "id" WHEN $1 THEN $2 `).WillReturnResult(affected(500))
			p := m.ExpectPrepare(`UPDATE "items" SET "name" = CASE "id" WHEN $1 THEN $2 `).WillBeClosed()
			p.ExpectExec().WillReturnResult(affected(500))
			m.ExpectExec(`UPDATE "items" SET "name" = CASE "id" WHEN $1 THEN $2 `).WillReturnResult(affected(200))
			m.ExpectCommit()
		}, exec.Result{Rows: 1200, Updated: 1200, Chunks: 3, Statements: 3}},
		{"delete", pg, remove(2500), []exec.Option{exec.PerChunk()}, func(m sqlmock.Sqlmock) {
			m.ExpectBegin()
			m.ExpectExec(pgDelete).WillReturnResult(affected(1000))
			m.ExpectCommit()
			m.ExpectBegin()
			m.ExpectExec(pgDelete).WillReturnResult(affected(999))
			m.ExpectCommit()
			m.ExpectBegin()
			m.ExpectExec(pgDelete).WillReturnResult(affected(1))
			m.ExpectCommit()
		}, exec.Result{Rows: 2500, Deleted: 2000, Chunks: 3, Statements: 3, Exact: true}},
	})
}

// TestPostgresFaults: what lib/pq reports becomes a ChunkError with the row of the input.
func TestPostgresFaults(t *testing.T) {
	unique := &pq.Error{Code: "23505", Message: "duplicate key value violates unique constraint \"items_pkey\"",
		Detail: "Key (id)=(3) already exists.", Constraint: "items_pkey"}
	invalid := &pq.Error{Code: "22P02", Message: "invalid input syntax for type integer", Where: "unnamed portal parameter $4 = '...'"}
	for _, tt := range []struct {
		name   string
		err    error
		kind   dialect.Kind
		row    int
		unique string
	}{
		{"unique violation", unique, dialect.UniqueViolation, -1, "items_pkey"},
		{"parameter 4 is in the second row of the chunk", invalid, dialect.InvalidValue, 3, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, mock := newMock(t)
			mock.ExpectBegin()
			mock.ExpectExec(pgInsert).WillReturnResult(affected(2))
			p := mock.ExpectPrepare(pgInsert).WillBeClosed()
			p.ExpectExec().WillReturnError(tt.err)
			mock.ExpectRollback()
			_, err := exec.New(db, postgres.Dialect{}).Run(ctx, insert(4).BatchSize(2))
			var failed *exec.ChunkError
			var driver *pq.Error
			if !errors.As(err, &failed) || !errors.Is(err, tt.kind) || !errors.As(err, &driver) {
				t.Fatalf("got %v, want a ChunkError of kind %v that wraps a *pq.Error", err, tt.kind)
			}
			if failed.Row != tt.row || failed.Fault.Constraint != tt.unique || failed.Chunk != 2 || failed.First != 2 || failed.Last != 3 {
				t.Errorf("got %+v, want row %d", failed, tt.row)
			}
		})
	}
}

// TestPostgresQuery: with RETURNING the caller's columns come first, and a number for the count after them.
func TestPostgresQuery(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectQuery(pgProbe).WillReturnRows(heap())
	mock.ExpectQuery(pgInsert).WillReturnRows(sqlmock.NewRows([]string{"id", "case"}).AddRow(11, 1).AddRow(12, 0))
	mock.ExpectCommit()
	var got []*item
	res, err := exec.New(db, postgres.Dialect{}).Query(ctx, upsert(2).Returning("id"), &got)
	if err != nil || len(got) != 2 || got[0].ID != 11 || got[1].ID != 12 {
		t.Fatalf("got %v, %v", got, err)
	}
	if want := (exec.Result{Rows: 2, Created: 1, Updated: 1, Chunks: 1, Statements: 2, Exact: true}); !reflect.DeepEqual(res, want) {
		t.Errorf("got %+v, want %+v", res, want)
	}
}
