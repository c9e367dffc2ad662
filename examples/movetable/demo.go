package main

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

const demoTable = "sqbulk_movetable"

// demo makes a table with n rows in MySQL, and an empty one in PostgreSQL.
func demo(ctx context.Context, source, target *sqlx.DB, n int) (string, error) {
	for _, sql := range []string{
		"DROP TABLE IF EXISTS " + demoTable,
		"CREATE TABLE " + demoTable + ` (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL, price DECIMAL(10,2) NOT NULL,
			photo BLOB, seen_at DATETIME NOT NULL) CHARACTER SET utf8mb4`,
	} {
		if _, err := source.ExecContext(ctx, sql); err != nil {
			return "", fmt.Errorf("MySQL: %w", err)
		}
	}
	for _, sql := range []string{
		"DROP TABLE IF EXISTS " + demoTable,
		"CREATE TABLE " + demoTable + ` (id bigint PRIMARY KEY, name text NOT NULL, price numeric(10,2) NOT NULL,
			photo bytea, seen_at timestamp NOT NULL)`,
	} {
		if _, err := target.ExecContext(ctx, sql); err != nil {
			return "", fmt.Errorf("PostgreSQL: %w", err)
		}
	}
	insert := builder.Insert(demoTable).From(builder.Seq(products(n)))
	_, err := exec.New(source, mysql.Dialect{}).Run(ctx, insert)
	return demoTable, err
}

// Product is a row of the demonstration.
type Product struct {
	ID    int64     `db:"id"`
	Name  string    `db:"name"`
	Price string    `db:"price"`
	Photo []byte    `db:"photo"` // nil is NULL
	Seen  time.Time `db:"seen_at"`
}

// products are n rows, made one at a time.
func products(n int) iter.Seq[Product] {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return func(yield func(Product) bool) {
		for i := range n {
			p := Product{
				ID:    int64(i),
				Name:  fmt.Sprintf("naïve \"%d\"\t☃", i),
				Price: fmt.Sprintf("%d.%02d", i%500, i%100),
				Seen:  start.Add(time.Duration(i) * time.Second),
			}
			if i%2 == 0 {
				p.Photo = []byte{0, byte(i), 0xff, '\\', '\n'}
			}
			if !yield(p) {
				return
			}
		}
	}
}
