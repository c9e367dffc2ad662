package integration

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// item is a streamed row.
type item struct {
	ID    int64   `db:"id" json:"id"`
	Name  *string `db:"name" json:"name"`
	Price any     `db:"price" json:"price"`
}

const (
	streamTable = "streamed (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(100), price NUMERIC(30,2))"
	streamRows  = 250
	streamBatch = 100
)

// newItem makes a row up; every seventh has no name, and every fifth an empty one.
func newItem(i int) item {
	name := fmt.Sprintf("näme \"%d\",\n%d", i, i)
	row := item{ID: int64(i), Name: &name, Price: fmt.Sprint(i, ".25")}
	switch {
	case i%7 == 0:
		row.Name = nil
	case i%5 == 0:
		*row.Name = ""
	}
	return row
}

// items yields n rows and then an error, if there is one; ended notes that its cleanup has run.
func items(n int, end error, ended *bool) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		defer func() { *ended = true }()
		for i := range n {
			if !yield(newItem(i), nil) {
				return
			}
		}
		if end != nil {
			yield(item{}, end)
		}
	}
}

// cells are the rows as values.
func cells(rows iter.Seq2[item, error]) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range rows {
			if !yield([]any{row.Price, row.ID, row.Name}, err) {
				return
			}
		}
	}
}

// sent sends rows into a channel until they or the context end.
func sent(ctx context.Context, rows iter.Seq2[item, error]) <-chan item {
	ch := make(chan item)
	go func() {
		defer close(ch)
		for row := range rows {
			select {
			case ch <- row:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ch
}

// csvText is the rows as CSV, without a name as \N.
func csvText(n int) io.Reader {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	w.Comma = ';'
	_ = w.Write([]string{"PRICE", "id", "name"})
	for i := range n {
		row, name := newItem(i), `\N`
		if row.Name != nil {
			name = *row.Name
		}
		_ = w.Write([]string{row.Price.(string), strconv.FormatInt(row.ID, 10), name})
	}
	w.Flush()
	return &text
}

// csvOptions read csvText.
var csvOptions = []builder.CSVOption{
	builder.CSVDelimiter(';'), builder.CSVNull(`\N`, "name"), builder.CSVRename("PRICE", "price"), builder.CSVParse("id", builder.ParseInt),
}

// jsonText is the rows as lines of JSON, the price as a number.
func jsonText(n int) io.Reader {
	var text bytes.Buffer
	for i := range n {
		row := newItem(i)
		row.Price = json.Number(row.Price.(string))
		line, _ := json.Marshal(row)
		text.Write(append(line, '\n'))
	}
	return &text
}

// TestStreams writes the same rows from every kind of stream into every database.
func TestStreams(t *testing.T) {
	rows := items(streamRows, nil, new(bool))
	columns := []string{"price", "id", "name"}
	for name, source := range map[string]func(t *testing.T, on reach) builder.Source{
		"Seq": func(*testing.T, reach) builder.Source {
			return builder.Seq(func(yield func(*item) bool) {
				for row := range rows {
					if !yield(&row) {
						return
					}
				}
			})
		},
		"Seq2":      func(*testing.T, reach) builder.Source { return builder.Seq2(rows) },
		"Chan":      func(t *testing.T, _ reach) builder.Source { return builder.Chan(t.Context(), sent(t.Context(), rows)) },
		"TupleSeq":  func(*testing.T, reach) builder.Source { return builder.TupleSeq(columns, cells(rows)) },
		"Ahead":     func(*testing.T, reach) builder.Source { return builder.Ahead(builder.Seq2(rows)) },
		"CSV":       func(*testing.T, reach) builder.Source { return builder.CSV(csvText(streamRows), csvOptions...) },
		"JSONLines": func(*testing.T, reach) builder.Source { return builder.JSONLines[item](jsonText(streamRows)) },
		"SQLRows": func(t *testing.T, on reach) builder.Source {
			on.create(t, strings.Replace(streamTable, "streamed", "streamed_from", 1))
			if _, err := exec.New(on.db, on.dialect).Run(t.Context(), builder.Insert("streamed_from").From(builder.Seq2(rows))); err != nil {
				t.Fatal(err)
			}
			found, err := on.db.Queryx("SELECT price, id, name FROM streamed_from ORDER BY id")
			if err != nil {
				t.Fatal(err)
			}
			return builder.SQLRows(found)
		},
	} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, on reach) {
				on.create(t, streamTable)
				stmt := builder.Insert("streamed").BatchSize(streamBatch).From(source(t, on))
				res, err := exec.New(on.db, on.dialect).Run(t.Context(), stmt)
				if err != nil || res.Created != streamRows || res.Chunks != 3 {
					t.Errorf("%d rows in %d chunks: %v", res.Created, res.Chunks, err)
				}
				sameItems(t, on, streamRows)
			})
		})
	}
}

// sameItems compares the table with the first n rows.
func sameItems(t *testing.T, on reach, n int) {
	t.Helper()
	type stored struct {
		ID    int64   `db:"id"`
		Name  *string `db:"name"`
		Price string  `db:"price"`
	}
	var got []stored
	if err := on.db.Select(&got, "SELECT id, name, price FROM streamed ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	if len(got) != n {
		t.Errorf("the table has %d rows, not %d", len(got), n)
		return
	}
	f := few{t: t}
	for i, g := range got {
		row := newItem(i)
		want := stored{row.ID, row.Name, row.Price.(string)}
		if !reflect.DeepEqual(g, want) {
			f.errorf("row %d is %+v, not %+v", i, g, want)
		}
	}
}
