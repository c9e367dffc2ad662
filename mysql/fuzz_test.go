package mysql_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
)

// FuzzClassify: no message makes it panic, or name a row before the first, or a column or constraint that is not in the message.
func FuzzClassify(f *testing.F) {
	f.Add(uint16(1062), "23000", "Duplicate entry 'x' for key 't.email'")
	f.Add(uint16(1452), "23000", "fails (`a`.`b`, CONSTRAINT `fk` FOREIGN KEY (`p`, `q``r`) REFERENCES `p` (`id`))")
	f.Add(uint16(4025), "", "CONSTRAINT `t.j` failed for `test`.`t`")
	f.Add(uint16(1366), "", "Incorrect integer value: 'x' for column `d`.`t`.`q` at row 12")
	f.Add(uint16(1264), "2", "Out of range value for column 'n' at row 99999999999999999999")
	f.Add(uint16(3140), "", "Invalid JSON text in value for column 't.j'.")
	f.Add(uint16(1292), "", "Truncated incorrect INTEGER value: 'NULL for the NOT NULL column must'")
	f.Add(uint16(0), "", "sql: converting argument $12 type: x")
	f.Fuzz(func(t *testing.T, number uint16, state, message string) {
		err := &MySQLError{Number: number, Message: message}
		copy(err.SQLState[:], state)
		for _, d := range []dialect.Dialect{mysql.Dialect{}, mysql.MariaDB{}} {
			got := d.Classify(fmt.Errorf("chunk 1: %w", err))
			if got.Row < 0 || got.Param < 0 {
				t.Errorf("%s: %+v counts below zero", message, got)
			}
			for _, name := range append(slices.Clone(got.Columns), got.Constraint) {
				if !strings.Contains(strings.ReplaceAll(message, "`", ""), strings.ReplaceAll(name, "`", "")) {
					t.Errorf("%s does not name %q", message, name)
				}
			}
			if slices.Contains(got.Columns, "") {
				t.Errorf("%s: a column without a name", message)
			}
		}
	})
}

// FuzzClassifyForeignKey: whatever the names are, those of a foreign key are read from the message as they are, whether the server
// doubles the quotes inside them or not.
func FuzzClassifyForeignKey(f *testing.F) {
	f.Add("my`fk", "p", "q`r")
	f.Add("fk", "a)b", "c, d")
	f.Add("FOREIGN KEY (", "\n", "', '")
	f.Fuzz(func(t *testing.T, constraint, a, b string) {
		if constraint == "" || a == "" || b == "" {
			t.Skip("names are not empty")
		}
		want := dialect.Fault{Kind: dialect.ForeignKeyViolation, Constraint: alone(constraint), Columns: []string{alone(a), alone(b)}}
		for _, quote := range []func(string) string{
			func(name string) string { return dialect.QuoteName(alone(name), "`") },
			func(name string) string { return "`" + alone(name) + "`" },
		} {
			message := "Cannot add or update a child row: a foreign key constraint fails (`a`.`b`, CONSTRAINT " + quote(constraint) +
				" FOREIGN KEY (" + quote(a) + ", " + quote(b) + ") REFERENCES `p` (`id`))"
			if got := (mysql.Dialect{}).Classify(serverError(1452, message)); !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		}
	})
}

// alone puts letters around quotes: otherwise a name can look like the end of one and the start of another.
func alone(name string) string { return strings.ReplaceAll(name, "`", "x`x") }
