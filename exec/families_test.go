package exec_test

import (
	"database/sql"
	"errors"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestContradictions: two answers to one question in one list are refused, whichever comes first; the same one twice is not.
func TestContradictions(t *testing.T) {
	families := map[string]map[string]exec.Option{
		"scopes": {"Atomic": exec.Atomic(), "PerChunk": exec.PerChunk(), "NoTx": exec.NoTx()},
		"strategies": {"Strategy(arrays)": exec.Strategy(exec.Arrays), "Strategy(COPY)": exec.Strategy(exec.Copy), "Strategy(staging)": exec.Strategy(exec.Staging),
			"Strategy(statements)": exec.Strategy(exec.Statements), "Auto": exec.Auto(exec.Staging)},
	}
	for _, all := range families {
		for first, a := range all {
			for second, b := range all {
				_, err := exec.New(nil, postgres.Dialect{}).Plan(insert(1), a, b)
				contradict := err != nil && strings.Contains(err.Error(), first+" and "+second+" contradict each other")
				if contradict != (first != second) {
					t.Errorf("%s, %s: %v", first, second, err)
				}
				if _, err := exec.New(nil, postgres.Dialect{}, a, b).Plan(insert(1)); first != second && err == nil {
					t.Errorf("New accepts %s, %s", first, second)
				}
			}
		}
	}
}

// TestRunOverExecutor: what a run says counts instead of what the executor says, also to switch something off.
func TestRunOverExecutor(t *testing.T) {
	for name, tt := range map[string]struct {
		of, run exec.Option
		expect  func(m sqlmock.Sqlmock)
	}{
		"scope":      {exec.NoTx(), exec.Atomic(), nil},
		"strategy":   {exec.Strategy(exec.Arrays), exec.Strategy(exec.Statements), nil},
		"auto":       {exec.Auto(), exec.Strategy(exec.Statements), nil},
		"outcomes":   {exec.Outcomes(true), exec.Outcomes(false), nil},
		"lock":       {exec.LockTable(true), exec.LockTable(false), nil},
		"bad rows":   {exec.SkipBadRows(-1), exec.SkipBadRows(0), nil},
		"a bad row":  {exec.FindBadRow(true), exec.FindBadRow(false), nil},
		"batch size": {exec.BatchSize(1), exec.BatchSize(0), nil},
		"null keys":  {exec.RejectNullKeys(true), exec.RejectNullKeys(false), nil},
		"count":      {exec.Count(false), exec.Count(true), nil},
		"workers":    {exec.Workers(2), exec.Workers(1), nil},
	} {
		db, mock := newMock(t)
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WithArgs(argsOf([]int{0, 1})...).WillReturnResult(affected(2))
		mock.ExpectCommit()
		res, err := exec.New(db, fake{}, tt.of).Run(ctx, insert(2), tt.run)
		if err != nil || res.Created != 2 || res.Outcomes != nil || !res.Exact {
			t.Errorf("%s: %+v, %v", name, res, err)
		}
	}
}

// TestUseless: an option that could change nothing is refused when a run has it; an executor may have it for other statements.
func TestUseless(t *testing.T) {
	nothing := insert(1).OnConflict("id").DoNothing()
	for _, tt := range []struct {
		bulk   builder.Bulk
		option exec.Option
		want   string
	}{
		{insert(1), exec.Duplicates(builder.KeepLast), "Duplicates has no use here"},
		{nothing, exec.Duplicates(builder.KeepFirst), "Duplicates has no use here"},
		{remove(1), exec.Duplicates(builder.RejectDuplicates), "Duplicates has no use here"},
		{insert(1), exec.RejectNullKeys(true), "RejectNullKeys has no use here"},
		{insert(1), exec.MatchBy("id"), "MatchBy is for WriteBack"},
		{upsert(1), exec.KeepStatements(1), "KeepStatements is about all runs"},
		{insert(1), exec.Duplicates(builder.AllowDuplicates), ""},
		{insert(1), exec.RejectNullKeys(false), ""},
		{upsert(1), exec.Duplicates(builder.KeepLast), ""},
		{update(1), exec.RejectNullKeys(true), ""},
	} {
		_, err := exec.New(nil, fake{}).Plan(tt.bulk, tt.option)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%T: %v, want %q", tt.bulk, err, tt.want)
		}
		if _, err := exec.New(nil, fake{}, tt.option).Plan(tt.bulk); err != nil {
			t.Errorf("as a default: %v", err)
		}
	}
}

