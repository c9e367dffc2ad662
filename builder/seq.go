package builder

import (
	"context"
	"fmt"
	"iter"
)

// Seq is a source of the structs, or pointers to structs, that a sequence yields: rows that are made or fetched while they are
// written. Columns are those of [Structs].
//
// What a row refers to, by a pointer or a slice, must stay as it is until the run has ended. A nil pointer is an error that
// names the row. A run that ends early stops the sequence, so that its own cleanup runs.
func Seq[T any](seq iter.Seq[T]) Source {
	if seq == nil {
		return broken{invalid("Seq", "the sequence is nil")}
	}
	return newStructSeq("Seq", func(yield func(T, error) bool) {
		for row := range seq {
			if !yield(row, nil) {
				return
			}
		}
	})
}

// Seq2 is [Seq] for a sequence that can fail: the first error ends the rows, and is the cause of the run's error. The row that comes
// with it is not used.
func Seq2[T any](seq iter.Seq2[T, error]) Source {
	if seq == nil {
		return broken{invalid("Seq2", "the sequence is nil")}
	}
	return newStructSeq("Seq2", seq)
}

// structSeq is a sequence of structs.
type structSeq[T any] struct {
	rowType[T]
	seq iter.Seq2[T, error]
}

func newStructSeq[T any](where string, seq iter.Seq2[T, error]) Source {
	return structSeq[T]{rowType[T]{where}, seq}
}

func (s structSeq[T]) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	read, err := s.reader(ctx, columns)
	if err != nil {
		return failed(err)
	}
	asked := readingOf(ctx)
	return func(yield func([]any, error) bool) {
		values := make([]any, len(columns))
		n := 0
		for row, err := range s.seq {
			if err != nil {
				yield(nil, ended(n, err))
				return
			}
			if !asked.pass(rowError(n, read(&row, values)), values, yield) {
				return
			}
			n++
		}
	}
}

// TupleSeq is a source of the rows of values that a sequence yields, in the order of the columns. The sequence may use a slice again
// for the next row. Its first error ends the rows, and is the cause of the run's error; a row with another number of values is an
// error that names the row.
func TupleSeq(columns []string, seq iter.Seq2[[]any, error]) Source {
	if seq == nil {
		return broken{invalid("TupleSeq", "the sequence is nil")}
	}
	return tupleSeq{append([]string(nil), columns...), seq}
}

type tupleSeq struct {
	columns []string
	seq     iter.Seq2[[]any, error]
}

func (s tupleSeq) Columns(context.Context) ([]string, error) {
	return s.columns, checkNames("TupleSeq", "the column list", s.columns)
}

func (s tupleSeq) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	at, err := positions(s.columns, columns)
	if err != nil {
		return failed(err)
	}
	asked := readingOf(ctx)
	return func(yield func([]any, error) bool) {
		values := make([]any, len(at))
		n := 0
		for row, err := range s.seq {
			if err != nil {
				yield(nil, ended(n, err))
				return
			}
			if !asked.pass(place(n, row, at, s.columns, values), values, yield) {
				return
			}
			n++
		}
	}
}

// ended says after how many rows a sequence failed, unless the error names a row or nothing was read.
func ended(rows int, err error) error {
	if _, ok := err.(*RowError); ok || rows == 0 {
		return err
	}
	return fmt.Errorf("after %d rows: %w", rows, err)
}

// broken is a source that cannot be read.
type broken struct{ err error }

func (b broken) Columns(context.Context) ([]string, error)              { return nil, b.err }
func (b broken) Rows(context.Context, []string) iter.Seq2[[]any, error] { return failed(b.err) }
