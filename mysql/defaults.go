package mysql

import (
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// withDefaults returns assignments in which DEFAULT is DEFAULT(column), since the keyword may not stand inside an expression. MariaDB's
// function gives every default. MySQL's gives NULL for CURRENT_TIMESTAMP and refuses expressions, and so does the keyword in an UPDATE
// of a join store NULL: it is refused there.
//
// https://mariadb.com/kb/en/default/ and https://dev.mysql.com/doc/refman/9.4/en/miscellaneous-functions.html#function_default
func (f flavor) withDefaults(set []dialect.Assignment) ([]dialect.Assignment, error) {
	isDefault := func(a dialect.Assignment) bool {
		_, ok := a.Expr.(dialect.Default)
		return ok
	}
	if !slices.ContainsFunc(set, isDefault) {
		return set, nil
	}
	if !f.defaults {
		return nil, f.unsupported("assignment of DEFAULT that is right for every default", `give the value, such as sq.Expr("CURRENT_TIMESTAMP")`)
	}
	set = slices.Clone(set)
	for i, a := range set {
		if isDefault(a) {
			set[i].Expr = sq.Expr("DEFAULT(?)", dialect.Stored(a.Column))
		}
	}
	return set, nil
}