// half is a wrapper around a pool that has the methods for statements only.
type half struct{ exec.DB }

// TestHandleKinds: what is no pool, connection or transaction is refused before anything is sent, unless it is declared to be inside one.
func TestHandleKinds(t *testing.T) {
	db, mock := newMock(t)
	tx := begin(t, db, mock)
	conn, err := db.Connx(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for name, tt := range map[string]struct {
		handle exec.DB
		want   string
	}{
		"a wrapper":               {half{db}, "exec_test.half is no pool"},
		"a wrapper of a Tx":       {half{tx}, "exec_test.half is no pool"},
		"a nil pool":              {(*sqlx.DB)(nil), "the database handle is a nil *sqlx.DB"},
		"a nil Tx":                {(*sql.Tx)(nil), "the database handle is a nil *sql.Tx"},
		"a nil Conn":              {(*sqlx.Conn)(nil), "the database handle is a nil *sqlx.Conn"},
		"nothing":                 {nil, "there is no database handle"},
		"nothing, declared":       {exec.InTx(nil), "InTx got no handle"},
		"a nil pointer, declared": {exec.InTx((*sqlx.Tx)(nil)), "InTx got no handle"},
	} {
		ex := exec.New(tt.handle, fake{})
		_, run := ex.Run(ctx, insert(1))
		_, csv := ex.CopyCSV(ctx, builder.Insert("t").From(builder.CSV(strings.NewReader("a\n1\n"))))
		for what, err := range map[string]error{"Run": run, "CopyCSV": csv} {
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
	for name, handle := range map[string]exec.DB{
		"a Tx": tx, "of database/sql": tx.Tx, "what embeds a Tx": struct{ *sqlx.Tx }{tx}, "a declared wrapper": exec.InTx(half{tx}),
	} {
		mock.ExpectExec("INSERT").WillReturnResult(affected(1))
		if res, err := exec.New(handle, fake{}).Run(ctx, insert(1)); err != nil || res.Created != 1 {
			t.Errorf("%s: %+v, %v", name, res, err)
		}
	}
	mock.ExpectRollback()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	for name, handle := range map[string]exec.DB{
		"a pool": db, "of database/sql": db.DB, "what embeds a pool": struct{ *sqlx.DB }{db}, "a connection": conn, "a connection of database/sql": conn.Conn,
	} {
		mock.ExpectBegin()
		mock.ExpectExec("INSERT").WillReturnResult(affected(1))
		mock.ExpectCommit()
		if res, err := exec.New(handle, fake{}).Run(ctx, insert(1)); err != nil || res.Created != 1 {
			t.Errorf("%s: %+v, %v", name, res, err)
		}
	}
}

// TestNoDialect: an executor without a dialect is an error of what is run, not a panic.
func TestNoDialect(t *testing.T) {
	db, _ := newMock(t)
	ex := exec.New(db, dialect.Dialect(nil))
	var ids []int64
	_, run := ex.Run(ctx, insert(1))
	_, query := ex.Query(ctx, insert(1).Returning("id"), &ids)
	_, plan := ex.Plan(insert(1))
	_, csv := ex.CopyCSV(ctx, builder.Insert("t").From(builder.CSV(strings.NewReader("a\n1\n"))))
	_, or := ex.UpdateOrCreate(ctx, builder.UpdateOrCreate("t").Key("id").From(builder.Structs(items(1))))
	_, back := ex.WriteBack(ctx, insert(1).Returning("id"), items(1))
	_, queue := exec.NewQueue(ex, func(rows []item) builder.Bulk { return builder.Insert("t").From(builder.Structs(rows)) })
	for name, err := range map[string]error{"Run": run, "Query": query, "Plan": plan, "CopyCSV": csv, "UpdateOrCreate": or, "WriteBack": back, "NewQueue": queue} {
		if err == nil || !strings.Contains(err.Error(), "there is no dialect") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if errors.Is(run, errors.ErrUnsupported) {
		t.Error("it is no lack of a database")
	}
}
