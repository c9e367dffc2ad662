package postgres

import (
	"fmt"
	"iter"
)

// copyBlock is about how many bytes of text are sent at once. Drivers send messages of 64 KiB.
const copyBlock = 64<<10 - 5

// copyText yields rows in the text format of COPY (https://www.postgresql.org/docs/current/sql-copy.html), in blocks that are used
// again. It ends at a value that has no text, which the error names as pgx does.
func copyText(rows iter.Seq[[]any], encode CopyEncoder) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		block, value := make([]byte, 0, copyBlock), make([]byte, 0, 128) // not nil, which is NULL
		n, largest := 0, 0
		for row := range rows {
			start := len(block)
			for i, v := range row {
				text, err := encode(i, v, value[:0])
				if err != nil {
					yield(nil, fmt.Errorf("failed to encode args[%d]: %w", n+i, err))
					return
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
			n += len(row)
			block = append(block, '\n')
			largest = max(largest, len(block)-start)
			if len(block)+largest > copyBlock {
				if !yield(block, nil) {
					return
				}
				block = block[:0]
			}
		}
		if len(block) > 0 {
			yield(block, nil)
		}
	}
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
