package mysql

import (
	"errors"
	"math"
)

// CheckFloat implements [dialect.Dialect]: MySQL and MariaDB have no infinity and no NaN, and MySQL 9.7 makes zero of them in a join.
func (Dialect) CheckFloat(f float64) error {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return errors.New("infinite or not a number, which the database does not have: give nil to store NULL")
	}
	return nil
}
