package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"
)

// limits are what a database does with no client in the way: it reads a file or a table by itself. The file is in the command's own folder,
// so the server must be on the same machine and may read files; where it is not, the tables say so.
func (w *work[T]) limits() []contestant {
	if w.op != insert {
		return nil
	}
	into := w.table + " (" + strings.Join(w.columns, ", ") + ")"
	if w.on.kind == "postgres" {
		return []contestant{{name: "limit: COPY FROM a file of the server", run: w.reads("COPY " + into + " FROM '%s'")}}
	}
	if w.on.mysqlLike() {
		columns := strings.TrimPrefix(into, w.table)
		return []contestant{
			{name: "limit: LOAD DATA INFILE, a file of the server", run: w.reads("LOAD DATA INFILE '%s' INTO TABLE " + w.table + columns)},
			{name: "limit: LOAD DATA LOCAL, text in memory", run: w.loadLocal("LOAD DATA LOCAL INFILE 'Reader::%s' INTO TABLE " + w.table + columns)},
		}
	}
	return []contestant{{name: "limit: INSERT … SELECT", run: w.insertSelect}, {name: "limit: sqlite3 shell, .import", run: w.shell()}}
}

// reads runs a statement that makes the server read a file with the rows.
func (w *work[T]) reads(statement string) func(context.Context) error {
	file := sync.OnceValues(w.textFile)
	return func(ctx context.Context) error {
		path, err := file()
		if err != nil {
			return err
		}
		return w.inTx(ctx, func(tx *sqlx.Tx) error { return execChecked(ctx, tx, fmt.Sprintf(statement, path), nil, nil) })
	}
}

// loadLocal sends text that was rendered before.
func (w *work[T]) loadLocal(statement string) func(context.Context) error {
	text := sync.OnceValues(func() ([]byte, error) {
		var b bytes.Buffer
		err := w.writeText(&b)
		return b.Bytes(), err
	})
	return func(ctx context.Context) error {
		lines, err := text()
		if err != nil {
			return err
		}
		mysqldriver.RegisterReaderHandler(w.table, func() io.Reader { return bytes.NewReader(lines) })
		defer mysqldriver.DeregisterReaderHandler(w.table)
		return w.inTx(ctx, func(tx *sqlx.Tx) error { return execChecked(ctx, tx, fmt.Sprintf(statement, w.table), nil, nil) })
	}
}

// insertSelect copies the rows from the seed.
func (w *work[T]) insertSelect(ctx context.Context) error {
	set := strings.Replace(strings.Join(w.columns, ", "), "name", "REPLACE(name, '"+stored+"', '"+written+"')", 1)
	return w.inTx(ctx, func(tx *sqlx.Tx) error {
		return execChecked(ctx, tx, "INSERT INTO "+w.table+" SELECT "+set+" FROM "+w.table+seed, nil, nil)
	})
}

// shell is SQLite's own program, which imports a file in one transaction.
func (w *work[T]) shell() func(context.Context) error {
	file := sync.OnceValues(w.textFile)
	return func(ctx context.Context) error {
		path, err := file()
		if err != nil {
			return err
		}
		cmd := exec.CommandContext(ctx, "sqlite3", "-bail", "-batch", "-cmd", "PRAGMA synchronous=normal", w.on.file)
		cmd.Stdin = strings.NewReader(".mode tabs\n.import " + path + " " + w.table + "\n")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("sqlite3: %w: %s", err, firstLine(string(out)))
		}
		return nil
	}
}

// textFile writes the rows to a file that servers on this machine can read. It is gone when the command ends.
func (w *work[T]) textFile() (string, error) {
	path := filepath.Join(w.on.dir, w.table+".tsv")
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b := bufio.NewWriter(f)
	if err := w.writeText(b); err != nil {
		return "", err
	}
	if err := b.Flush(); err != nil {
		return "", err
	}
	if err := f.Chmod(0o644); err != nil {
		return "", err
	}
	return path, f.Close()
}

// writeText writes a line per row, with tabs between the values, as COPY, LOAD DATA and .import read them.
func (w *work[T]) writeText(out io.Writer) error {
	layout := "2006-01-02 15:04:05.000000+00:00"
	if w.on.mysqlLike() {
		layout = strings.TrimSuffix(layout, "+00:00")
	}
	var args []any
	for i := range w.rows {
		args = w.values(&w.rows[i], args[:0])
		for k, v := range args {
			if t, ok := v.(time.Time); ok {
				args[k] = t.Format(layout)
			}
		}
		if _, err := fmt.Fprintf(out, strings.Repeat("%v\t", len(args)-1)+"%v\n", args...); err != nil {
			return err
		}
	}
	return nil
}
