package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// target is a database with a table for the rows.
type target struct {
	db      *sqlx.DB
	dialect dialect.Dialect
	table   string
}

// open connects and creates the table.
func open(ctx context.Context, database, address, file string) (*target, error) {
	t := &target{dialect: sqlite.Dialect{}, table: fmt.Sprintf("memory_%d", os.Getpid())}
	var err error
	create := "CREATE TABLE %s (id BIGINT NOT NULL PRIMARY KEY, email VARCHAR(100) NOT NULL, name TEXT, seen_at TIMESTAMP NOT NULL)"
	if database == "postgres" {
		t.dialect = postgres.Dialect{}
		t.db, err = sqlx.ConnectContext(ctx, "postgres", address)
	} else {
		t.db, err = sqlx.ConnectContext(ctx, "sqlite", "file:"+file+"?_pragma=journal_mode(wal)&_pragma=synchronous(normal)")
	}
	if err != nil {
		return nil, err
	}
	if _, err = t.db.ExecContext(ctx, fmt.Sprintf(create, t.table)); err != nil {
		t.db.Close()
		return nil, err
	}
	return t, nil
}

// close drops the table.
func (t *target) close() {
	if _, err := t.db.Exec("DROP TABLE " + t.table); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	t.db.Close()
}

// load inserts the rows and checks that all of them are there.
func (t *target) load(ctx context.Context, source builder.Source, scope string, batch int) (int64, time.Duration, error) {
	option := exec.Atomic()
	if scope == "PerChunk" {
		option = exec.PerChunk()
	}
	started := time.Now()
	res, err := exec.New(t.db, t.dialect).Run(ctx, builder.Insert(t.table).From(source), option, exec.BatchSize(batch))
	took := time.Since(started)
	if err != nil {
		return res.Rows, took, err
	}
	var found int64
	if err := t.db.GetContext(ctx, &found, "SELECT COUNT(*) FROM "+t.table); err != nil {
		return res.Rows, took, err
	}
	if found != res.Created {
		return res.Rows, took, fmt.Errorf("the table has %d rows and not %d", found, res.Created)
	}
	return res.Rows, took, nil
}
