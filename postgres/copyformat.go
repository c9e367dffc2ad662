package postgres

import (
	"encoding/binary"
	"fmt"
	"iter"
)

// copyBlock is about how many bytes are sent at once. Drivers send messages of 64 KiB.
const copyBlock = 64<<10 - 5

// copyFormat is a format of COPY (https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9).
type copyFormat struct {
	option     string // in the statement
	head, tail string
	// row appends a row to a block. It returns the position of a value that has no form in this format.
	row func(block []byte, row []any) (_ []byte, column int, err error)
}

// blocks yields rows in a format, in blocks that are used again. It ends at a value that has no form in it, which the error names as pgx does.
func (f copyFormat) blocks(rows iter.Seq[[]any]) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		block := append(make([]byte, 0, copyBlock), f.head...)
		n, largest := 0, 0
		for row := range rows {
			start := len(block)
			var column int
			var err error
			if block, column, err = f.row(block, row); err != nil {
				yield(nil, fmt.Errorf("failed to encode args[%d]: %w", n+column, err))
				return
			}
			n += len(row)
			largest = max(largest, len(block)-start)
			if len(block)+largest > copyBlock {
				if !yield(block, nil) {
					return
				}
				block = block[:0]
			}
		}
		if block = append(block, f.tail...); len(block) > 0 {
			yield(block, nil)
		}
	}
}

// textFormat is COPY's text format.
func textFormat(encode CopyEncoder) copyFormat {
	value := make([]byte, 0, 128) // not nil, which is NULL
	return copyFormat{row: func(block []byte, row []any) ([]byte, int, error) {
		for i, v := range row {
			text, err := encode.AppendText(value[:0], i, v)
			if err != nil {
				return nil, i, err
			}
			if i > 0 {
				block = append(block, '\t')
			}
			if text == nil {
				block = append(block, `\N`...)
				continue
			}
			block, value = appendCopyText(block, text), text
		}
		return append(block, '\n'), 0, nil
	}}
}

// appendCopyText appends a text with the characters escaped that mean something in COPY.
func appendCopyText(dst, text []byte) []byte {
	from := 0
	for i, c := range text {
		if c > '\\' || copyEscapes[c] == 0 {
			continue
		}
		dst = append(append(dst, text[from:i]...), '\\', copyEscapes[c])
		from = i + 1
	}
	return append(dst, text[from:]...)
}

// copyEscapes are the letters of the escapes, by character.
var copyEscapes = [...]byte{'\t': 't', '\n': 'n', '\r': 'r', '\\': '\\'}

// binaryFormat is COPY's binary format, for values of which [CopyEncoder].Binary is true. A row is the number of its values, and each value
// is its length, -1 for NULL, and its bytes.
func binaryFormat(encode CopyEncoder) copyFormat {
	return copyFormat{
		option: " (FORMAT binary)",
		head:   "PGCOPY\n\xff\r\n\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00", // signature, no flags, no extension
		tail:   "\xff\xff",
		row: func(block []byte, row []any) ([]byte, int, error) {
			block = binary.BigEndian.AppendUint16(block, uint16(len(row))) // a table has at most 1,600 columns
			for i, v := range row {
				block = append(block, 0xff, 0xff, 0xff, 0xff)
				if v == nil {
					continue
				}
				start := len(block)
				with, err := encode.AppendBinary(block, i, v)
				if err != nil {
					return nil, i, err
				}
				if with != nil {
					block = with
					binary.BigEndian.PutUint32(block[start-4:], uint32(len(block)-start)) // values are at most 1 GiB
				}
			}
			return block, 0, nil
		},
	}
}

// format is the binary format where it suits all values, and else the text format. The server reads binary values faster.
func format(rows iter.Seq[[]any], encode CopyEncoder) copyFormat {
	for row := range rows {
		for i, v := range row {
			if v != nil && !encode.Binary(i, v) {
				return textFormat(encode)
			}
		}
	}
	return binaryFormat(encode)
}
