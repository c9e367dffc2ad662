package builder_test

import (
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/sqbulk/sqbulk/builder"
)

type event struct {
	ID   int64           `json:"id" db:"id"`
	Name *string         `json:"name" db:"name"`
	Size any             `json:"size" db:"size"`
	Data json.RawMessage `json:"data" db:"data"`
}

func TestJSONLines(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	x, nothing, noData := "x", (*string)(nil), json.RawMessage(nil)
	for _, tt := range []struct {
		name, text string
		want       [][]any
	}{
		{"lines", "{\"id\":1,\"name\":\"x\"}\n{\"id\":2}\n", [][]any{{int64(1), &x, nil, noData}, {int64(2), nothing, nil, noData}}},
		{"no line break at the end", `{"id":1}`, [][]any{{int64(1), nothing, nil, noData}}},
		{"carriage returns, empty lines", "\r\n{\"id\":1}\r\n  \r\n{\"id\":2}\r\n", [][]any{{int64(1), nothing, nil, noData}, {int64(2), nothing, nil, noData}}},
		{"byte order mark", "\ufeff{\"id\":1}", [][]any{{int64(1), nothing, nil, noData}}},
		{"other fields", `{"id":1,"other":[{}]}`, [][]any{{int64(1), nothing, nil, noData}}},
		{"long line", `{"name":"` + long + "\"}\n{\"id\":2}", [][]any{{int64(0), &long, nil, noData}, {int64(2), nothing, nil, noData}}},
		{"all digits", `{"size":12345678901234567890.10}`, [][]any{{int64(0), nothing, json.Number("12345678901234567890.10"), noData}}},
		{"JSON", "{\"data\":{\"a\": [1, 2]}}\n{\"data\":null}", [][]any{
			{int64(0), nothing, nil, json.RawMessage(`{"a": [1, 2]}`)}, {int64(0), nothing, nil, json.RawMessage("null")}}},
		{"nothing", "", nil},
		{"empty lines only", "\n\n", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, source := range []builder.Source{
				builder.JSONLines[event](strings.NewReader(tt.text)),
				builder.JSONLines[*event](iotest.HalfReader(strings.NewReader(tt.text))),
			} {
				if got := cellsOf(t, source, "id", "name", "size", "data"); !reflect.DeepEqual(got, tt.want) {
					t.Errorf("got %v, want %v", got, tt.want)
				}
			}
		})
	}
}

func TestJSONLinesErrors(t *testing.T) {
	type narrow struct {
		N int8      `json:"n" db:"n"`
		S string    `json:"s" db:"s"`
		T timestamp `json:"t" db:"t"`
	}
	boom := errors.New("boom")
	for _, tt := range []struct {
		name string
		text io.Reader
		row  int // -1: no RowError
		want string
	}{
		{"no JSON", strings.NewReader("{}\n\nsecret\n"), 1, "row 1: line 3: invalid character 's'"},
		{"open object", strings.NewReader("{\"n\":1,\n\"s\":\"\"}\n"), 0, "line 1: the JSON object does not end on it"},
		{"two values", strings.NewReader("{}\n{} {}\n"), 1, "line 2: it has more than one JSON value"},
		{"trailing brace", strings.NewReader("{}}\n"), 0, "line 1: it has more than one JSON value"},
		{"null", strings.NewReader("{}\n null \n"), 1, "line 2: it is null"},
		{"array", strings.NewReader("[1]\n"), 0, "line 1: a JSON array does not fit the row, of type builder_test.narrow"},
		{"wrong type", strings.NewReader(`{"n":"secret"}`), 0, `line 1: a JSON string does not fit the field "n", of type int8`},
		{"large number", strings.NewReader(`{"n":4711}`), 0, `line 1: a JSON number does not fit the field "n", of type int8`},
		{"own error", strings.NewReader(`{"t":"secret"}`), 0, "line 1: a field cannot be read"},
		{"reader", io.MultiReader(strings.NewReader("{}\n{}\n{\"n"), iotest.ErrReader(boom)), -1, "after 2 rows: line 3: boom"},
		{"reader, at once", iotest.ErrReader(boom), -1, "t: boom"},
		{"no reader", nil, -1, "JSONLines: invalid statement: the reader is nil"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tryChunks(builder.Insert("t").From(builder.JSONLines[narrow](tt.text)), fake{})
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "4711") {
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

// timestamp shows its text in its error, as time.Time does.
type timestamp string

func (*timestamp) UnmarshalText(text []byte) error { return errors.New("wrong time " + string(text)) }

// FuzzJSONLines: what encoding/json writes, one value per line, comes back as the same rows; any text is read or refused.
func FuzzJSONLines(f *testing.F) {
	f.Add(int64(1), "x", `{"id":2}`)
	f.Add(int64(-1<<63), "a\nb\u2028\"", "{\"data\":[1, 2]}\n\n{}")
	f.Add(int64(0), "", "{\"id\":1}{}")
	f.Fuzz(func(t *testing.T, id int64, name, text string) {
		name = strings.ToValidUTF8(name, "")
		row := event{ID: id, Name: &name, Size: json.Number("1.50"), Data: json.RawMessage(`{"a":[1]}`)}
		line, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		got := cellsOf(t, builder.JSONLines[event](strings.NewReader(string(line)+"\n\n"+string(line))), "id", "name", "size", "data")
		want := []any{row.ID, row.Name, row.Size, row.Data}
		if !reflect.DeepEqual(got, [][]any{want, want}) {
			t.Errorf("got %v, want %v twice", got, want)
		}
		chunks, err := tryChunks(builder.Insert("t").Columns("id", "name", "size", "data").From(builder.JSONLines[event](strings.NewReader(text))), fake{})
		if bad := new(builder.RowError); err != nil && !errors.As(err, &bad) {
			t.Errorf("%v names no row", err)
		}
		rows := 0
		for _, c := range chunks {
			rows += c.Rows.N
		}
		if most := strings.Count(text, "\n") + 1; rows > most {
			t.Errorf("%d rows from %d lines", rows, most)
		}
	})
}
