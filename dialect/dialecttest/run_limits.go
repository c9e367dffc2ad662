package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// quotes checks the quoting of a table's name.
func (s *spelled) quotes(t *testing.T) {
	tests := map[string][]string{
		"people":         {"people"},
		"app.people":     {"app", "people"},
		"db.app.people":  {"db", "app", "people"},
		`a"b` + "`c'd?e": {`a"b` + "`c'd?e"},
		`"`:              {`"`},
		"`.`":            {"`", "`"},
		"😀; -- $1":       {"😀; -- $1"},
	}
	for table, want := range tests {
		quoted := s.d.Quote(table)
		parsed, err := parse(quoted, s.quote, s.dollar)
		if err != nil {
			t.Errorf("Quote(%q) is %s: %v", table, quoted, err)
			continue
		}
		if fmt.Sprintf("%q", parsed.names) != fmt.Sprintf("%q", want) || len(parsed.placeholders) > 0 {
			t.Errorf("Quote(%q) is %s, which names %q", table, quoted, parsed.names)
		}
		if masked := strings.TrimSuffix(strings.Repeat("~.", len(want)), "."); parsed.masked != masked {
			t.Errorf("Quote(%q) is %s: more than names", table, quoted)
		}
	}
}

// limits checks that chunks stay within the dialect's limits, and that every row is in exactly one of them, in order.
func (s *spelled) limits(t *testing.T) {
	columns := []string{"id", "name", "hits"}
	insert, update := builder.Insert("people"), builder.Update("people").Key("id").Set("name", "hits")
	tests := map[string]func(builder.Source) builder.Bulk{
		"insert":     func(r builder.Source) builder.Bulk { return insert.BatchSize(1 << 30).From(r) },
		"do nothing": func(r builder.Source) builder.Bulk { return insert.BatchSize(1 << 30).From(r).DoNothing() },
		"upsert": func(r builder.Source) builder.Bulk {
			return insert.BatchSize(1 << 30).From(r).OnConflict("id").DoUpdate()
		},
		"only changed": func(r builder.Source) builder.Bulk {
			return insert.BatchSize(1 << 30).From(r).OnConflict("id").DoUpdate().OnlyChanged()
		},
		"update": func(r builder.Source) builder.Bulk { return update.BatchSize(1 << 30).From(r) },
		"CASE":   func(r builder.Source) builder.Bulk { return update.BatchSize(1 << 30).From(r).CaseForm() },
		"CASE, only changed": func(r builder.Source) builder.Bulk {
			return update.BatchSize(1<<30).From(r).CaseForm().OnlyChanged().SetExpr("touched", sum("hits"))
		},
		"delete": func(r builder.Source) builder.Bulk {
			return builder.Delete("people").Key("id", "name").BatchSize(1 << 30).From(r)
		},
		"of a size": func(r builder.Source) builder.Bulk { return insert.BatchSize(100).From(r) },
	}
	numbers := make([][]int, 2500)
	if most := s.d.Limits().Params; most > 0 {
		numbers = make([][]int, most/len(columns)+most/10)
	}
	for i := range numbers {
		numbers[i] = []int{3 * i, 3*i + 1, 3*i + 2}
	}
	for what, bulk := range tests {
		for _, count := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, count %v", what, count), func(t *testing.T) {
				s.chunks(t, bulk(builder.Tuples(columns, numbers)), count, len(numbers))
			})
		}
	}
	t.Run("CASE rows", s.caseRows)
	t.Run("bytes", s.bytes)
}

// caseRows checks that the CASE form, whose work in the server is quadratic, is kept short.
func (s *spelled) caseRows(t *testing.T) {
	for _, c := range updateCases("CASE form", builder.UpdateBuilder.CaseForm) {
		if lacking(s.o.Lacks, c.Needs...) {
			continue
		}
		_, _, spelling, err := s.spell(c.Bulk, true)
		if err != nil {
			t.Fatal(err)
		}
		if spelling.MaxRows < 1 || spelling.MaxRows > dialect.CaseRows {
			t.Errorf("%s: MaxRows is %d, not one to %d", c.Name, spelling.MaxRows, dialect.CaseRows)
		}
	}
}

