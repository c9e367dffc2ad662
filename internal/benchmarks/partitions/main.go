// Command partitions measures updates of a PostgreSQL table with many partitions, and of an ordinary one, against a loop that updates row by
// row:
//
//	SQBULK_TEST_POSTGRES=postgres://… go run ./partitions [-partitions 2048] [-rows 2000]
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

const rounds = 5

func main() {
	log.SetFlags(0)
	partitions := flag.Int("partitions", 2048, "partitions of the table")
	rows := flag.Int("rows", 2000, "rows to update")
	flag.Parse()
	address, _, _ := strings.Cut(os.Getenv("SQBULK_TEST_POSTGRES"), " ")
	db, err := sqlx.Open("postgres", address)
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	create(db, *partitions)
	defer drop(db, *partitions)
	for _, table := range []string{"sqbulk_parts", "sqbulk_ordinary"} {
		for _, way := range ways(db, table, *rows) {
			fmt.Printf("%-16s %-28s %8.1f ms\n", table, way.name, median(way.run))
		}
	}
}

// create makes a table of partitions, and an ordinary one, with the same rows.
func create(db *sqlx.DB, partitions int) {
	const columns = "(id BIGINT PRIMARY KEY, v TEXT)"
	db.MustExec("CREATE TABLE sqbulk_parts " + columns + " PARTITION BY HASH (id)")
	db.MustExec("CREATE TABLE sqbulk_ordinary " + columns)
	for i := range partitions {
		db.MustExec(fmt.Sprintf("CREATE TABLE sqbulk_parts_%d PARTITION OF sqbulk_parts FOR VALUES WITH (MODULUS %d, REMAINDER %d)", i, partitions, i))
	}
	for _, table := range []string{"sqbulk_parts", "sqbulk_ordinary"} {
		db.MustExec("INSERT INTO " + table + " SELECT g, 'old' FROM generate_series(1, 100000) g")
		db.MustExec("ANALYZE " + table)
	}
}

// drop drops them, one after the other: a transaction that drops all partitions needs more locks than a server has by default.
func drop(db *sqlx.DB, partitions int) {
	for i := range partitions {
		db.MustExec(fmt.Sprintf("DROP TABLE sqbulk_parts_%d", i))
	}
	db.MustExec("DROP TABLE sqbulk_parts, sqbulk_ordinary")
}

// way is one way to write the rows.
type way struct {
	name string
	run  func(value string) error
}

func ways(db *sqlx.DB, table string, n int) []way {
	ex, ctx := exec.New(db, postgres.Dialect{}), context.Background()
	source := func(value string) builder.Source {
		all := make([][]any, n)
		for i := range all {
			all[i] = []any{1 + i*100000/n, value}
		}
		return builder.Tuples([]string{"id", "v"}, all)
	}
	run := func(b builder.Bulk) error {
		_, err := ex.Run(ctx, b)
		return err
	}
	update := builder.Update(table).Key("id").Set("v")
	return []way{
		{"update", func(v string) error { return run(update.From(source(v))) }},
		{"update, OnlyChanged", func(v string) error { return run(update.OnlyChanged().From(source(v))) }},
		{"upsert", func(v string) error { return run(builder.Insert(table).From(source(v)).OnConflict("id").DoUpdate()) }},
		{"row by row, prepared", func(v string) error { return loop(db, table, n, v) }},
	}
}

// loop updates row by row in one transaction.
func loop(db *sqlx.DB, table string, n int, value string) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	stmt, err := tx.Prepare("UPDATE " + table + " SET v = $2 WHERE id = $1")
	if err != nil {
		return err
	}
	for i := range n {
		if _, err := stmt.Exec(1+i*100000/n, value); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// median is the time of a way in milliseconds.
func median(run func(value string) error) float64 {
	var times []float64
	for i := range rounds {
		start := time.Now()
		if err := run(fmt.Sprint("new ", i)); err != nil {
			log.Fatal(err)
		}
		times = append(times, float64(time.Since(start).Microseconds())/1000)
	}
	slices.Sort(times)
	return times[len(times)/2]
}
