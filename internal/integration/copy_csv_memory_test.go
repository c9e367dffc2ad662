package integration

import (
	"io"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/exec"
)

// madeCSV is a text that is made up as it is read. Every 16 MiB it looks at what is alive on the heap.
type madeCSV struct {
	rows, n int
	rest    []byte
	bytes   int64
	looked  int64 // how often
	peak    uint64
}

// csvFiller is what makes a line 100 bytes long.
var csvFiller = strings.Repeat("x", 80)

func (m *madeCSV) Read(p []byte) (int, error) {
	if len(m.rest) == 0 {
		if m.n == m.rows {
			return 0, io.EOF
		}
		if m.bytes>>24 >= m.looked {
			m.peak, m.looked = max(m.peak, heapAlive()), m.looked+1
		}
		for m.rest = m.rest[:0]; m.n < m.rows && len(m.rest) < 1<<16; m.n++ {
			m.rest = strconv.AppendInt(m.rest, int64(m.n), 10)
			m.rest = append(append(append(m.rest, ",name "...), csvFiller...), ",5\n"...)
		}
	}
	n := copy(p, m.rest)
	m.rest = m.rest[n:]
	m.bytes += int64(n)
	return n, nil
}

// heapAlive is the memory of the objects on the heap that are in use.
func heapAlive() uint64 {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// TestCopyCSVMemory copies a text of 190 MB, or of SQBULK_LARGE_ROWS lines, and a third of it with -short: it is never in memory.
func TestCopyCSVMemory(t *testing.T) {
	const bound = 8 << 20 // more than a run needs, and much less than the text
	rows := 2_000_000
	if testing.Short() {
		rows /= 3
	}
	rows = max(number("SQBULK_LARGE_ROWS", rows), 200_000)
	onLibPQ(t, func(t *testing.T, on reach) {
		on.must(t, "DROP TABLE IF EXISTS csv_rows", "CREATE UNLOGGED TABLE csv_rows (id int, name text, n int)")
		t.Cleanup(func() { on.must(t, "DROP TABLE csv_rows") })
		text := &madeCSV{rows: rows, rest: []byte("id,name,n\n")}
		before := heapAlive()
		res, err := exec.New(on.db, on.dialect).CopyCSV(t.Context(), fromCSV(text))
		if err != nil || res.Created != int64(rows) || text.bytes < int64(rows)*90 {
			t.Fatalf("%+v, %v after %d bytes", res, err, text.bytes)
		}
		t.Logf("%d MB of text, %d KiB alive on the heap at the most, %d before", text.bytes/1_000_000, text.peak>>10, before>>10)
		if text.peak > before+bound {
			t.Errorf("%d bytes on the heap for a text of %d", text.peak-before, text.bytes)
		}
		if n := on.one(t, "SELECT count(*) FROM csv_rows"); n != int64(rows) {
			t.Errorf("%d rows are stored", n)
		}
	})
}
