package postgres

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/sqbulk/sqbulk/dialect"
)

// LoadCSV implements [dialect.Strategies] for lib/pq: COPY … FROM STDIN WITH (FORMAT csv)
// (https://www.postgresql.org/docs/current/sql-copy.html).
func (d Dialect) LoadCSV(i dialect.Insert, f dialect.CSVFormat) (dialect.CSVLoad, error) {
	return d.loadCSV(i, f, copyFromPQ)
}

// LoadCSVThrough is [Dialect.LoadCSV] for a driver that prepares no COPY.
func (d Dialect) LoadCSVThrough(i dialect.Insert, f dialect.CSVFormat, through CopyDriver) (dialect.CSVLoad, error) {
	return d.loadCSV(i, f, through.CopyFrom)
}

func (d Dialect) loadCSV(i dialect.Insert, f dialect.CSVFormat,
	send func(ctx context.Context, driverConn any, text string, data io.Reader) (int64, error)) (dialect.CSVLoad, error) {
	if t := d.Engine.traits(); t.noCSV {
		return dialect.CSVLoad{}, t.refuse("COPY of CSV that says what is NULL", "use Run with a CSV source")
	}
	if err := refuseClauses(i); err != nil {
		return dialect.CSVLoad{}, err
	}
	text := "COPY " + d.Quote(i.Table) + " (" + names("", i.Columns) + ") FROM STDIN WITH (FORMAT csv" + csvOptions(i.Columns, f) + ")"
	return dialect.CSVLoad{SQL: text, Send: func(ctx context.Context, conn any, data io.Reader) (int64, error) {
		guarded := &csvGuard{from: data, last: []byte("\n")}
		n, err := send(ctx, conn, text, guarded)
		if guarded.marked.Load() {
			err = errEndMark // instead of the server's, which was told to stop
		}
		return n, err
	}}, nil
}

// csvOptions says what is NULL for every column, because COPY would take an empty cell for it.
func csvOptions(columns []string, f dialect.CSVFormat) string {
	var sql strings.Builder
	if f.Delimiter != ',' {
		sql.WriteString(", DELIMITER " + literal(string(f.Delimiter)))
	}
	if len(f.NullColumns) > 0 {
		sql.WriteString(", NULL " + literal(f.Null) + ", FORCE_NULL (" + names("", f.NullColumns) + ")")
	}
	var others []string
	for _, c := range columns {
		if !slices.Contains(f.NullColumns, c) {
			others = append(others, c)
		}
	}
	if len(others) > 0 {
		sql.WriteString(", FORCE_NOT_NULL (" + names("", others) + ")")
	}
	return sql.String()
}

// literal is a text in quotes, with which backslashes mean nothing whatever the settings of the session.
func literal(text string) string {
	if strings.Contains(text, `\`) {
		return "E'" + strings.NewReplacer(`\`, `\\`, "'", "''").Replace(text) + "'"
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// errEndMark is the error for a line that would end the data: before version 18 COPY reads none of the lines after it, and says nothing.
var errEndMark = errors.New(`postgres: a line of the CSV text is \. alone, which ends the data of COPY: put it in quotes, or use Run`)

// csvGuard reads a text up to a line that would end the data, and remembers that there is one. A driver
// may read it in another goroutine.
type csvGuard struct {
	from   io.Reader
	last   []byte // the last bytes that were read, three at most
	marked atomic.Bool
}

// Read implements [io.Reader].
func (g *csvGuard) Read(p []byte) (int, error) {
	if g.marked.Load() {
		return 0, errEndMark
	}
	n, err := g.from.Read(p)
	seam := append(slices.Clone(g.last), p[:min(n, 3)]...)
	if n > 0 {
		g.last = tail(append(g.last, tail(p[:n])...))
	}
	if endMark(seam) || endMark(p[:n]) || err == io.EOF && endMark(append(slices.Clone(g.last), '\n')) {
		g.marked.Store(true)
		return 0, errEndMark
	}
	return n, err
}

// tail is the last three bytes.
func tail(p []byte) []byte { return p[max(0, len(p)-3):] }

// endMark tells whether a text has a line that is \. alone.
func endMark(text []byte) bool {
	newline := func(c byte) bool { return c == '\n' || c == '\r' }
	for at := 0; ; at++ {
		next := bytes.Index(text[at:], []byte(`\.`))
		if next < 0 {
			return false
		}
		at += next
		if at > 0 && newline(text[at-1]) && at+2 < len(text) && newline(text[at+2]) {
			return true
		}
	}
}
