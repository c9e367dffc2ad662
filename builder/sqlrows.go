package builder

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// OpenRows is the open result of a query, a *sqlx.Rows or a [*sql.Rows], whose documentation says what the methods do.
type OpenRows interface {
	// Columns lists the names of the columns.
	Columns() ([]string, error)
	// ColumnTypes lists what the driver knows of the columns.
	ColumnTypes() ([]*sql.ColumnType, error)
	// Next goes to the next row, if there is one.
	Next() bool
	// Scan reads the row.
	Scan(dest ...any) error
	// Err is what ended the rows early, if anything did.
	Err() error
	// Close ends the query.
	Close() error
}

var _ OpenRows = (*sql.Rows)(nil)

// SQLRows is a source of the open result of a query, on another database or on another connection of the same one:
//
//	rows, err := mysqlDB.QueryxContext(ctx, "SELECT id, email, name FROM users")
//	if err != nil {
//		return err
//	}
//	defer rows.Close()
//	res, err := ex.Run(ctx, builder.Insert("users").From(builder.SQLRows(rows)))
//
// The columns are those of the query, which gives them other names by AS. The rows can be read once, and are closed when they end or the
// run does; one that fails before it reads them leaves them open, so defer Close all the same.
//
// Values arrive as the driver gives them, with two exceptions. Bytes from a column that is not binary, in which the drivers of MySQL and
// PostgreSQL hand over decimals, texts, JSON, enums, UUIDs and more, become a string. An unsigned integer beyond int64, which
// database/sql cannot send everywhere, becomes its decimal digits.
func SQLRows(rows OpenRows) Source {
	if v := reflect.ValueOf(rows); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return broken{invalid("SQLRows", "the rows are nil")}
	}
	s := &sqlRows{rows: rows}
	s.columns = sync.OnceValues(func() ([]string, error) {
		columns, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("SQLRows: %w", err)
		}
		return columns, checkNames("SQLRows", "the query", columns)
	})
	return s
}

type sqlRows struct {
	rows    OpenRows
	columns func() ([]string, error)
	used    atomic.Bool
}

func (s *sqlRows) Columns(context.Context) ([]string, error) { return s.columns() }

func (s *sqlRows) Rows(_ context.Context, columns []string) iter.Seq2[[]any, error] {
	have, err := s.columns()
	if err != nil {
		return failed(err)
	}
	at, err := positions(have, columns)
	if err != nil {
		return failed(err)
	}
	return once(&s.used, "SQLRows", func(yield func([]any, error) bool) {
		defer s.rows.Close()
		s.read(len(have), at, yield)
	})
}

// read yields the values at the given positions of each row.
func (s *sqlRows) read(width int, at []int, yield func([]any, error) bool) {
	scanned, targets, values := make([]any, width), make([]any, width), make([]any, len(at))
	for i := range scanned {
		targets[i] = &scanned[i] // database/sql copies bytes into an any
	}
	var texts []bool
	n := 0
	for ; s.rows.Next(); n++ {
		if texts == nil { // some drivers know the types only when there is a row
			var err error
			if texts, err = textColumns(s.rows); err != nil {
				yield(nil, err)
				return
			}
		}
		if err := s.rows.Scan(targets...); err != nil {
			yield(nil, &RowError{Row: n, Err: err})
			return
		}
		for i, p := range at {
			values[i] = received(scanned[p], texts[p])
		}
		if !yield(values, nil) {
			return
		}
	}
	if err := errors.Join(s.rows.Err(), s.rows.Close()); err != nil {
		yield(nil, ended(n, err))
	}
}

// textColumns tells for each column whether bytes in it are text.
func textColumns(rows OpenRows) ([]bool, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	texts := make([]bool, len(types))
	for i, t := range types {
		switch t.ScanType() {
		case reflect.TypeFor[string](), reflect.TypeFor[sql.NullString](),
			reflect.TypeFor[any](),          // lib/pq: every type that it does not know, and not bytea
			reflect.TypeFor[sql.NullTime](): // go-sql-driver/mysql without parseTime
			texts[i] = true
		}
	}
	return texts, nil
}

// received is a scanned value as it is sent on. SQLite may have bytes in a text column, which stay what they are when they are no text.
func received(v any, text bool) any {
	switch v := v.(type) {
	case []byte:
		if text && utf8.Valid(v) {
			return string(v)
		}
		if v == nil {
			return []byte{} // as NULL it would be nil itself
		}
	case uint64:
		if int64(v) < 0 {
			return strconv.FormatUint(v, 10)
		}
	}
	return v
}
