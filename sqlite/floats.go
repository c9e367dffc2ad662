package sqlite

import (
	"errors"
	"math"

	"github.com/sqbulk/sqbulk/dialect"
)

var _ dialect.FloatChecker = Dialect{}

// CheckFloat implements [dialect.FloatChecker]: SQLite stores NaN as NULL (https://www.sqlite.org/floatingpoint.html).
func (Dialect) CheckFloat(f float64) error {
	if math.IsNaN(f) {
		return errors.New("not a number, which SQLite would store as NULL: give nil to store NULL")
	}
	return nil
}
