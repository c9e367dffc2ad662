package integration

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// feedItem is a row of the feeds.
type feedItem struct {
	SKU  string `json:"sku" db:"sku"`
	Cost *int64 `json:"cost" db:"cost"`
}

// badLine is a line that must be set aside: the kind that the file of rejects has for it.
type badLine struct {
	row, line int
	kind      string
}

// badFeed makes a CSV or JSON text of n rows. Some cannot be read, some have a key that was there, and some break a CHECK constraint.
func badFeed(isCSV bool, n int, r *rand.Rand) (text string, bad []badLine, good []string) {
	var b strings.Builder
	line := 1
	if isCSV {
		b.WriteString("sku,cost\n")
		line++
	}
	for i := range n {
		sku, cost, kind := fmt.Sprintf("s%05d", i), strconv.Itoa(i), ""
		way := r.IntN(40)
		switch {
		case way == 0 && len(good) > 0:
			sku, kind = good[r.IntN(len(good))], "duplicate key"
		case way == 1:
			cost, kind = "-1", "check violation"
		case way == 2:
			cost, kind = "much", "invalid value"
		case way == 3:
			kind = "invalid row"
		}
		switch {
		case isCSV && kind == "invalid row":
			fmt.Fprintf(&b, []string{"%s,%s,\n", "%s\"%s\n", "\"%s\"%s,1\n"}[r.IntN(3)], sku, cost)
		case isCSV:
			fmt.Fprintf(&b, "%s,%s\n", sku, cost)
		case kind == "invalid row" || kind == "invalid value":
			kind = "invalid row"
			fmt.Fprintf(&b, "{\"sku\":%q,\"cost\":%q}\n", sku, cost)
		default:
			fmt.Fprintf(&b, "{\"sku\":%q,\"cost\":%s}\n", sku, cost)
		}
		if kind == "" {
			good = append(good, sku)
		} else {
			bad = append(bad, badLine{i, line + i, kind})
		}
	}
	return b.String(), bad, good
}

// TestSkipBadInput: of a feed, all that can be stored is, and every other line is told with position, line and kind: whatever the
// database, the source and the transaction.
func TestSkipBadInput(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		scopes := map[string][]exec.Option{"atomic": nil, "per chunk": {exec.PerChunk()}, "no transaction": {exec.NoTx()},
			"outcomes": {exec.Outcomes(true)}, "workers": {exec.PerChunk(), exec.Workers(3)}}
		if on.kind == "sqlite" {
			delete(scopes, "workers")
		}
		r := rand.New(rand.NewPCG(3, 21))
		for name, scope := range scopes {
			for _, isCSV := range []bool{true, false} {
				t.Run(fmt.Sprint(name, map[bool]string{true: ", CSV", false: ", JSON"}[isCSV]), func(t *testing.T) {
					badFeedRun(t, on, scope, isCSV, r)
				})
			}
		}
		on.idle(t)
	})
}

func badFeedRun(t *testing.T, on reach, scope []exec.Option, isCSV bool, r *rand.Rand) {
	on.create(t, "bad_feed (sku VARCHAR(20) NOT NULL PRIMARY KEY, cost BIGINT, CONSTRAINT bad_cost CHECK (cost >= 0))")
	text, bad, good := badFeed(isCSV, 700, r)
	source := builder.JSONLines[feedItem](strings.NewReader(text))
	if isCSV {
		source = builder.CSV(strings.NewReader(text), builder.CSVParse("cost", builder.ParseInt))
	}
	if r.IntN(2) == 0 {
		source = builder.Ahead(source)
	}
	up := builder.Insert("bad_feed").From(source).OnConflict("sku").DoUpdate()
	var file bytes.Buffer
	opts := append(scope, exec.BatchSize(100), exec.Duplicates(builder.RejectDuplicates.AcrossChunks()))
	res, err := exec.New(on.db, on.dialect, opts...).Run(t.Context(), up, exec.SkipBadRows(-1), exec.RejectTo(&file))
	if err != nil {
		t.Fatal(err)
	}
	if res.Created != int64(len(good)) || res.Rows != res.Created || len(res.Rejected) != len(bad) || res.Duplicates != 0 {
		t.Errorf("got %v; want %d created, %d rejected", res, len(good), len(bad))
	}
	if stored := on.one(t, "SELECT COUNT(*) FROM bad_feed WHERE cost >= 0"); stored != int64(len(good)) {
		t.Errorf("%d rows are stored, not %d", stored, len(good))
	}
	records, err := csv.NewReader(&file).ReadAll()
	if err != nil || len(records) == 0 || !slices.Equal(records[0], []string{"row", "line", "kind", "constraint", "column", "reason", "text", "sku", "cost"}) {
		t.Fatalf("the file has %q, %v", records, err)
	}
	var got []badLine
	for _, record := range records[1:] {
		row, _ := strconv.Atoi(record[0])
		line, _ := strconv.Atoi(record[1])
		got = append(got, badLine{row, line, record[2]})
		if (record[2] == "invalid row") != (record[6] != "" && record[7] == "") || (record[2] == "check violation") != (record[3] == "bad_cost") {
			t.Errorf("a line of the file is %q", record)
		}
	}
	slices.SortFunc(got, func(a, b badLine) int { return a.row - b.row })
	if !reflect.DeepEqual(got, bad) {
		t.Errorf("told are\n%v\nnot\n%v", got, bad)
	}
	for i, o := range res.Outcomes {
		_, isBad := slices.BinarySearchFunc(bad, i, func(b badLine, row int) int { return b.row - row })
		if isBad != (o == exec.Rejected) || !isBad && o != exec.Created {
			t.Errorf("row %d is %v", i, o)
		}
	}
}

// TestErrorsNameTheLine: without SkipBadRows, an error of the database names the table and, where it names the row, the line of the text.
func TestErrorsNameTheLine(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		on.create(t, pick(on, map[string]string{"": "line_rows (id BIGINT NOT NULL PRIMARY KEY, n INTEGER)",
			"sqlite": "line_rows (id INTEGER NOT NULL PRIMARY KEY, n INTEGER) STRICT"}))
		text := "id,n\n1,1\n\n2,2\n3,much\n4,4\n" // row 2, line 5
		insert := builder.Insert("line_rows").From(builder.CSV(strings.NewReader(text)))
		_, err := exec.New(on.db, on.dialect).Run(context.Background(), insert)
		var failed *exec.ChunkError
		if !errors.As(err, &failed) || !errors.Is(err, dialect.InvalidValue) || !strings.HasPrefix(err.Error(), "exec: line_rows: chunk 1, rows 0-3") {
			t.Fatalf("got %v", err)
		}
		if !slices.Equal(failed.Fault.Columns, []string{"n"}) {
			t.Errorf("the columns are %q: %v", failed.Fault.Columns, err)
		}
		if known := failed.Row >= 0; known == (on.kind == "sqlite") || known && (failed.Row != 2 || failed.Line != 5) {
			t.Errorf("row %d, line %d: %v", failed.Row, failed.Line, err)
		}
		again := builder.Insert("line_rows").From(builder.CSV(strings.NewReader(text)))
		res, err := exec.New(on.db, on.dialect).Run(context.Background(), again, exec.SkipBadRows(1))
		if err != nil || len(res.Rejected) != 1 || res.Rejected[0].Row != 2 || res.Rejected[0].Line != 5 || res.Created != 3 {
			t.Errorf("got %v %v, %v", res, res.Rejected, err)
		}
	})
}
