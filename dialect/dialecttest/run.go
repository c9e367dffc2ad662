package dialecttest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// Options say what [Run] may expect of a dialect.
type Options struct {
	// Lacks are the features that the database does not have. The dialect must refuse these, and nothing else.
	Lacks []Feature
}

// Run checks a dialect without a database.
func Run(t *testing.T, d dialect.Dialect, o Options) {
	t.Helper()
	s := &spelled{d: d, o: o}
	s.learn(t)
	for _, c := range Cases() {
		t.Run(c.Name, func(t *testing.T) {
			if lacking(o.Lacks, c.Needs...) {
				s.refused(t, c)
				return
			}
			t.Run("plain", func(t *testing.T) { s.steps(t, c, false) })
			t.Run("counted", func(t *testing.T) { s.steps(t, c, true) })
			t.Run("text", func(t *testing.T) { s.deterministic(t, c) })
		})
	}
	t.Run("names change nothing else", s.masks)
	t.Run("quote", s.quotes)
	t.Run("limits", s.limits)
	t.Run("no rows", s.noRows)
	t.Run("unknown errors", s.unknownErrors)
	t.Run("abilities", func(t *testing.T) { Abilities(t, d) })
}

// spelled is a run of the suite without a database.
type spelled struct {
	d      dialect.Dialect
	o      Options
	quote  string
	dollar bool
}

// learn finds the dialect's quote and its kind of placeholders.
func (s *spelled) learn(t *testing.T) {
	t.Helper()
	if s.d.Name() == "" || s.d.Name() != strings.ToLower(s.d.Name()) {
		t.Errorf("Name is %q, not a lower-case name", s.d.Name())
	}
	s.quote = s.d.Quote("x")[:1]
	sql, _, err := builder.Insert("people").From(cells(1, "id")).Dialect(s.d).ToSql()
	if err != nil {
		t.Fatal(err)
	}
	s.dollar = strings.Contains(sql, "$1")
}

// spell returns the first chunk of a statement and its spelling.
func (s *spelled) spell(b builder.Bulk, count bool) (builder.Job, builder.Chunk, *dialect.Spelling, error) {
	job, err := b.Job(builder.JobOptions{Count: count})
	if err != nil {
		return job, builder.Chunk{}, nil, err
	}
	for chunk, err := range job.Chunks(s.d) {
		if err != nil {
			return job, chunk, nil, err
		}
		spelling, err := builder.NewSpeller(s.d).Spell(chunk)
		return job, chunk, spelling, err
	}
	return job, builder.Chunk{}, nil, errors.New("no chunk")
}

// refused checks the error for a feature that the database lacks.
func (s *spelled) refused(t *testing.T, c Case) {
	for _, count := range []bool{false, true} {
		_, _, _, err := s.spell(c.Bulk, count)
		switch {
		case err == nil:
			t.Errorf("count %v: spelled, although the database lacks %q", count, c.Needs)
		case !errors.Is(err, errors.ErrUnsupported):
			t.Errorf("count %v: %q does not wrap errors.ErrUnsupported", count, err)
		case !strings.Contains(strings.ToLower(err.Error()), s.d.Name()):
			t.Errorf("count %v: %q does not name %s", count, err, s.d.Name())
		case strings.Contains(err.Error(), "name 1"):
			t.Errorf("count %v: %q shows a value", count, err)
		}
	}
}

// steps checks the statements of a case: each placeholder has its argument, and each cell, constant and name is there.
func (s *spelled) steps(t *testing.T, c Case, count bool) {
	job, chunk, spelling, err := s.spell(c.Bulk, count)
	if err != nil {
		t.Fatal(err)
	}
	s.shape(t, job, spelling, count)
	var all []any
	var names []string
	for i, step := range spelling.Steps {
		args := chunk.Args(step)
		if n := step.Params(chunk.Rows); n != len(args) {
			t.Errorf("step %d: Params is %d for %d arguments", i+1, n, len(args))
		}
		parsed, err := parse(step.SQL, s.quote, s.dollar)
		if err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
		sent := chunk.Args(withoutGathered(step))
		if err := errors.Join(s.numbered(parsed.placeholders, len(args)), evenly(chunk, sent)); err != nil {
			t.Errorf("step %d: %v\n%s", i+1, err, step.SQL)
		}
		names = append(names, parsed.names...)
		if !step.Conditional() { // what a question asks for is neither a cell nor a constant of the statement
			all = append(all, sent...)
		}
	}
	if err := complete(chunk, all, c.Fixed); err != nil {
		t.Errorf("%v\n%+v", err, spelling.Steps)
	}
	for _, n := range c.Names {
		if !slices.Contains(names, n) {
			t.Errorf("the name %q is not in the statement, which has %q", n, names)
		}
	}
}

