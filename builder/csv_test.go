package builder_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/sqbulk/sqbulk/builder"
)

func TestCSV(t *testing.T) {
	upper := func(s string) (any, error) { return strings.ToUpper(s), nil }
	for _, tt := range []struct {
		name    string
		text    string
		options []builder.CSVOption
		columns []string // nil: the source's
		want    [][]any
	}{
		{"header", "a,b\n1,x\n2,y\n", nil, nil, [][]any{{"1", "x"}, {"2", "y"}}},
		{"narrowed and reordered", "a,b,c\n1,2,3\n", nil, []string{"c", "a"}, [][]any{{"3", "1"}}},
		{"no line break at the end", "a,b\n1,x", nil, nil, [][]any{{"1", "x"}}},
		{"carriage returns", "a,b\r\n1,x\r\n", nil, nil, [][]any{{"1", "x"}}},
		{"quotes", "a,b\n\"1,\"\"2\n3\",x\n", nil, nil, [][]any{{"1,\"2\n3", "x"}}},
		{"byte order mark", "\ufeffa\n1\n", nil, []string{"a"}, [][]any{{"1"}}},
		{"byte order mark and quotes", "\ufeff\"a\"\n1\n", nil, []string{"a"}, [][]any{{"1"}}},
		{"empty lines", "\n\na,b\n\n1,2\n\n", nil, nil, [][]any{{"1", "2"}}},
		{"header only", "a,b\n", nil, nil, nil},
		{"no header", "1,2\n", []builder.CSVOption{builder.CSVNoHeader("a", "b")}, nil, [][]any{{"1", "2"}}},
		{"no header, byte order mark", "\ufeff1,2\n", []builder.CSVOption{builder.CSVNoHeader("a", "b")}, nil, [][]any{{"1", "2"}}},
		{"no header, no rows", "", []builder.CSVOption{builder.CSVNoHeader("a", "b")}, nil, nil},
		{"short text", "a", nil, []string{"a"}, nil},
		{"renamed", "E-Mail,b\n1,2\n", []builder.CSVOption{builder.CSVRename("E-Mail", "email")}, []string{"email"}, [][]any{{"1"}}},
		{"names swapped", "a,b\n1,2\n", []builder.CSVOption{builder.CSVRename("a", "b"), builder.CSVRename("b", "a")}, []string{"a", "b"},
			[][]any{{"2", "1"}}},
		{"empty texts", "a,b\n,\"\"\n", nil, nil, [][]any{{"", ""}}},
		{"empty is NULL", "a,b\n,\"\"\n", []builder.CSVOption{builder.CSVNull("")}, nil, [][]any{{nil, nil}}},
		{"NULL in one column", "a,b\n,\n-,-\n", []builder.CSVOption{builder.CSVNull("", "b"), builder.CSVNull("-", "a")}, nil,
			[][]any{{"", nil}, {nil, "-"}}},
		{"NULL by two texts", "a,b\nNULL,\\N\n", []builder.CSVOption{builder.CSVNull("NULL"), builder.CSVNull(`\N`)}, nil, [][]any{{nil, nil}}},
		{"delimiter", "a;b\n1;2,5\n", []builder.CSVOption{builder.CSVDelimiter(';')}, nil, [][]any{{"1", "2,5"}}},
		{"tabs", "a\tb\n1\t2\n", []builder.CSVOption{builder.CSVDelimiter('\t')}, nil, [][]any{{"1", "2"}}},
		{"comment", "#x\na,b\n#1,2\n3,4\n", []builder.CSVOption{builder.CSVComment('#')}, nil, [][]any{{"3", "4"}}},
		{"lazy quotes", "a,b\n1\",\"2\"3\"\n", []builder.CSVOption{builder.CSVLazyQuotes()}, nil, [][]any{{"1\"", "2\"3"}}},
		{"parsed", "i,f,t,d,b,u\n-9223372036854775808,1e3,Yes,2024-02-29T01:02:03.000000004Z,\x00\xff,x\n", []builder.CSVOption{
			builder.CSVParse("i", builder.ParseInt), builder.CSVParse("f", builder.ParseFloat), builder.CSVParse("t", builder.ParseBool),
			builder.CSVParse("d", builder.ParseTime()), builder.CSVParse("b", builder.ParseBytes), builder.CSVParse("u", upper),
		}, nil, [][]any{{int64(-1 << 63), 1000.0, true, day, []byte("\x00\xff"), "X"}}},
		{"NULL is not parsed", "i,b\n,0\n5,\n", []builder.CSVOption{
			builder.CSVNull(""), builder.CSVParse("i", builder.ParseInt), builder.CSVParse("b", builder.ParseBool),
		}, nil, [][]any{{nil, false}, {int64(5), nil}}},
		{"layouts", "d\n29.02.2024\n2024-02-29\n", []builder.CSVOption{builder.CSVParse("d", builder.ParseTime(time.DateOnly, "02.01.2006"))}, nil,
			[][]any{{day.Truncate(24 * time.Hour)}, {day.Truncate(24 * time.Hour)}}},
		{"renamed and parsed", "I,b\n7,\n", []builder.CSVOption{
			builder.CSVRename("I", "i"), builder.CSVParse("i", builder.ParseInt), builder.CSVNull("7", "b"),
		}, nil, [][]any{{int64(7), ""}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(tt.text), iotest.OneByteReader(strings.NewReader(tt.text))} {
				if got := cellsOf(t, builder.CSV(r, tt.options...), tt.columns...); !reflect.DeepEqual(got, tt.want) {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			}
		})
	}
}

