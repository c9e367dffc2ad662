package exec_test

import (
	"database/sql"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/DATA-DOG/go-sqlmock"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// TestFloats: a number that the database would store as something else is refused as the row that has it, and nothing is sent.
func TestFloats(t *testing.T) {
	type ratio float64
	inf := math.Inf(1)
	for _, v := range []any{math.NaN(), inf, -inf, float32(inf), &inf, ratio(inf), sql.NullFloat64{Float64: inf, Valid: true}} {
		db, mock, err := sqlmock.New()
		if err != nil {
			t.Fatal(err)
		}
		ex := exec.New(sqlx.NewDb(db, "mysql"), mysql.Dialect{})
		_, err = ex.Run(t.Context(), builder.Insert("t").Columns("id", "v").Values(1, 1.5).Values(2, v), exec.NoTx())
		failed := new(exec.ChunkError)
		if !errors.As(err, &failed) || failed.Row != 1 || !errors.Is(err, dialect.InvalidValue) || strings.Contains(err.Error(), "Inf") {
			t.Errorf("%T: got %v", v, err)
		}
		if err := mock.ExpectationsWereMet(); err != nil {
			t.Error(err)
		}
		db.Close()
	}
}
