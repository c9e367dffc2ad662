package postgres

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync"

	"github.com/sqbulk/sqbulk/dialect"
)

// A CopyDriver is the way of COPY through a driver's own connection, for drivers that prepare no COPY. Package
// github.com/sqbulk/sqbulk/pgxcopy has the one of pgx. It is safe for concurrent use.
type CopyDriver interface {
	dialect.ConnChecker
	// Encoder returns how values become texts on a connection: those that the parameters of the given INSERT of one row, which has
	// the columns of the COPY, would get.
	Encoder(ctx context.Context, driverConn any, insert string, columns int) (CopyEncoder, error)
	// CopyFrom sends a COPY … FROM STDIN and its data, and returns the number of rows. The data is not read after it has failed.
	CopyFrom(ctx context.Context, driverConn any, text string, data io.Reader) (int64, error)
}

// A CopyEncoder appends the text of a column's value, as the column's type reads it, to buf. It returns nil for NULL.
type CopyEncoder func(column int, value any, buf []byte) ([]byte, error)

// LoadThrough is [Dialect.Load] for a driver that prepares no COPY.
func (d Dialect) LoadThrough(s dialect.Strategy, through CopyDriver) (dialect.Dialect, error) {
	return d.load(s, fed{Dialect: d, through: through, columns: columnTypes{}})
}

// sendRows is the [dialect.Feed] of a COPY through the driver. The INSERT overrides an identity that is GENERATED ALWAYS, as COPY does.
func (f fed) sendRows(table string, columns []string) *dialect.Feed {
	places := make([]string, len(columns))
	for i := range places {
		places[i] = fmt.Sprint("$", i+1)
	}
	insert := fmt.Sprintf("INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)", table, names("", columns), strings.Join(places, ", "))
	return &dialect.Feed{ToConn: func(ctx context.Context, conn any, text string, rows iter.Seq[[]any]) (int64, error) {
		encode, err := f.through.Encoder(ctx, conn, insert, len(columns))
		if err != nil {
			return 0, err
		}
		data := readText(copyText(rows, encode))
		n, err := f.through.CopyFrom(ctx, conn, text, data)
		if failed := data.close(); failed != nil {
			err = failed
		}
		return n, err
	}}
}

// textReader reads what a sequence yields. It may be closed while it is read.
type textReader struct {
	mu   sync.Mutex
	next func() ([]byte, error, bool)
	stop func()
	rest []byte
	err  error // of the sequence
	done bool
}

func readText(text iter.Seq2[[]byte, error]) *textReader {
	next, stop := iter.Pull2(text)
	return &textReader{next: next, stop: stop}
}

// Read implements [io.Reader].
func (r *textReader) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.rest) == 0 {
		if r.done {
			return 0, io.EOF
		}
		block, err, ok := r.next()
		if r.rest, r.err, r.done = block, err, !ok || err != nil; err != nil {
			return 0, err
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// close ends the sequence, and returns its error.
func (r *textReader) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rest, r.done = nil, true
	r.stop()
	return r.err
}
