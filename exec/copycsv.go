package exec

import (
	"context"
	"errors"
	"fmt"
	"io"
	syncatomic "sync/atomic"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec/internal/session"
)

// CopyCSV inserts the rows of a CSV text, which the database itself reads: COPY on PostgreSQL. It takes the statement that [Executor.Run]
// would take, whose source is [builder.CSV]:
//
//	users := builder.Insert("users").From(builder.CSV(file, builder.CSVNull("")))
//	res, err := ex.CopyCSV(ctx, users)
//
// The header line is read here and names the columns. All that follows goes to the server as it is, in blocks of 64 KiB, as one statement
// in one transaction: all rows or none. Result.Rows and Result.Created are the rows that the server counted. An error of the
// database is a [*LineError]; a reader that fails in the middle stops everything.
//
// Of the options only [Timeout] and [Isolation] have an effect; [SkipBadRows], [PerChunk], [NoTx] and [Outcomes] are refused. So are a caller's
// transaction, a database that reads no CSV, and what [builder.InsertBuilder.CSVText] lists, with an error that wraps
// [errors.ErrUnsupported]. The context ends a COPY, but not a reader that blocks.
func (e *Executor) CopyCSV(ctx context.Context, insert builder.InsertBuilder, opts ...Option) (Result, error) {
	o := e.options.with(opts)
	if err := e.checkCSV(o); err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return Result{}, fmt.Errorf("exec: nothing was sent: %w", err)
	}
	text, err := insert.CSVText()
	if err != nil {
		return Result{}, err
	}
	load, err := e.dialect.LoadCSV(text.Insert, text.Format)
	if err == errors.ErrUnsupported { // of dialect.Base
		return Result{}, e.noCSV("a database that reads no CSV text by itself")
	}
	if err != nil {
		return Result{}, err
	}
	if err := o.checkIsolation(e.db, e.dialect); err != nil {
		return Result{}, err
	}
	s, err := session.Open(ctx, e.db, session.Settings{Dialect: e.dialect, Timeout: o.timeout, Feeds: true, Isolation: o.isolation})
	if err != nil {
		return Result{}, err
	}
	defer s.Close(ctx)
	if err := s.Begin(ctx, false); err != nil {
		return Result{}, withTable(txError(err), text.Insert.Table)
	}
	from, n := &watched{Reader: text.Text}, int64(0)
	err = s.OnConn(ctx, func(ctx context.Context, conn any) (err error) {
		n, err = load.Send(ctx, conn, from)
		return err
	})
	if failed := from.failed(); failed != nil {
		return Result{}, &LineError{Table: text.Insert.Table, Err: fmt.Errorf("reading the text: %w", failed)}
	}
	if err != nil {
		return Result{}, lineError(ctx, s, text, err)
	}
	if err := s.Commit(ctx); err != nil {
		return Result{}, withTable(txError(err), text.Insert.Table)
	}
	return Result{Rows: n, Created: n, Chunks: 1, Statements: 1, Exact: true}, nil
}

// checkCSV checks the options and the handle.
func (e *Executor) checkCSV(o options) error {
	if err := e.checkHandle(); err != nil {
		return err
	}
	if e.db == nil {
		return errNoHandle
	}
	if err := o.check(); err != nil {
		return err
	}
	what := ""
	switch {
	case !session.Owns(e.db):
		what = "a transaction of yours, whose connection database/sql keeps"
	case o.scope != atomic:
		what = "PerChunk or NoTx"
	case o.isolates():
		what = "SkipBadRows or FindBadRow"
	case o.outcomes:
		what = "Outcomes"
	default:
		return nil
	}
	return e.noCSV(what)
}

// noCSV is the error for what CopyCSV does not do.
func (e *Executor) noCSV(what string) error {
	return fmt.Errorf("exec: %s: %w: CopyCSV with %s: use Run", e.dialect.Name(), errors.ErrUnsupported, what)
}

// watched is a reader that remembers its error, which is no fault of the database's. A driver may read it in another goroutine.
type watched struct {
	io.Reader
	err syncatomic.Pointer[error]
}

// Read implements [io.Reader].
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if err != nil && err != io.EOF {
		w.err.Store(&err)
	}
	return n, err
}

// failed returns the error that ended the text, if one did.
func (w *watched) failed() error {
	if err := w.err.Load(); err != nil {
		return *err
	}
	return nil
}

// LineError is an error of the database, or of the reader, while the database read a CSV text; see [Executor.CopyCSV].
type LineError struct {
	// Table is the table of the statement.
	Table string
	// Line is the line of the text, from one, at which the server found a mistake, as it counts them: PostgreSQL does not count a line
	// break within the first row. Zero when it names none.
	Line int
	// Fault is what the error means.
	Fault dialect.Fault
	// Err is the driver's or the reader's error.
	Err error
}

// Error names the line and the cause.
func (e *LineError) Error() string {
	at := "exec: " + of(e.Table) + "CSV"
	if e.Line > 0 {
		at += fmt.Sprintf(", line %d", e.Line)
	}
	if e.Fault.Kind != dialect.Unknown {
		at += ": " + e.Fault.String()
	}
	return fmt.Sprintf("%s: %v", at, e.Err)
}

// Unwrap returns the driver's or the reader's error.
func (e *LineError) Unwrap() error { return e.Err }

// Is tells whether target is the [dialect.Kind] of the fault.
func (e *LineError) Is(target error) bool { return isKind(target, e.Fault) }

// lineError says what the server's error about its line of the text means.
func lineError(ctx context.Context, s *session.Session, text builder.CSVText, err error) error {
	if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
		err = fmt.Errorf("%w: %w", ended, err)
	}
	e := &LineError{Table: text.Insert.Table, Fault: s.Fault(ctx, err), Err: err}
	if e.Fault.Row > 0 {
		e.Line = text.Line + e.Fault.Row - 1
	}
	return e
}
