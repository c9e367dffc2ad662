package integration

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestRejectedPlaces: every kind of row that is set aside is told with its line and, where it is one cell's fault or its key's, the column, in the
// RowError and in the file of rejects.
func TestRejectedPlaces(t *testing.T) {
	text := "shop,sku,cost\n" + // row 0 is line 2
		"1,a,5\n" +
		"1,b,much\n" + // a cell that is not a number
		"1,c,5,6\n" + // a cell too many
		"1,a,7\n" + // the key of row 0
		"\n" + // nothing
		"N,d,5\n" + // NULL in the key
		"1,e,-5\n" + // refused by the table
		"1,f,9\n"
	lines := `{"shop":1,"sku":"a","cost":5}` + "\n" + // row 0 is line 1
		`{"shop":1,"sku":"b","cost":"much"}` + "\n" + // not a number
		`{"shop":1,"sku"` + "\n" + // no JSON
		`{"shop":1,"sku":"a","cost":7}` + "\n" +
		`{"shop":null,"sku":"d","cost":5}` + "\n" +
		`{"shop":1,"sku":"e","cost":-5}` + "\n" +
		`{"shop":1,"sku":"f","cost":9}` + "\n"
	type item struct {
		Shop *int64 `json:"shop" db:"shop"`
		SKU  string `json:"sku" db:"sku"`
		Cost *int64 `json:"cost" db:"cost"`
	}
	for _, tt := range []struct {
		name   string
		source func() builder.Source
		want   []string // row, line, kind, columns
	}{
		{"CSV", func() builder.Source {
			return builder.CSV(strings.NewReader(text), builder.CSVNull("N", "shop"), builder.CSVParse("cost", builder.ParseInt))
		}, []string{"1 3 invalid value cost", "2 4 invalid row ", "3 5 duplicate key shop, sku", "4 7 null key shop", "5 8 check violation "}},
		{"JSON", func() builder.Source { return builder.JSONLines[item](strings.NewReader(lines)) },
			[]string{"1 2 invalid row ", "2 3 invalid row ", "3 4 duplicate key shop, sku", "4 5 null key shop", "5 6 check violation "}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, on reach) {
				on.create(t, "placed_rows (shop INTEGER NOT NULL, sku VARCHAR(20) NOT NULL, cost BIGINT CHECK (cost >= 0), PRIMARY KEY (shop, sku))")
				var file bytes.Buffer
				up := builder.Insert("placed_rows").From(tt.source()).OnConflict("shop", "sku").DoUpdate()
				res, err := exec.New(on.db, on.dialect).Run(t.Context(), up, exec.SkipBadRows(-1), exec.RejectTo(&file),
					exec.Duplicates(builder.RejectDuplicates), exec.RejectNullKeys(true))
				if err != nil || res.Created != 2 {
					t.Fatal(res, err)
				}
				records, err := csv.NewReader(&file).ReadAll()
				if err != nil || len(records) != len(res.Rejected)+1 {
					t.Fatal(records, err)
				}
				var got []string
				for i, bad := range res.Rejected {
					record := records[i+1]
					columns := strings.Join(bad.Fault.Columns, ", ")
					if record[0] != fmt.Sprint(bad.Row) || record[1] != fmt.Sprint(bad.Line) || record[4] != columns {
						t.Errorf("the file has %q for %v", record, bad)
					}
					got = append(got, strings.Join([]string{record[0], record[1], record[2], columns}, " "))
				}
				slices.Sort(got)
				if !slices.Equal(got, tt.want) {
					t.Errorf("got  %q\nwant %q", got, tt.want)
				}
			})
		})
	}
}
