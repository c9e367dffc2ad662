package builder_test

import (
	"fmt"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
)

// BenchmarkChunks is the client's work on 100,000 rows of 6 columns before anything is sent: those of an insert, and of an upsert with
// its look for duplicates, in the order of the key and out of it.
func BenchmarkChunks(b *testing.B) {
	type product struct {
		ID    int64   `db:"id"`
		Name  string  `db:"name"`
		Price float64 `db:"price"`
		Stock int64   `db:"stock"`
		Owner string  `db:"owner"`
		Open  bool    `db:"open"`
	}
	const n = 100_000
	rows, mixed := make([]product, n), make([]product, n)
	for i := range rows {
		rows[i] = product{int64(i), fmt.Sprintf("product %06d", i), float64(i) / 4, int64(i), "owner", i%2 == 0}
		mixed[i*7919%n] = rows[i]
	}
	reject := builder.JobOptions{Sort: true, Duplicates: builder.RejectDuplicates}
	for _, tt := range []struct {
		name string
		bulk builder.Bulk
	}{
		{"insert", builder.Insert("t").From(builder.Structs(rows))},
		{"upsert by number", builder.Insert("t").From(builder.Structs(rows)).OnConflict("id").DoUpdate()},
		{"upsert by number, mixed", builder.Insert("t").From(builder.Structs(mixed)).OnConflict("id").DoUpdate()},
		{"upsert by text", builder.Insert("t").From(builder.Structs(rows)).OnConflict("name").DoUpdate()},
		{"upsert by text, mixed", builder.Insert("t").From(builder.Structs(mixed)).OnConflict("name").DoUpdate()},
		{"upsert by both", builder.Insert("t").From(builder.Structs(rows)).OnConflict("owner", "id").DoUpdate()},
	} {
		b.Run(tt.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				job, err := tt.bulk.Job(reject)
				if err != nil {
					b.Fatal(err)
				}
				sent := 0
				for c, err := range job.Chunks(fake{}) {
					if err != nil {
						b.Fatal(err)
					}
					sent += c.Rows.N
				}
				if sent != n {
					b.Fatal(sent)
				}
			}
		})
	}
}
