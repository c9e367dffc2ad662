package parsers

import (
	"regexp"
	"strings"
	"testing"
)

// exception is a clause that a variant writes and the grammar of its database's parser here does not know. The rest of the statement
// is parsed without it, and TestServers prepares the whole on the server.
type exception struct {
	clause string
	reason string
	server string // the variable of the servers that know it
	// without leaves the clause out, or writes it as the grammar knows it.
	without func(sql string) string
}

var exceptions = []exception{{
	clause:  "RETURNING WITH (OLD AS …)",
	reason:  "it is new in PostgreSQL 18, and the parser is that of 17",
	server:  "SQBULK_TEST_POSTGRES",
	without: replace(`RETURNING WITH \(OLD AS sqbulk_old\) `, "RETURNING "),
}, {
	clause:  "INSERT … VALUES … AS new (columns) ON DUPLICATE KEY UPDATE",
	reason:  "TiDB has no row alias",
	server:  "SQBULK_TEST_MYSQL",
	without: replace("AS `sqbulk` \\((?:`_\\d+`(?:, )?)+\\) ON DUPLICATE", "ON DUPLICATE"),
}, {
	clause:  "INSERT … RETURNING, DELETE … RETURNING",
	reason:  "MySQL and TiDB do not have it; MariaDB does",
	server:  "SQBULK_TEST_MARIADB",
	without: replace(`(?s) RETURNING .*$`, ""),
}, {
	clause:  "UNION VALUES (…), (…), UNION ALL VALUES (…), (…)",
	reason:  "MariaDB writes a table value constructor without ROW, which MySQL and TiDB need",
	server:  "SQBULK_TEST_MARIADB",
	without: withRow,
}}

func replace(pattern, by string) func(string) string {
	p := regexp.MustCompile(pattern)
	return func(sql string) string { return p.ReplaceAllString(sql, by) }
}

// withRow writes ROW in front of the rows between UNION [ALL] VALUES and the end of the derived table.
func withRow(sql string) string {
	const values, end = " VALUES (", ")) AS `sqbulk"
	before, rest, ok := strings.Cut(sql, values)
	if !ok || !strings.HasSuffix(before, "UNION") && !strings.HasSuffix(before, "UNION ALL") {
		return sql
	}
	rows, after, ok := strings.Cut(rest, end)
	if !ok {
		return sql
	}
	return before + " VALUES ROW(" + strings.ReplaceAll(rows, "), (", "), ROW(") + end + after
}

// known is the statement without the clauses that its grammar does not know; excepted tells whether it has any.
func known(v variant, sql string) (plain string, excepted bool) {
	plain = sql
	for _, e := range exceptions {
		if e.server == v.server {
			plain = e.without(plain)
		}
	}
	return plain, plain != sql
}

// parse gives a statement to the variant's grammar.
func parse(t *testing.T, v variant, sql string, params int, n names) (tree, error) {
	t.Helper()
	plain, _ := known(v, sql)
	return v.grammar.parse(t, plain, params, n)
}
