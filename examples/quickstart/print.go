package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

// printStep shows a step that ran. The SQL is the plain statement, without what the executor adds for the counts.
func printStep(out io.Writer, number int, s step, res exec.Result, took time.Duration) error {
	fmt.Fprintf(out, "\n%d. %s\n", number, s.title)
	for st, err := range s.statement.Statements(sqlite.Dialect{}) {
		if err != nil {
			return err
		}
		sql, _, _ := st.ToSql()
		fmt.Fprintf(out, "   %s (%s rows)\n", shorten(sql), comma(int64(st.Rows)))
		break // the other chunks look the same
	}
	fmt.Fprintf(out, "   rows: %s   statements: %d to write, %d to count   time: %v\n",
		comma(res.Rows), res.Chunks, res.Statements-res.Chunks, took.Round(time.Millisecond))
	fmt.Fprintf(out, "   %s\n", outcome(res))
	return nil
}

// outcome puts a result in words, such as "71 created, 49 updated".
func outcome(res exec.Result) string {
	var words []string
	for _, n := range []struct {
		count int64
		what  string
	}{
		{res.Created, "created"}, {res.Updated, "updated"}, {res.Unchanged, "unchanged"}, {res.Skipped, "skipped"},
		{res.Deleted, "deleted"}, {res.Unmatched, "unmatched"},
	} {
		if n.count > 0 {
			words = append(words, comma(n.count)+" "+n.what)
		}
	}
	all := cmp.Or(strings.Join(words, ", "), "nothing to do")
	if !res.Exact {
		all += " (not exact)"
	}
	return "=> " + all
}

// moreRows are the rows of a VALUES list after its first.
var moreRows = regexp.MustCompile(`(\((?:\?, )*\?\))(?:, \((?:\?, )*\?\))+`)

// clauses are where the parts of a statement begin.
var clauses = regexp.MustCompile(` (VALUES|ON CONFLICT|DO UPDATE|UPDATE|SET|FROM|WHERE) `)

// shorten leaves out the end of each long clause of a statement.
func shorten(sql string) string {
	const longest = 60
	sql = moreRows.ReplaceAllString(sql, "$1, …")
	parts := strings.Split(clauses.ReplaceAllString(sql, "\n$1 "), "\n")
	for i, part := range parts {
		if runes := []rune(part); len(runes) > longest {
			parts[i] = string(runes[:longest]) + "…"
		}
	}
	return strings.Join(parts, " ")
}

// printTable shows what the table holds in the end.
func printTable(ctx context.Context, out io.Writer, db *sqlx.DB) error {
	var found struct {
		Rows  int64 `db:"n"`
		Notes int64 `db:"notes"`
	}
	if err := db.GetContext(ctx, &found, "SELECT count(*) AS n, count(nullif(note, '')) AS notes FROM "+table); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\nThe table now holds %s rows, %s of them with a note.\n",
		comma(found.Rows), comma(found.Notes))
	return err
}

// comma writes 9210 as 9,210.
func comma(n int64) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", comma(n/1000), n%1000)
}
