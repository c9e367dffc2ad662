package builder

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync/atomic"
)

// JSONLines is a source of structs, or pointers to structs, that are read from JSON objects, one per line. Lines may be of any length;
// empty ones are skipped. The json tags say how a line is read, and the columns are those of [Structs]:
//
//	type User struct {
//		Email string  `json:"email" db:"email"`
//		Name  *string `json:"name" db:"name"` // NULL when the line has no name
//	}
//
// A number in a field of type any keeps its digits, as a [json.Number]. Declare a JSON column as [json.RawMessage]. A line that does not
// fit T is a [RowError] that names the line, counted from one. The reader can be read once, and is not closed.
func JSONLines[T any](r io.Reader) Source {
	if r == nil {
		return broken{invalid("JSONLines", "the reader is nil")}
	}
	return jsonLines[T]{rowType[T]{"JSONLines"}, r, new(atomic.Bool)}
}

type jsonLines[T any] struct {
	rowType[T]
	text io.Reader
	used *atomic.Bool
}

func (s jsonLines[T]) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	read, err := s.reader(ctx, columns)
	if err != nil {
		return failed(err)
	}
	asked := readingOf(ctx)
	return once(s.used, s.where, func(yield func([]any, error) bool) {
		in, err := newInput(s.text)
		if err != nil {
			yield(nil, err)
			return
		}
		values := make([]any, len(columns))
		var buffer []byte
		for n, line := 0, 1; ; line++ {
			text, end := readLine(in, buffer[:0])
			buffer = text
			if end != nil && end != io.EOF {
				yield(nil, ended(n, fmt.Errorf("line %d: %w", line, end)))
				return
			}
			if text = bytes.TrimSpace(text); len(text) > 0 {
				bad := s.row(text, read, values)
				if bad == nil {
					asked.at(line, values)
				} else {
					bad.Row, bad.Line = n, line
				}
				if !asked.pass(bad, values, yield) {
					return
				}
				n++
			}
			if end == io.EOF {
				return
			}
		}
	})
}

// row reads the values of a line.
func (s jsonLines[T]) row(text []byte, read func(row *T, values []any) error, values []any) *RowError {
	row, err := decodeLine[T](text)
	if err == nil {
		err = read(&row, values)
	}
	if err != nil {
		return &RowError{Err: err, text: string(text)}
	}
	return nil
}

// readLine appends the next line, of any length.
func readLine(in *bufio.Reader, line []byte) ([]byte, error) {
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// decodeLine reads one object.
func decodeLine[T any](line []byte) (T, error) {
	var row T
	if string(line) == "null" {
		return row, errors.New("it is null, and not an object")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := d.Decode(&row); err != nil {
		return row, describe(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return row, errors.New("it has more than one JSON value")
	}
	return row, nil
}

// describe leaves out the values that some errors of encoding/json show.
func describe(err error) error {
	if err == io.ErrUnexpectedEOF {
		return fmt.Errorf("the JSON object does not end on it: %w", err)
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		kind, _, _ := strings.Cut(wrong.Value, " ") // "number 1e3"
		where := "the row"
		if wrong.Field != "" {
			where = fmt.Sprintf("the field %q", wrong.Field)
		}
		return &discreet{fmt.Sprintf("a JSON %s does not fit %s, of type %v", kind, where, wrong.Type), err}
	}
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		return err
	}
	return &discreet{"a field cannot be read from its JSON value", err}
}
