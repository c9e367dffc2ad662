package builder_test

import (
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/postgres"
)

// show prints the statements of an INSERT and their arguments.
func show(source builder.Source) {
	for st, err := range builder.Insert("users").From(source).Statements(postgres.Dialect{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(st.ToSql())
	}
}
