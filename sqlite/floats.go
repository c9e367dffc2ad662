package sqlite

import (
	"errors"
	"math"
)

// CheckFloat implements [dialect.Dialect]: SQLite stores NaN as NULL (https://www.sqlite.org/floatingpoint.html).
func (Dialect) CheckFloat(f float64) error {
	if math.IsNaN(f) {
		return errors.New("not a number, which SQLite would store as NULL: give nil to store NULL")
	}
	return nil
}
