package mysql_test

import (
	"errors"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// TestDefault: the default of a column is a function on MariaDB, and refused on MySQL, in every form.
func TestDefault(t *testing.T) {
	join := dialect.Update{Table: "t", Key: []string{"id"}, Set: []dialect.Assignment{setExpr("name", dialect.Default{})}}
	inCase := join
	inCase.Form = dialect.FormCase
	insert := upsert(dialect.Conflict{Set: []dialect.Assignment{setExpr("name", dialect.Default{})}})
	run(t, []spelledAs{{
		name: "join", dialect: mysql.MariaDB{}, statement: join,
		want: []string{"UPDATE (SELECT `id` AS `_1` FROM `t` WHERE FALSE UNION ALL VALUES (?)) AS `sqbulk` " +
			"STRAIGHT_JOIN `t` ON `t`.`id` = `sqbulk`.`_1` SET `t`.`name` = DEFAULT(`t`.`name`)"},
	}, {
		name: "CASE form", dialect: mysql.MariaDB{}, statement: inCase,
		want: []string{"UPDATE `t` SET `name` = DEFAULT(`t`.`name`) WHERE `id` IN (?)"},
	}, {
		name: "upsert", dialect: mysql.MariaDB{}, statement: insert,
		want: []string{"INSERT INTO `t` (`id`, `name`, `hits`) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = DEFAULT(`t`.`name`)"},
	}})
	for _, st := range []dialect.Statement{join, inCase, insert} {
		if _, err := st.Spell(mysql.Dialect{}, dialect.Plain(1)); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("MySQL: %v", err)
		}
	}
}
