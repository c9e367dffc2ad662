package builder_test

import (
	"errors"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// TestSuffixReturning: a RETURNING list in a Suffix is refused when the statement is run, in every kind of statement.
func TestSuffixReturning(t *testing.T) {
	insert := builder.Insert("t").Columns("id", "name").Values(1, "a")
	upsert := insert.OnConflict("id").DoUpdate("name")
	update := builder.Update("t").Key("id").Set("name").Values(1, "a")
	del := builder.Delete("t").Key("id").Values(1)
	for text, refused := range map[string]bool{
		"RETURNING id":                      true,
		"returning *":                       true,
		"\n\tReturning\n id":                true,
		"/* all */ RETURNING id":            true,
		"RETURNING/* all */id":              true,
		"-- all\nRETURNING id":              true,
		"WHERE (a = 1)RETURNING(id)":        true,
		"ON CONFLICT DO NOTHING RETURNING":  true,
		"":                                  false,
		"/* RETURNING id */":                false,
		"-- RETURNING id":                   false,
		"LIMIT 'RETURNING it''s RETURNING'": false,
		`ON CONFLICT ("a""RETURNING") x`:    false,
		"ON x = `RETURNING`":                false,
		"LIMIT returning_count":             false,
		"LIMIT not_returning":               false,
		"LIMIT (SELECT n FROM (DELETE FROM q RETURNING n))": false,
	} {
		for name, bulk := range map[string]builder.Bulk{
			"insert": insert.Suffix(text), "upsert": upsert.Suffix(text), "update": update.Suffix(text), "delete": del.Suffix(text),
			"expression": insert.SuffixExpr(sq.Expr("? ?", sq.Expr("FOR x"), sq.Expr(text))),
		} {
			for what, o := range map[string]builder.JobOptions{"counted": {Count: true}, "run": {Context: t.Context()}} {
				_, err := bulk.Job(o)
				if refused != errors.Is(err, builder.ErrInvalid) || refused != strings.Contains(text2(err), "use Returning") {
					t.Errorf("%s, %s, %q: got %v", name, what, text, err)
				}
			}
			if _, err := bulk.Job(builder.JobOptions{}); err != nil { // the text is the caller's to send
				t.Errorf("%s, %q: got %v", name, text, err)
			}
		}
	}
}

func text2(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// uneven is a dialect with another number of steps for one row than for two.
type uneven struct {
	fake
	one, more int
}

func (d uneven) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	s, err := d.fake.Insert(i, rows)
	n := d.more
	if rows.N == 1 {
		n = d.one
	}
	for range n - 1 {
		s.Steps = append(s.Steps, s.Steps[0])
	}
	s.Steps = s.Steps[:n]
	return s, err
}

// TestUnevenSteps: a dialect whose steps depend on the number of rows is an error, and no panic.
func TestUnevenSteps(t *testing.T) {
	b := builder.Insert("t").Columns("a").Values(1).Values(2)
	for _, d := range []uneven{{one: 2, more: 1}, {one: 1, more: 2}, {}} {
		_, err := tryChunks(b, d)
		if err == nil || !strings.Contains(err.Error(), "the same steps for any number of rows") {
			t.Errorf("%d, %d: chunks: got %v", d.one, d.more, err)
		}
		job, err := b.Job(builder.JobOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := job.Fit(d); err == nil {
			t.Errorf("%d, %d: Fit has no error", d.one, d.more)
		}
	}
}
