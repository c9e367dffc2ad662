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
	// CheckConn looks at the driver's own connection as that of [dialect.Tuner] does.
	CheckConn(driverConn any) error
	// Encoder returns how values are sent on a connection: as the parameters of the given INSERT of one row, which has the columns of
	// the COPY, would be.
	Encoder(ctx context.Context, driverConn any, insert string, columns int) (CopyEncoder, error)
	// CopyFrom sends a COPY … FROM STDIN and its data, and returns the number of rows. The data is not read after it has failed.
	CopyFrom(ctx context.Context, driverConn any, text string, data io.Reader) (int64, error)
}

// A CopyEncoder appends values to a buffer, as the columns' types read them. Columns are numbered from zero.
type CopyEncoder interface {
	// Binary tells whether the INSERT would get the value, which is not nil, in the binary form of the column's type.
	Binary(column int, value any) bool
	// AppendBinary appends that form. It returns nil for NULL.
	AppendBinary(buf []byte, column int, value any) ([]byte, error)
	// AppendText appends the text of any value. It returns nil for NULL.
	AppendText(buf []byte, column int, value any) ([]byte, error)
}

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
		format := format(rows, encode)
		data := readBlocks(format.blocks(rows))
		n, err := f.through.CopyFrom(ctx, conn, text+format.option, data)
		if failed := data.close(); failed != nil {
			err = failed
		}
		return n, err
	}}
}

// blockReader reads what a sequence yields. It may be closed while it is read.
type blockReader struct {
	mu   sync.Mutex
	next func() ([]byte, error, bool)
	stop func()
	rest []byte
	err  error // of the sequence
	done bool
}

func readBlocks(blocks iter.Seq2[[]byte, error]) *blockReader {
	next, stop := iter.Pull2(blocks)
	return &blockReader{next: next, stop: stop}
}

// Read implements [io.Reader].
func (r *blockReader) Read(p []byte) (int, error) {
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
func (r *blockReader) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rest, r.done = nil, true
	r.stop()
	return r.err
}
