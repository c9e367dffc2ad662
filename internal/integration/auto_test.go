package integration

import (
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
)

// TestAuto: whatever is chosen, the same rows are stored, and the number of statements tells what was chosen.
func TestAuto(t *testing.T) {
	onEveryPostgres(t, func(t *testing.T, on reach) {
		const n = 12_000
		copies := on.driver == "postgres" // pgx needs the dialect of pgxcopy
		for _, tt := range []struct {
			name  string
			rows  [][]any
			seq   bool
			fed   bool
			table string
		}{
			{"many rows", fedPlain(n), false, copies, ""},
			{"few rows", fedPlain(1999), false, false, ""},
			{"a long stream", fedPlain(n), true, copies, ""},
			{"a short stream", fedPlain(1500), true, false, ""},
			{"row-level security", fedPlain(n), false, copies, "ALTER TABLE fed ENABLE ROW LEVEL SECURITY"}, // it does not apply to the owner
			{"rules", fedPlain(n), false, false, "CREATE RULE nothing AS ON INSERT TO fed WHERE NEW.id < 0 DO INSTEAD NOTHING"},
			{"an identity", fedPlain(n), false, copies, "ALTER TABLE fed ADD COLUMN more bigint GENERATED ALWAYS AS IDENTITY"}, // not among the rows
			{"an expression", withExpr(fedPlain(n)), false, copies, ""},
		} {
			t.Run(tt.name, func(t *testing.T) {
				fedTable(t, on)
				if tt.table != "" {
					on.must(t, tt.table)
				}
				source := builder.Source(builder.Tuples([]string{"id", "name", "n"}, tt.rows))
				if tt.seq {
					source = builder.TupleSeq([]string{"id", "name", "n"}, func(yield func([]any, error) bool) {
						for _, row := range tt.rows {
							if !yield(row, nil) {
								return
							}
						}
					})
				}
				res, err := exec.New(on.db, on.dialect).Run(t.Context(), builder.Insert("fed").From(source), exec.Auto())
				if err != nil || res.Created != int64(len(tt.rows)) || !res.Exact {
					t.Fatalf("%+v, %v", res, err)
				}
				if fed := res.Statements < len(tt.rows)/1000; fed != tt.fed && tt.name != "an expression" && tt.name != "a short stream" {
					t.Errorf("fed: %v, %+v", fed, res)
				}
				fedContent(t, on, len(tt.rows))
			})
		}
	})
}

// fedPlain are rows of fedRows without cells that are left out; the names and numbers are those that fedContent expects.
func fedPlain(n int) [][]any {
	rows := fedRows(n)
	for _, row := range rows {
		if row[2] == any(builder.Unset) {
			row[2] = 7
		}
	}
	return rows
}

// withExpr writes one value as SQL.
func withExpr(rows [][]any) [][]any {
	rows = slices.Clone(rows)
	rows[5] = []any{rows[5][0], sq.Expr("lower(?)", "NAME 5"), rows[5][2]}
	return rows
}

// TestAutoIdentity: COPY would take the values of a column that is always generated, so it is not chosen.
func TestAutoIdentity(t *testing.T) {
	onEveryPostgres(t, func(t *testing.T, on reach) {
		on.create(t, "numbered (id bigint GENERATED ALWAYS AS IDENTITY, v int)")
		rows := make([][]any, 3000)
		for i := range rows {
			rows[i] = []any{i, i}
		}
		insert := builder.Insert("numbered").From(builder.Tuples([]string{"id", "v"}, rows))
		if _, err := exec.New(on.db, on.dialect).Run(t.Context(), insert, exec.Auto()); err == nil || !strings.Contains(err.Error(), "non-DEFAULT value") {
			t.Errorf("got %v", err)
		}
	})
}

// TestAutoStaging: the temporary table is used where it is allowed, and for many rows.
func TestAutoStaging(t *testing.T) {
	onEveryPostgres(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		d := on.dialect
		if on.driver == "pgx" {
			d = pgxcopy.Dialect{}
		}
		const n = 20_000
		up := fed(fedPlain(n)).OnConflict("id").DoUpdate()
		for _, tt := range []struct {
			allowed []dialect.Strategy
			created int64
			want    dialect.Strategy
		}{{nil, n, exec.Statements}, {[]dialect.Strategy{exec.Staging}, 0, exec.Staging}} {
			ex := exec.New(on.db, d, exec.Auto(tt.allowed...))
			p, err := ex.Plan(up)
			if err != nil || p.Strategy != tt.want {
				t.Fatalf("%v: %v, %q, %v", tt.allowed, p.Strategy, p.Why, err)
			}
			res, err := ex.Run(t.Context(), up)
			if err != nil || res.Created != tt.created || res.Updated != n-tt.created || !res.Exact {
				t.Errorf("%v: %+v, %v", tt.allowed, res, err)
			}
			fedContent(t, on, n)
		}
	})
}
