// Webhandler is a web service that upserts a JSON array of users into SQLite, and reports what became of the rows.
//
//	go run ./webhandler
//	curl -i -X PUT 127.0.0.1:8080/users -d '[{"email":"ada@x.io","name":"Ada","age":36},{"email":"bob@x.io","name":"Bob","age":-1}]'
//
// The good rows are stored, and the answer names the bad ones: 200 when there are none, 207 when there are some.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

func main() {
	address := flag.String("listen", "127.0.0.1:8080", "the `address` to listen on")
	path := flag.String("db", filepath.Join(os.TempDir(), "sqbulk-webhandler.db"), "the SQLite `file`")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *address, *path); err != nil {
		fmt.Fprintln(os.Stderr, "webhandler:", err)
		os.Exit(1)
	}
}

// run serves until the context ends, and lets open requests finish.
func run(ctx context.Context, address, path string) error {
	db, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	fmt.Printf("PUT http://%s/users stores users in %s\n", listener.Addr(), path)
	server := &http.Server{
		Handler:           handler(exec.New(db, sqlite.Dialect{}, exec.Timeout(2*time.Second)), 10*time.Second),
		ReadHeaderTimeout: 2 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      20 * time.Second,
		IdleTimeout:       time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		return server.Shutdown(ctx)
	}
}

// open opens the pool and creates the table. A run holds one connection, so the pool bounds how many requests write at once; the
// others wait, as long as their own context allows.
func open(ctx context.Context, path string) (*sqlx.DB, error) {
	db, err := sqlx.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	db.SetConnMaxIdleTime(5 * time.Minute)
	_, err = db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS users (
		email TEXT PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL CONSTRAINT plausible_age CHECK (age BETWEEN 0 AND 150))`)
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}
