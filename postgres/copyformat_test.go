package postgres

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

// texts is a [CopyEncoder] of texts and nil; the binary form of a text is its bytes.
type texts struct{}

func (texts) Binary(_ int, v any) bool { return v != "as text" }

func (texts) AppendBinary(buf []byte, i int, v any) ([]byte, error) {
	return texts{}.AppendText(buf, i, v)
}

func (texts) AppendText(buf []byte, _ int, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return append(buf, v...), nil
	}
	return nil, errors.New("unknown")
}

// copiedText joins the blocks of the rows' text, and counts them.
func copiedText(t *testing.T, rows ...[]any) (text string, blocks int) {
	t.Helper()
	for block, err := range textFormat(texts{}).blocks(slices.Values(rows)) {
		if err != nil {
			t.Fatal(err)
		}
		text, blocks = text+string(block), blocks+1
	}
	return text, blocks
}

func TestCopyText(t *testing.T) {
	for _, tt := range []struct {
		rows [][]any
		want string
	}{
		{nil, ""},
		{[][]any{{"a", "b"}, {"c", nil}}, "a\tb\nc\t\\N\n"},
		{[][]any{{"", nil, ""}}, "\t\\N\t\n"},
		{[][]any{{`\N`}, {`\.`}, {`a\`}}, "\\\\N\n\\\\.\na\\\\\n"},
		{[][]any{{"tab\there", "two\nlines\r\n", "\n"}}, "tab\\there\ttwo\\nlines\\r\\n\t\\n\n"},
		{[][]any{{"é🦊", "\x00\x7f\xff"}}, "é🦊\t\x00\x7f\xff\n"},
	} {
		if got, _ := copiedText(t, tt.rows...); got != tt.want {
			t.Errorf("%q:\ngot  %q\nwant %q", tt.rows, got, tt.want)
		}
	}
}

func TestCopyBinary(t *testing.T) {
	const head, tail = "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00", "\xff\xff"
	for _, tt := range []struct {
		rows         [][]any
		option, want string
	}{
		{nil, " (FORMAT binary)", head + tail},
		{[][]any{{"ab", nil}, {"", "\t"}}, " (FORMAT binary)", head +
			"\x00\x02" + "\x00\x00\x00\x02ab" + "\xff\xff\xff\xff" + "\x00\x02" + "\x00\x00\x00\x00" + "\x00\x00\x00\x01\t" + tail},
		{[][]any{{"a", nil}, {"b", "as text"}}, "", "a\t\\N\nb\tas text\n"},
	} {
		rows := slices.Values(tt.rows)
		f := format(rows, texts{})
		var got string
		for block, err := range f.blocks(rows) {
			if err != nil {
				t.Fatal(err)
			}
			got += string(block)
		}
		if got != tt.want || f.option != tt.option {
			t.Errorf("%q:\ngot  %q, %q\nwant %q, %q", tt.rows, f.option, got, tt.option, tt.want)
		}
	}
}

// TestCopyBlocks: rows are cut into blocks of whole lines that fit into a message, and a longer row is one by itself.
func TestCopyBlocks(t *testing.T) {
	rows := slices.Repeat([][]any{{strings.Repeat("x", 999)}}, 1000)
	text, blocks := copiedText(t, rows...)
	if text != strings.Repeat(strings.Repeat("x", 999)+"\n", 1000) || blocks != 16 {
		t.Errorf("%d bytes in %d blocks", len(text), blocks)
	}
	for block := range textFormat(texts{}).blocks(slices.Values(rows)) {
		if len(block) > copyBlock || !bytes.HasSuffix(block, []byte("\n")) {
			t.Errorf("a block of %d bytes", len(block))
		}
	}
	if text, _ := copiedText(t, []any{strings.Repeat("y", 3*copyBlock)}); len(text) != 3*copyBlock+1 {
		t.Errorf("%d bytes", len(text))
	}
}

// TestCopyError: a value without a text is named by its place among all values, and ends the rows.
func TestCopyError(t *testing.T) {
	rows := [][]any{{"a", "b"}, {"c", 1}, {"d", "e"}}
	data := readBlocks(textFormat(texts{}).blocks(slices.Values(rows)))
	buf := make([]byte, 100)
	if n, err := data.Read(buf); n != 0 || err == nil || err.Error() != "failed to encode args[3]: unknown" {
		t.Errorf("%d, %v", n, err)
	}
	fault := Dialect{}.Classify(data.close())
	if fault.Param != 4 {
		t.Errorf("%+v", fault)
	}
}