func TestCSVErrors(t *testing.T) {
	boom := errors.New("boom")
	parse := func(column string, f func(string) (any, error)) []builder.CSVOption {
		return []builder.CSVOption{builder.CSVParse(column, f)}
	}
	for _, tt := range []struct {
		name    string
		text    string
		options []builder.CSVOption
		row     int // -1: no RowError
		want    string
	}{
		{"empty text", "", nil, -1, "has no header line: CSVNoHeader"},
		{"only comments", "#a\n", []builder.CSVOption{builder.CSVComment('#')}, -1, "has no header line"},
		{"repeated name", "a,a\n", nil, -1, `the header line has "a" twice`},
		{"repeated by another name", "a,b\n", []builder.CSVOption{builder.CSVRename("a", "b")}, -1, `has "b" twice`},
		{"empty name", "a,\n1,2\n", nil, -1, "the header line has an empty name"},
		{"broken header", "a,\"b\n", nil, -1, "the header line: parse error on line 1"},
		{"no names", "1\n", []builder.CSVOption{builder.CSVNoHeader()}, -1, "CSVNoHeader names no columns"},
		{"short record", "a,b\n1,2\n3\n", nil, 1, "row 1: line 3: wrong number of fields: 1 for 2 columns"},
		{"long record", "a,b\n\n1,2,3\n", nil, 0, "row 0: line 3: wrong number of fields: 3 for 2 columns"},
		{"short record, no header", "1,2\n3\n", []builder.CSVOption{builder.CSVNoHeader("a", "b")}, 1, "row 1: line 2: wrong number of fields"},
		{"bare quote", "a,b\n1,secret\"\n", nil, 0, `row 0: line 2: at byte 9: bare "`},
		{"open quote", "a,b\n1,\"x\ny\n", nil, 0, "row 0: line 2: at byte 3 of line 3: extraneous"},
		{"delimiter", "a\n", []builder.CSVOption{builder.CSVDelimiter('"')}, -1, "invalid field or comment delimiter"},
		{"no whole number", "x,a\n\"\n\n\",1\n,secret\n", parse("a", builder.ParseInt), 1, `row 1: line 5, column "a": the text is not a whole number`},
		{"large number", "a\n9223372036854775808\n", parse("a", builder.ParseInt), 0, `line 2, column "a": the text is not a whole number of 64 bits`},
		{"line of the field", "x,a\n\"\n\n\",secret\n", parse("a", builder.ParseInt), 0, `line 4, column "a": `},
		{"empty number", "a,b\n,\n", parse("a", builder.ParseInt), 0, `line 2, column "a": the text is empty, and not a whole number of 64 bits: CSVNull("")`},
		{"no number", "a\nsecret\n", parse("a", builder.ParseFloat), 0, "not a number"},
		{"no truth", "a\nsecret\n", parse("a", builder.ParseBool), 0, "not a truth value"},
		{"no time", "a\nsecret\n", parse("a", builder.ParseTime(time.DateOnly)), 0, `not a time such as ["2006-01-02"]`},
		{"own error", "a\nx\n", parse("a", func(string) (any, error) { return nil, boom }), 0, `row 0: line 2, column "a": boom`},
		{"parse nothing", "a\nx\n", parse("b", builder.ParseInt), -1, `CSVParse: there is no column "b", only ["a"]`},
		{"parse by nothing", "a\nx\n", parse("a", nil), -1, `the function for the column "a" is nil`},
		{"rename nothing", "a\n", []builder.CSVOption{builder.CSVRename("b", "c")}, -1, `CSVRename: there is no column "b"`},
		{"NULL nowhere", "a\n", []builder.CSVOption{builder.CSVNull("", "b")}, -1, `CSVNull: there is no column "b"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tryChunks(builder.Insert("t").From(builder.CSV(strings.NewReader(tt.text), tt.options...)), fake{})
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			row := -1
			if bad := new(builder.RowError); errors.As(err, &bad) {
				row = bad.Row
			}
			if row != tt.row {
				t.Errorf("%v names row %d, want %d", err, row, tt.row)
			}
		})
	}
}

// TestCSVReading: nothing is read before it is asked for, the header line once, and errors of the reader come through.
func TestCSVReading(t *testing.T) {
	boom := errors.New("boom")
	source := builder.CSV(iotest.ErrReader(boom))
	for range 2 {
		if _, err := source.Columns(t.Context()); !errors.Is(err, boom) {
			t.Errorf("got %v, want %v", err, boom)
		}
	}
	r := io.MultiReader(strings.NewReader("a,b\n1,2\n"), iotest.ErrReader(boom))
	_, err := tryChunks(builder.Insert("t").From(builder.CSV(r)), fake{})
	if !errors.Is(err, boom) || !strings.Contains(err.Error(), "after 1 rows: ") {
		t.Errorf("got %v, want %v after 1 row", err, boom)
	}
	if _, err := builder.CSV(nil).Columns(t.Context()); !errors.Is(err, builder.ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid", err)
	}
	source = builder.CSV(strings.NewReader("a\n1\n"))
	for range 2 {
		if got := columnsOf(t, source); !reflect.DeepEqual(got, []string{"a"}) {
			t.Errorf("got the columns %q", got)
		}
	}
	if got, want := cellsOf(t, source), [][]any{{"1"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzCSV: what encoding/csv writes comes back as the same cells, but for carriage returns before line breaks.
func FuzzCSV(f *testing.F) {
	f.Add("1", "x", "", "y", false)
	f.Add("a,b", "c\"d", "e\nf", "g\r\nh", true)
	f.Add("\ufeff", "\\N", "#", "\x00\xff", true)
	f.Fuzz(func(t *testing.T, a, b, c, d string, semicolon bool) {
		options := []builder.CSVOption{builder.CSVNoHeader("one", "two"), builder.CSVNull(a, "one")}
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		if semicolon {
			w.Comma = ';'
			options = append(options, builder.CSVDelimiter(';'))
		}
		text.WriteString("\ufeff")
		if err := errors.Join(w.Write([]string{a, b}), w.Write([]string{c, d})); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		want := [][]any{{read(a), read(b)}, {read(c), read(d)}}
		for _, row := range want {
			if row[0] == a {
				row[0] = nil
			}
		}
		if got := cellsOf(t, builder.CSV(&text, options...)); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// read is what encoding/csv makes of a cell.
func read(cell string) string { return strings.ReplaceAll(cell, "\r\n", "\n") }

// TestCSVOtherDelimiter: a header of one cell that holds another file's delimiter points at CSVDelimiter, and so does such a line; who
// chooses the comma means it.
func TestCSVOtherDelimiter(t *testing.T) {
	for text, want := range map[string]string{
		"sku;name\n1;a\n":   `the header line is one cell, with ';' in it: CSVDelimiter says`,
		"sku\tname\n1\ta\n": `the header line is one cell, with '\t' in it`,
		"sku|name\n":        `the header line is one cell, with '|' in it`,
	} {
		_, err := tryChunks(builder.Insert("t").From(builder.CSV(strings.NewReader(text))), fake{})
		if err == nil || !strings.Contains(err.Error(), want) || !errors.Is(err, builder.ErrInvalid) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
		if _, err := tryChunks(builder.Insert("t").From(builder.CSV(strings.NewReader(text), builder.CSVDelimiter(','))), fake{}); err != nil {
			t.Errorf("%q by a comma: %v", text, err)
		}
	}
	_, err := tryChunks(builder.Insert("t").From(builder.CSV(strings.NewReader("1;2\n"), builder.CSVNoHeader("a", "b"))), fake{})
	if err == nil || !strings.Contains(err.Error(), `line 1: wrong number of fields: 1 for 2 columns, with ';' in it: CSVDelimiter`) {
		t.Errorf("a line: got %v", err)
	}
}
