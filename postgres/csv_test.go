package postgres_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/postgres"
)

// noCopy is a driver that refuses every connection.
type noCopy struct{}

func (noCopy) CheckConn(any) error { return errors.ErrUnsupported }

func (noCopy) Encoder(context.Context, any, string, int) (postgres.CopyEncoder, error) {
	return nil, errors.ErrUnsupported
}

func (noCopy) CopyFrom(_ context.Context, _ any, text string, data io.Reader) (int64, error) {
	all, err := io.ReadAll(data)
	return int64(len(all)), err
}

func TestLoadCSV(t *testing.T) {
	for _, tt := range []struct {
		format dialect.CSVFormat
		want   string
	}{
		{dialect.CSVFormat{Delimiter: ','}, `FORCE_NOT_NULL ("a", "b""x")`},
		{dialect.CSVFormat{Delimiter: ';', NullColumns: []string{"a", `b"x`}}, `DELIMITER ';', NULL '', FORCE_NULL ("a", "b""x")`},
		{dialect.CSVFormat{Delimiter: '\'', Null: `it's \N`, NullColumns: []string{"a"}},
			`DELIMITER '''', NULL E'it''s \\N', FORCE_NULL ("a"), FORCE_NOT_NULL ("b""x")`},
	} {
		load, err := postgres.Dialect{}.LoadCSV(dialect.Insert{Table: "s.t", Columns: []string{"a", `b"x`}}, tt.format)
		want := `COPY "s"."t" ("a", "b""x") FROM STDIN WITH (FORMAT csv, ` + tt.want + `)`
		if err != nil || load.SQL != want {
			t.Errorf("%v\ngot  %s\nwant %s", err, load.SQL, want)
		}
	}
	for _, i := range []dialect.Insert{{Conflict: &dialect.Conflict{}}, {Returning: []string{"a"}}} {
		if _, err := (postgres.Dialect{}).LoadCSV(i, dialect.CSVFormat{}); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%+v: %v", i, err)
		}
	}
}

// TestLoadCSVDriver: a connection that is not of the driver's gets nothing.
func TestLoadCSVDriver(t *testing.T) {
	insert := dialect.Insert{Table: "t", Columns: []string{"a"}}
	load, err := postgres.Dialect{}.LoadCSV(insert, dialect.CSVFormat{Delimiter: ','})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := load.Send(t.Context(), struct{}{}, strings.NewReader("1\n")); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
}

// TestLoadCSVEndMark: a line that ends the data is refused wherever it is, and nothing that only looks like one.
func TestLoadCSVEndMark(t *testing.T) {
	load, err := postgres.Dialect{}.LoadCSVThrough(dialect.Insert{Table: "t", Columns: []string{"a"}}, dialect.CSVFormat{Delimiter: ','}, noCopy{})
	if err != nil {
		t.Fatal(err)
	}
	for text, refused := range map[string]bool{
		"\\.": true, "\\.\n": true, "a\n\\.\nb\n": true, "a\r\\.\rb": true, "a\n\\.": true, "a\n\\.\r\n": true,
		"": false, "\\.,1\n": false, "a\\.\n": false, "\"\\.\"\n": false, "\\..\n": false, "\\\n.": false, "a\n": false,
	} {
		for size := 1; size < 6; size++ {
			n, err := load.Send(t.Context(), nil, pieces{strings.NewReader(text), size})
			if (err != nil) != refused || err == nil && n != int64(len(text)) {
				t.Errorf("%q in pieces of %d: %d, %v", text, size, n, err)
			}
		}
	}
}

// pieces is a reader that gives no more than some bytes at once.
type pieces struct {
	r    io.Reader
	size int
}

func (p pieces) Read(b []byte) (int, error) { return p.r.Read(b[:min(len(b), p.size)]) }
