package jobs

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// importPrices stores a feed of prices: of each article the newest, whichever came first. Lines that cannot be stored
// go to rejects.
func importPrices(ctx context.Context, ex *exec.Executor, feed io.Reader, rejects io.Writer) (exec.Result, error) {
	source := builder.CSV(feed,
		builder.CSVDelimiter(';'),
		builder.CSVRename("article", "sku"),
		builder.CSVNull("", "name"),
		builder.CSVParse("cents", builder.ParseInt),
		builder.CSVParse("seen_at", instant))
	up := builder.Insert("prices").From(source).
		OnConflict("sku").DoUpdate().
		DoUpdateWhere(sq.Expr("? < ?", builder.Stored("seen_at"), builder.Incoming("seen_at")))
	newest := builder.MergeDuplicates(func(kept, next map[string]any) {
		if next["seen_at"].(time.Time).After(kept["seen_at"].(time.Time)) {
			maps.Copy(kept, next)
		}
	})
	return ex.Run(ctx, up, exec.PerChunk(), exec.Duplicates(newest), exec.SkipBadRows(-1), exec.RejectTo(rejects))
}

// instant reads a time of any zone as UTC, in which SQLite, too, can compare it.
func instant(text string) (any, error) {
	t, err := time.Parse(time.RFC3339, text)
	return t.UTC(), err
}

// rejected is where a row stood, and why it was refused.
type rejected struct {
	row, line int
	kind      dialect.Kind
	column    string // whose cell cannot be read
}

func rejectedOf(res exec.Result) []rejected {
	var all []rejected
	for _, bad := range res.Rejected {
		r := rejected{row: bad.Row, line: bad.Line, kind: bad.Fault.Kind}
		if r.kind == dialect.InvalidValue {
			r.column = strings.Join(bad.Fault.Columns, ", ")
		}
		all = append(all, r)
	}
	return all
}

// A feed whose articles must be there once: the second line of one is set aside, and names the first.
func TestFeedTwice(t *testing.T) {
	onEvery(t, func(t *testing.T, p place) {
		p.create(t, "CREATE TABLE prices (sku VARCHAR(20) PRIMARY KEY, cents BIGINT NOT NULL)")
		feed := builder.CSV(strings.NewReader("sku,cents\nA,1\nB,2\nA,3\nC,much\nD,4\nB,5\n"), builder.CSVParse("cents", builder.ParseInt))
		up := builder.Insert("prices").From(feed).OnConflict("sku").DoUpdate()
		res, err := exec.New(p.db, p.dialect, exec.BatchSize(2)).Run(context.Background(), up,
			exec.SkipBadRows(-1), exec.Duplicates(builder.RejectDuplicates.AcrossChunks()))
		if err != nil || res.Created != 3 || len(res.Rejected) != 3 {
			t.Fatal(res, err)
		}
		first := make(map[int]int) // of a line that is refused, the line that has its key
		for _, bad := range res.Rejected {
			var twice *builder.DuplicateError
			if errors.As(bad, &twice) {
				first[bad.Line] = twice.First + 2 // rows count from 0, after a line of names
			}
		}
		if !maps.Equal(first, map[int]int{4: 2, 7: 3}) {
			t.Errorf("duplicates: %v, %v", first, res.Rejected)
		}
		p.holds(t, "SELECT CONCAT(sku, ' ', cents) FROM prices ORDER BY sku", "A 1", "B 2", "D 4")
	})
}

func TestFeed(t *testing.T) {
	onEvery(t, func(t *testing.T, p place) {
		p.create(t, "CREATE TABLE prices (sku VARCHAR(20) PRIMARY KEY, name VARCHAR(40), "+
			"cents BIGINT NOT NULL CHECK (cents >= 0), seen_at {time} NOT NULL)")
		ex := exec.New(p.db, p.dialect, exec.BatchSize(3))
		res, err := importPrices(context.Background(), ex, strings.NewReader("article;name;cents;seen_at\n"+
			"A;Apple;100;2026-03-01T10:00:00Z\n"+
			"B;Beer;200;2026-03-01T10:00:00Z\n"), io.Discard)
		if err != nil || res.Created != 2 {
			t.Fatal(res, err)
		}

		var rejects bytes.Buffer
		res, err = importPrices(context.Background(), ex, strings.NewReader("\uFEFFarticle;name;cents;seen_at\n"+
			"A;Apple;90;2026-03-01T18:30:00+09:00\n"+ // older than the stored one, in another zone
			"B;;210;2026-03-02T10:00:00Z\n"+ // newer; no name
			"C;Cake;-1;2026-03-02T10:00:00Z\n"+ // refused by the table
			"D;\"Dates; dry\";400;2026-03-03T10:00:00Z\n"+ // twice, the newest first
			"D;Dates;390;2026-03-02T10:00:00Z\n"+
			"E;Eggs;300;2026-03-02T10:00:00Z\n"+
			"F;Figs;500;2026-03-02T10:00:00Z\n"+
			"D;Dates;380;2026-03-01T10:00:00Z\n"+ // a third time, in a later chunk
			"F;Figs;510;2026-03-02T10:00:01Z\n"+ // twice, the newest last
			"G;Grapes;cheap;2026-03-02T10:00:00Z\n"+ // no number
			"H;Ham;100;yesterday\n"+ // no time
			"I;Ice;100;2026-03-02T10:00:00Z;cold\n"+ // a cell too many
			"J;Jam\n"), // too few
			&rejects)
		if err != nil || res.Created != 3 || res.Updated != 1 || res.Unchanged != 2 || res.Duplicates != 2 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
		slices.SortFunc(res.Rejected, func(a, b exec.RowError) int { return a.Row - b.Row })
		want := []rejected{
			{2, 4, dialect.CheckViolation, ""}, {9, 11, dialect.InvalidValue, "cents"}, {10, 12, dialect.InvalidValue, "seen_at"},
			{11, 13, dialect.Unknown, ""}, {12, 14, dialect.Unknown, ""},
		}
		if got := rejectedOf(res); !slices.Equal(got, want) {
			t.Errorf("rejected: %v\n%v", got, res.Rejected)
		}
		for _, line := range []string{",C,Cake,-1,", ",G,Grapes,cheap,", ",H,Ham,100,yesterday", "I,Ice,100,2026-03-02T10:00:00Z,cold", "J,Jam"} {
			if !strings.Contains(rejects.String(), line) {
				t.Errorf("%s is not among the rejects:\n%s", line, rejects.String())
			}
		}
		p.holds(t, "SELECT CONCAT(sku, ' ', COALESCE(name, 'NULL'), ' ', cents) FROM prices ORDER BY sku",
			"A Apple 100", "B NULL 210", "D Dates; dry 400", "E Eggs 300", "F Figs 510")
	})
}
