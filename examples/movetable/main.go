// Movetable copies a table from MySQL or MariaDB to PostgreSQL: an open query streams into COPY, in one transaction and in constant memory.
//
//	export SQBULK_TEST_MYSQL='user:password@tcp(127.0.0.1:3306)/app'
//	export SQBULK_TEST_POSTGRES='postgres://user:password@127.0.0.1:5432/app?sslmode=disable'
//	go run ./movetable               # makes a table of 100,000 rows in MySQL, and moves it
//	go run ./movetable -table users  # your own table; it must exist in both, with the same columns
//
// It needs both servers. -from and -to name others than the variables. Without -from, SQBULK_TEST_MARIADB will do as well.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
)

func main() {
	from := flag.String("from", cmp.Or(first("SQBULK_TEST_MYSQL"), first("SQBULK_TEST_MARIADB")), "the `DSN` of MySQL or MariaDB")
	to := flag.String("to", first("SQBULK_TEST_POSTGRES"), "the `address` of PostgreSQL")
	table := flag.String("table", "", "the `table` to move (default: one that is made for it)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *from, *to, *table, 100_000, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "movetable:", err)
		os.Exit(1)
	}
}

// first is the first of the addresses in a variable.
func first(variable string) string {
	address, _, _ := strings.Cut(strings.TrimSpace(os.Getenv(variable)), " ")
	return address
}

// run moves the table, or one of n rows that it makes.
func run(ctx context.Context, from, to, table string, n int, out io.Writer) error {
	if from == "" || to == "" {
		return fmt.Errorf("it needs MySQL and PostgreSQL: set SQBULK_TEST_MYSQL and SQBULK_TEST_POSTGRES, or give -from and -to")
	}
	source, err := sqlx.ConnectContext(ctx, "mysql", from)
	if err != nil {
		return fmt.Errorf("MySQL: %w", err)
	}
	defer source.Close()
	target, err := sqlx.ConnectContext(ctx, "postgres", to)
	if err != nil {
		return fmt.Errorf("PostgreSQL: %w", err)
	}
	defer target.Close()
	if table == "" {
		if table, err = demo(ctx, source, target, n); err != nil {
			return err
		}
	}
	start := time.Now()
	res, err := move(ctx, source, target, table)
	if err != nil {
		return fmt.Errorf("%s: %w", table, err)
	}
	fmt.Fprintf(out, "%s: %d rows moved in %v\n", table, res.Created, time.Since(start).Round(time.Millisecond))
	return nil
}

// move streams the rows of a table into the table of that name, all of them or none.
func move(ctx context.Context, source, target *sqlx.DB, table string) (exec.Result, error) {
	rows, err := source.QueryxContext(ctx, "SELECT * FROM "+mysql.Dialect{}.Quote(table))
	if err != nil {
		return exec.Result{}, err
	}
	defer rows.Close()
	insert := builder.Insert(table).From(builder.SQLRows(rows))
	return exec.New(target, postgres.Dialect{}).Run(ctx, insert, exec.Strategy(exec.Copy), exec.BatchSize(10_000))
}