// withoutGathered is a step without the arguments that are made of all cells of a column.
func withoutGathered(s dialect.Step) dialect.Step {
	s.Args = slices.DeleteFunc(slices.Clone(s.Args), func(a dialect.Args) bool { return a.Gather != nil })
	return s
}

// shape checks the number of steps, and what they answer.
func (s *spelled) shape(t *testing.T, job builder.Job, spelling *dialect.Spelling, count bool) {
	t.Helper()
	returned := job.Statement.ReturnedColumns()
	if !count && len(returned) == 0 && len(spelling.Steps) != 1 {
		t.Errorf("%d steps without Count, not one", len(spelling.Steps))
	}
	if spelling.Tally == nil {
		t.Error("there is no Tally")
	}
	reads := slices.ContainsFunc(spelling.Steps, func(s dialect.Step) bool { return s.Read == dialect.ReadRows })
	if reads != (len(returned) > 0) {
		t.Errorf("a step reads rows: %v, but Returning is %q", reads, returned)
	}
}

// numbered checks that there is one placeholder for each argument, and that they count up where they have numbers.
func (s *spelled) numbered(placeholders []string, args int) error {
	if len(placeholders) != args {
		return fmt.Errorf("%d placeholders for %d arguments", len(placeholders), args)
	}
	for i, p := range placeholders {
		if want := fmt.Sprintf("$%d", i+1); s.dollar && p != want {
			return fmt.Errorf("placeholder %s stands where %s should", p, want)
		}
	}
	return nil
}

// cellArgs are the arguments of one cell.
func cellArgs(c builder.Chunk, row, column int) []any {
	if e, ok := c.Rows.Exprs[dialect.Cell{Row: row, Column: column}]; ok {
		return e.Args
	}
	return []any{c.Values[row*c.Width+column]}
}

// occurrences counts a value among arguments.
func occurrences(args []any, value any) int {
	n := 0
	for _, a := range args {
		if a == value {
			n++
		}
	}
	return n
}

// evenly checks that a step has the cells of a column equally often for each row. NULL is no name of a cell.
func evenly(c builder.Chunk, args []any) error {
	for column := range c.Width {
		times := -1
		for row := range c.Rows.N {
			for _, v := range cellArgs(c, row, column) {
				if v == nil {
					continue
				}
				if n := occurrences(args, v); times >= 0 && n != times {
					return fmt.Errorf("%q stands there %d times, and other rows' cells of the column %d times: %q", v, n, times, args)
				} else {
					times = n
				}
			}
		}
	}
	return nil
}

// complete checks that every cell and every constant is among the arguments, and nothing else.
func complete(c builder.Chunk, args, fixed []any) error {
	known := slices.Clone(fixed)
	for row := range c.Rows.N {
		for column := range c.Width {
			known = append(known, cellArgs(c, row, column)...)
		}
	}
	for _, v := range known {
		if occurrences(args, v) == 0 {
			return fmt.Errorf("%q is lost: %q", v, args)
		}
	}
	for _, a := range args {
		if !slices.Contains(known, a) {
			return fmt.Errorf("%q is neither a cell nor a constant of the statement", a)
		}
	}
	return nil
}

// deterministic checks that the text depends on nothing but the statement and the number of rows.
func (s *spelled) deterministic(t *testing.T, c Case) {
	job, err := c.Bulk.Job(builder.JobOptions{Count: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, 2, 7} {
		first, err := job.Statement.Spell(s.d, dialect.Plain(n))
		if err != nil {
			t.Fatal(err)
		}
		again, err := job.Statement.Spell(s.d, dialect.Plain(n))
		if err != nil {
			t.Fatal(err)
		}
		if len(first.Steps) != len(again.Steps) {
			t.Fatalf("%d rows: %d steps, and then %d", n, len(first.Steps), len(again.Steps))
		}
		for i := range first.Steps {
			if first.Steps[i].SQL != again.Steps[i].SQL {
				t.Errorf("%d rows, step %d: another text\n%s\n%s", n, i+1, first.Steps[i].SQL, again.Steps[i].SQL)
			}
		}
	}
}

// masks checks that a statement with hostile names is the one with tame names, but for the names.
func (s *spelled) masks(t *testing.T) {
	for _, form := range hostileForms() {
		for _, count := range []bool{false, true} {
			c := form(hostile)
			if lacking(s.o.Lacks, c.Needs...) {
				continue
			}
			want, got := s.masked(t, form(tame), count), s.masked(t, c, count)
			if !slices.Equal(want, got) {
				t.Errorf("%s, count %v\ntame:    %q\nhostile: %q", c.Name, count, want, got)
			}
		}
	}
}

// masked returns the steps of a case without their names.
func (s *spelled) masked(t *testing.T, c Case, count bool) []string {
	_, _, spelling, err := s.spell(c.Bulk, count)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, step := range spelling.Steps {
		parsed, err := parse(step.SQL, s.quote, s.dollar)
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, parsed.masked)
	}
	return steps
}