// chunks checks the chunks of a statement whose cells are 0, 1, 2, … from row to row.
func (s *spelled) chunks(t *testing.T, b builder.Bulk, count bool, rows int) {
	job, err := b.Job(builder.JobOptions{Count: count})
	if err != nil {
		t.Fatal(err)
	}
	speller, next := builder.NewSpeller(s.d), 0
	for chunk, err := range job.Chunks(s.d) {
		if err != nil {
			t.Fatal(err)
		}
		if chunk.First != next {
			t.Fatalf("a chunk starts at row %d, not %d", chunk.First, next)
		}
		for i, v := range chunk.Values {
			if want := 3*(next+i/chunk.Width) + i%chunk.Width; v != want {
				t.Fatalf("row %d has the value %v, not %d", next+i/chunk.Width, v, want)
			}
		}
		next += chunk.Rows.N
		spelling, err := speller.Spell(chunk)
		if err != nil {
			t.Fatal(err)
		}
		s.within(t, chunk, spelling)
	}
	if next != rows {
		t.Errorf("%d of %d rows are in chunks", next, rows)
	}
}

// within checks a chunk's statements against the limits.
func (s *spelled) within(t *testing.T, c builder.Chunk, spelling *dialect.Spelling) {
	limits := s.d.Limits()
	for _, most := range []int{limits.Rows, spelling.MaxRows} {
		if most > 0 && c.Rows.N > most {
			t.Errorf("%d rows in a statement that may have %d", c.Rows.N, most)
		}
	}
	for i, step := range spelling.Steps {
		if n := step.Params(c.Rows); limits.Params > 0 && n > limits.Params {
			t.Errorf("step %d: %d parameters where %d are allowed", i+1, n, limits.Params)
		}
		size := len(step.SQL)
		for _, a := range c.Args(step) {
			if text, ok := a.(string); ok {
				size += len(text)
			} else {
				size += 8
			}
		}
		if limits.Bytes > 0 && size > limits.Bytes {
			t.Errorf("step %d: %d bytes where %d are allowed", i+1, size, limits.Bytes)
		}
	}
}

// bytes checks chunks of long values, and a row that is beyond a limit by itself.
func (s *spelled) bytes(t *testing.T) {
	long := strings.Repeat("x", 700_000)
	rows := make([][]any, 20)
	for i := range rows {
		rows[i] = []any{i, long}
	}
	job, err := builder.Insert("people").From(builder.Tuples([]string{"id", "name"}, rows)).OnConflict("id").DoUpdate().Job(builder.JobOptions{Count: true})
	if err != nil {
		t.Fatal(err)
	}
	speller := builder.NewSpeller(s.d)
	for chunk, err := range job.Chunks(s.d) {
		if err != nil {
			t.Fatal(err)
		}
		spelling, err := speller.Spell(chunk)
		if err != nil {
			t.Fatal(err)
		}
		s.within(t, chunk, spelling)
	}
	if most := s.d.Limits().Bytes; most > 0 && most <= 64<<20 {
		s.tooLarge(t, []any{strings.Repeat("x", most)})
	}
	if most := s.d.Limits().Params; most > 0 {
		s.tooLarge(t, make([]any, most+1))
	}
}

// tooLarge checks the error for a row beyond a limit.
func (s *spelled) tooLarge(t *testing.T, row []any) {
	columns := make([]string, len(row))
	for i := range columns {
		columns[i] = fmt.Sprintf("c%d", i)
	}
	small := make([]any, len(row))
	_, _, _, err := s.spell(builder.Insert("people").Columns(columns...).Values(row...).Values(small...), true)
	var at *builder.RowError
	if !errors.Is(err, builder.ErrTooLarge) || !errors.As(err, &at) || at.Row != 0 {
		t.Errorf("a row over the limit: %v", err)
	}
}

// noRows checks that nothing is spelled for an empty source.
func (s *spelled) noRows(t *testing.T) {
	for _, b := range []builder.Bulk{
		builder.Insert("people").From(cells(0, "id", "name")).OnConflict("id").DoUpdate(),
		builder.Update("people").Key("id").Set("name").From(cells(0, "id", "name")),
		builder.Delete("people").Key("id").From(cells(0, "id")),
	} {
		job, err := b.Job(builder.JobOptions{Count: true})
		if err != nil {
			t.Fatal(err)
		}
		for chunk, err := range job.Chunks(s.d) {
			t.Errorf("%T: chunk %v, error %v", b, chunk, err)
		}
	}
}

// unknownErrors checks that an error from elsewhere has no meaning.
func (s *spelled) unknownErrors(t *testing.T) {
	for _, err := range []error{nil, errors.New("unique violation 23505 1062 2067"), context.Canceled} {
		if f := s.d.Classify(err); f.Kind != dialect.Unknown {
			t.Errorf("Classify(%v) is %v", err, f)
		}
	}
}
