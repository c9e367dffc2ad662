package mysql

import (
	"database/sql/driver"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestEncode: the field of each value in a column of each kind, or that it is refused.
func TestEncode(t *testing.T) {
	west := time.FixedZone("west", -3600)
	at := time.Date(2024, 2, 29, 23, 2, 3, 450_000_000, west)
	const unsupported, invalid = "unsupported", "invalid"
	for _, tt := range []struct {
		kind  kind
		value driver.Value
		want  string
	}{
		{textKind, nil, `\N`},
		{textKind, []byte(nil), `\N`},
		{textKind, `\N`, `\\N`},
		{textKind, "NULL", "NULL"},
		{textKind, "", ""},
		{textKind, "tab\tline\nback\\nul\x00return\r'\"é", `tab\tline\nback\\nul\0return` + "\r'\"é"},
		{textKind, int64(-7), "-7"},
		{textKind, uint64(math.MaxUint64), "18446744073709551615"},
		{textKind, true, "1"},
		{textKind, 1.5, unsupported},
		{otherKind, 1e300, "1e+300"},
		{otherKind, float32(0.1), "0.1"},
		{otherKind, math.NaN(), invalid},
		{otherKind, math.Inf(-1), invalid},
		{otherKind, struct{}{}, unsupported},
		{decimalKind, " 1.25e3 ", " 1.25e3 "},
		{decimalKind, "2024-02-29", invalid},
		{decimalKind, nil, `\N`},
		{listKind, "ok", "ok"},
		{listKind, int64(1), unsupported},
		{jsonKind, "[1]", "[1]"},
		{jsonKind, int64(1), unsupported},
		{yearKind, int64(0), "0000"},
		{yearKind, "0", "0"},
		{yearKind, " 12 ", unsupported},
		{bytesKind, []byte("\x00\xff"), "00ff"},
		{bytesKind, nil, `\N`},
		{bitsKind, int64(5), "0000000000000005"},
		{bitsKind, int64(-1), "ffffffffffffffff"},
		{bitsKind, "\x05", "05"},
		{timeKind, int64(20240229), unsupported},
		{timeKind, at, "2024-03-01 00:02:03.45"},
		{timeKind, time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC), "2024-03-01"},
		{timeKind, time.Time{}, "0000-00-00"},
		{timeKind, time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), invalid},
	} {
		e := encoder{columns: []string{"c"}, kinds: []kind{tt.kind}, loc: time.UTC}
		file, err := e.encode(slices.Values([][]driver.Value{{tt.value}}))
		got := strings.TrimSuffix(string(file), "\n")
		switch {
		case errors.Is(err, errors.ErrUnsupported):
			got = unsupported
		case err != nil && (Dialect{}).Classify(err).Param == 1:
			got = invalid
		}
		if got != tt.want {
			t.Errorf("%v %v: %q, not %q: %v", tt.kind, tt.value, got, tt.want, err)
		}
	}
}

// TestEncodeLines: lines, their numbers, and the argument that an error names.
func TestEncodeLines(t *testing.T) {
	e := encoder{columns: []string{"a", "b"}, kinds: []kind{otherKind, otherKind}, ordinal: true}
	rows := [][]driver.Value{{int64(1), "x"}, {nil, "y"}}
	if file, err := e.encode(slices.Values(rows)); string(file) != "1\t1\tx\n2\t\\N\ty\n" {
		t.Errorf("%q, %v", file, err)
	}
	rows[1][1] = math.NaN()
	if _, err := e.encode(slices.Values(rows)); (Dialect{}).Classify(err).Param != 4 {
		t.Error(err)
	}
	rows[1][1] = time.Now()
	if _, err := e.encode(slices.Values(rows)); !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), `row 2, column "b"`) {
		t.Error(err)
	}
}

// FuzzAppendEscaped: a reader of LOAD DATA's rules gets the field back, and finds no other one in it.
func FuzzAppendEscaped(f *testing.F) {
	f.Add([]byte("a\tb\n\\N\x00é"))
	f.Fuzz(func(t *testing.T, field []byte) {
		var back []byte
		for text := appendEscaped(nil, field); len(text) > 0; {
			c := text[0]
			switch {
			case c == '\t' || c == '\n':
				t.Fatalf("%q ends early", field)
			case c == '\\':
				at := strings.IndexByte("tn\\0", text[1])
				if at < 0 {
					t.Fatalf("%q has the escape %q", field, text[1])
				}
				c, text = "\t\n\\\x00"[at], text[1:]
			}
			back, text = append(back, c), text[1:]
		}
		if string(back) != string(field) {
			t.Errorf("%q comes back as %q", field, back)
		}
	})
}
