package jobs

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
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
			"F;Figs;510;2026-03-02T10:00:01Z\n"), // twice, the newest last
			&rejects)
		if err != nil || res.Created != 3 || res.Updated != 1 || res.Unchanged != 2 || res.Duplicates != 2 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
		if len(res.Rejected) != 1 || res.Rejected[0].Row != 2 || !errors.Is(res.Rejected[0], dialect.CheckViolation) {
			t.Errorf("rejected: %v", res.Rejected)
		}
		if !strings.Contains(rejects.String(), ",C,Cake,-1,") || strings.Count(rejects.String(), "\n") != 2 {
			t.Errorf("the rejects are:\n%s", rejects.String())
		}
		p.holds(t, "SELECT CONCAT(sku, ' ', COALESCE(name, 'NULL'), ' ', cents) FROM prices ORDER BY sku",
			"A Apple 100", "B NULL 210", "D Dates; dry 400", "E Eggs 300", "F Figs 510")
	})
}
