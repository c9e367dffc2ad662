package session

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// feed sends a step and then its rows. Unless the dialect sends them itself, all values are converted first, so that one that the
// driver does not know stops nothing on its way.
func (s *Session) feed(ctx context.Context, step dialect.Step, args []any) (dialect.Answer, error) {
	f := feeding{Feed: step.Feed, text: step.SQL, width: len(step.Args[0].Slots)}
	feed := f.throughStmt
	switch {
	case f.ToReader != nil:
		feed = f.throughReader
	case s.abort != nil:
		feed = f.throughConn
	case f.ToConn != nil:
		return dialect.Answer{}, f.needsConn()
	}
	res, err := feed(ctx, s, args)
	if err != nil {
		return dialect.Answer{}, err
	}
	return affected(res)
}

// feeding is a statement that rows are fed to.
type feeding struct {
	*dialect.Feed
	text  string
	width int // values in a row
}

// throughConn feeds the driver's connection itself.
func (f feeding) throughConn(ctx context.Context, s *Session, args []any) (res driver.Result, err error) {
	err = s.onConn(ctx, func(conn any) error {
		res, err = f.toConn(ctx, conn, args)
		return err
	})
	return res, err
}

// toConn sends the text and the rows.
func (f feeding) toConn(ctx context.Context, conn any, args []any) (driver.Result, error) {
	if f.ToConn != nil {
		n, err := f.ToConn(ctx, conn, f.text, slices.Chunk(args, f.width))
		return driver.RowsAffected(n), err
	}
	rows, err := f.rows(args, conn)
	if err != nil {
		return nil, err
	}
	preparer, ok := conn.(driver.ConnPrepareContext)
	if !ok {
		return nil, f.wrongDriver()
	}
	stmt, err := preparer.PrepareContext(ctx, f.text)
	if err != nil {
		return nil, err
	}
	defer stmt.Close()
	if stmt.NumInput() >= 0 {
		return nil, f.wrongDriver()
	}
	for row := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, err := runStmt(ctx, stmt, row); err != nil {
			return nil, err
		}
	}
	return runStmt(ctx, stmt, nil)
}

// runStmt runs a driver's statement. lib/pq has nothing else than the method without a context.
func runStmt(ctx context.Context, stmt driver.Stmt, row []driver.Value) (driver.Result, error) {
	with, ok := stmt.(driver.StmtExecContext)
	if !ok {
		//lint:ignore SA1019 there is no other
		return stmt.Exec(row) //nolint:staticcheck // there is no other
	}
	args := make([]driver.NamedValue, len(row))
	for i, v := range row {
		args[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return with.ExecContext(ctx, args)
}

// throughStmt feeds a statement of the caller's transaction, whose connection cannot be had. Once rows are on their way the
// context does not stop them: the rows so far would be applied.
func (f feeding) throughStmt(ctx context.Context, s *Session, args []any) (driver.Result, error) {
	values, err := f.values(args, nil)
	if err != nil {
		return nil, err
	}
	stmt, err := s.db.PrepareContext(ctx, f.text)
	if err != nil {
		return nil, err
	}
	defer stmt.Close()
	ctx = context.WithoutCancel(ctx)
	row := make([]any, f.width)
	for part := range slices.Chunk(values, f.width) {
		for i, v := range part {
			row[i] = v
		}
		_, err := stmt.ExecContext(ctx, row...)
		if err != nil && strings.HasPrefix(err.Error(), "sql: expected 0 arguments") {
			return nil, f.wrongDriver()
		}
		if err != nil {
			return nil, err
		}
	}
	return stmt.ExecContext(ctx)
}

// throughReader runs the statement that reads the rows.
func (f feeding) throughReader(ctx context.Context, s *Session, args []any) (driver.Result, error) {
	values, err := f.readerValues(s, args)
	if err != nil {
		return nil, err
	}
	reading, done, err := f.ToReader(f.text, slices.Chunk(values, f.width))
	if err != nil {
		return nil, err
	}
	res, err := s.db.ExecContext(ctx, reading)
	return res, done(err)
}

// readerValues are the arguments as the driver would send them, where its connection can be had.
func (f feeding) readerValues(s *Session, args []any) (values []driver.Value, err error) {
	if s.conn == nil {
		return f.values(args, nil)
	}
	raw := s.conn.Raw(func(conn any) error {
		values, err = f.values(args, conn)
		return nil
	})
	return values, errors.Join(err, raw)
}

// needsConn is the error for a caller's transaction whose connection cannot be had.
func (f feeding) needsConn() error {
	verb, _, _ := strings.Cut(f.text, " ")
	return fmt.Errorf("exec: %w: %s through this driver in a transaction of yours, whose connection database/sql keeps: "+
		"leave out Strategy, or give the executor the pool or a connection", errors.ErrUnsupported, verb)
}

// wrongDriver is the error for a driver that prepares the text like that of any statement.
func (f feeding) wrongDriver() error {
	verb, _, _ := strings.Cut(f.text, " ")
	return fmt.Errorf("exec: %w: the driver takes no rows for %s: leave out Strategy, or use a driver that docs/strategies.md names",
		errors.ErrUnsupported, verb)
}

// rows are the rows as the driver gets them. Values that need no conversion, which could fail, are taken as they are sent, each row in the
// place of the one before.
func (f feeding) rows(args []any, conn any) (iter.Seq[[]driver.Value], error) {
	if slices.ContainsFunc(args, func(arg any) bool { return !isDriverValue(arg) }) {
		values, err := f.values(args, conn)
		return slices.Chunk(values, f.width), err
	}
	return func(yield func([]driver.Value) bool) {
		row := make([]driver.Value, f.width)
		for part := range slices.Chunk(args, f.width) {
			for i, arg := range part {
				row[i] = f.converted(i, arg)
			}
			if !yield(row) {
				return
			}
		}
	}, nil
}

// converted is a value as its column takes it.
func (f feeding) converted(column int, v driver.Value) driver.Value {
	if f.Convert == nil {
		return v
	}
	return f.Convert(column, v)
}

// isDriverValue tells whether database/sql hands a value to the driver as it is.
func isDriverValue(v any) bool {
	switch v.(type) {
	case nil, string, int64, float64, bool, []byte, time.Time:
		return true
	}
	return false
}

// values are the arguments as the driver gets them. An error is a [*dialect.ArgError].
func (f feeding) values(args []any, conn any) ([]driver.Value, error) {
	checker, _ := conn.(driver.NamedValueChecker)
	values := make([]driver.Value, len(args))
	for i, arg := range args {
		v, err := driverValue(arg, checker)
		if err != nil {
			return nil, &dialect.ArgError{Param: i + 1, Err: err}
		}
		values[i] = f.converted(i%f.width, v)
	}
	return values, nil
}

// driverValue is an argument as database/sql hands it to the driver. Without a checker, the driver's own has its turn later.
func driverValue(arg any, checker driver.NamedValueChecker) (driver.Value, error) {
	if isDriverValue(arg) {
		return arg, nil
	}
	if _, valuer := arg.(driver.Valuer); !valuer && checker != nil {
		named := driver.NamedValue{Ordinal: 1, Value: arg}
		switch err := checker.CheckNamedValue(&named); {
		case err == nil:
			return named.Value, nil
		case !errors.Is(err, driver.ErrSkip):
			return nil, err
		}
	}
	v, err := driver.DefaultParameterConverter.ConvertValue(arg)
	if err != nil && checker == nil {
		return arg, nil
	}
	return v, err
}
