package builder_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// FuzzChunks: whatever the cells and the limits are, each row is in exactly one chunk, in order, and no statement is over a limit; or
// the first row that is over a limit by itself is refused, and what was sent are rows before it.
func FuzzChunks(f *testing.F) {
	f.Add([]byte("a few rows of some cells"), uint8(3), uint8(0), uint16(10), uint16(40), uint16(2000), uint8(0), uint8(0))
	f.Add([]byte{0, 1, 2, 255, 254, 3, 200, 100}, uint8(1), uint8(1), uint16(1), uint16(1), uint16(300), uint8(2), uint8(3))
	f.Add(bytes.Repeat([]byte{90, 7}, 300), uint8(2), uint8(2), uint16(60), uint16(600), uint16(10000), uint8(50), uint8(0))
	f.Fuzz(func(t *testing.T, cells []byte, width, kind uint8, batch, params, size uint16, most, rowLimit uint8) {
		columns := 1 + int(width)%5
		rows := byteRows(cells, columns)
		d := fake{limits: dialect.Limits{Params: 1 + int(params), Bytes: 1 + int(size), Rows: int(rowLimit)}, maxRows: int(most)}
		n := 1 + int(batch)
		got, err := tryChunks(randomBulk(rand.New(rand.NewPCG(uint64(kind), 0)), columns, rows).batch(n), d)
		next := 0
		for _, c := range got {
			if allowed := min(n, orAll(d.maxRows), orAll(d.limits.Rows)); c.First != next || c.Rows.N < 1 || c.Rows.N > allowed {
				t.Fatalf("a chunk of %d rows at %d; want row %d, and at most %d rows", c.Rows.N, c.First, next, allowed)
			}
			if want := flatten(rows[next : next+c.Rows.N]); !reflect.DeepEqual(c.Values, want) {
				t.Fatalf("rows %d to %d are not in their chunk", next, next+c.Rows.N)
			}
			checkLimits(t, 0, c, d, randomStatement)
			next += c.Rows.N
		}
		bad := new(builder.RowError)
		switch {
		case err == nil && next != len(rows):
			t.Errorf("%d of %d rows are in chunks", next, len(rows))
		case err != nil && (!errors.Is(err, builder.ErrTooLarge) || !errors.As(err, &bad) || bad.Row < next || bad.Row >= len(rows)):
			t.Errorf("%d of %d rows are in chunks, and then: %v", next, len(rows), err)
		}
	})
}

// byteRows makes a cell of each byte: NULL, a number, an expression, or a text or bytes of some length.
func byteRows(cells []byte, width int) [][]any {
	rows := make([][]any, len(cells)/width)
	for i := range rows {
		for _, c := range cells[i*width : (i+1)*width] {
			var cell any
			switch n := int(c) / 6; c % 6 {
			case 1:
				cell = n
			case 2:
				cell = sq.Expr("coalesce(?, ?)", n, strings.Repeat("e", n))
			case 3:
				cell = sq.Expr("now()")
			case 4:
				cell = strings.Repeat("s", 10*n)
			case 5:
				cell = bytes.Repeat([]byte("b"), n)
			}
			rows[i] = append(rows[i], cell)
		}
	}
	return rows
}

// FuzzShapes: rows that lack columns are each in exactly one chunk, with the columns that they have and no others; the first one that
// lacks what the statement needs is refused by its number, and what was sent are rows before it.
func FuzzShapes(f *testing.F) {
	f.Add([]byte{15, 7, 7, 3, 1, 15}, uint8(0), uint8(2))
	f.Add([]byte{15, 14, 0, 9, 9, 9, 9}, uint8(1), uint8(0))
	f.Add([]byte{3, 5, 9, 17, 33}, uint8(2), uint8(1))
	f.Fuzz(func(t *testing.T, shapes []byte, kind, batch uint8) {
		columns := []string{"id", "a", "b", "c"}
		rows, firstBad := make([][]any, len(shapes)), len(shapes)
		for i, s := range shapes {
			for k := range columns {
				rows[i] = append(rows[i], any(10*i+k))
				if s&(1<<k) == 0 {
					rows[i][k] = builder.Unset
				}
			}
			// an insert needs any column, an update its key and another one
			if enough := s&15 != 0 && (kind%3 < 2 || s&1 == 1 && s&14 != 0); !enough {
				firstBad = min(firstBad, i)
			}
		}
		source := custom{columns: columns, rows: rows}
		bulk := []builder.Bulk{
			builder.Insert("t").From(source),
			builder.Insert("t").From(source).OnConflict("id").DoUpdate(),
			builder.Update("t").Key("id").Set("a", "b", "c").From(source),
		}[kind%3]
		sent, err := chunksOf(t, bulk, columns, rows, 1+int(batch))
		bad := new(builder.RowError)
		switch {
		case err == nil && (sent != len(rows) || firstBad < len(rows)):
			t.Errorf("%d of %d rows are sent, and row %d is bad", sent, len(rows), firstBad)
		case err != nil && (!errors.As(err, &bad) || bad.Row != firstBad):
			t.Errorf("got %v, but row %d is the first bad one", err, firstBad)
		}
	})
}

// chunksOf checks the rows of all chunks and counts them.
func chunksOf(t *testing.T, b builder.Bulk, columns []string, rows [][]any, batch int) (int, error) {
	t.Helper()
	job, err := b.Job(builder.JobOptions{BatchSize: batch})
	if err != nil {
		t.Fatal(err)
	}
	sent := make(map[int]bool)
	for c, err := range job.Chunks(fake{}) {
		if err != nil {
			return len(sent), err
		}
		if c.Rows.N < 1 || c.Rows.N > batch {
			t.Fatalf("%d rows in a chunk of %d", c.Rows.N, batch)
		}
		for i := range c.Rows.N {
			at := c.Input(i)
			if sent[at] {
				t.Fatalf("row %d is sent twice", at)
			}
			sent[at] = true
			checkShape(t, c, i, columns, rows[at])
		}
	}
	return len(sent), nil
}
