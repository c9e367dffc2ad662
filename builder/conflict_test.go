package builder_test

import (
	"reflect"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// TestDoUpdateColumns: which columns a conflict updates.
func TestDoUpdateColumns(t *testing.T) {
	b := builder.Insert("t").Columns("id", "org", "name", "seen").Values(1, 2, 3, 4)
	for _, tt := range []struct {
		name string
		b    builder.InsertBuilder
		want []string
	}{
		{"all but the target", b.OnConflict("id").DoUpdate(), []string{"org", "name", "seen"}},
		{"all but a composite target", b.OnConflict("org", "id").DoUpdate(), []string{"name", "seen"}},
		{"a constraint's columns are not known, but for an id", b.OnConstraint("t_pkey").DoUpdate(), []string{"org", "name", "seen"}},
		{"named", b.OnConflict("id").DoUpdate("seen", "name"), []string{"seen", "name"}},
		{"named one by one", b.OnConflict("id").DoUpdate("seen").DoUpdate("name"), []string{"seen", "name"}},
		{"with an expression", b.OnConflict("id").DoUpdate("name").DoUpdateSet("hits", 1), []string{"name", "hits"}},
		{"all, one of them an expression", b.OnConflict("id").DoUpdateSet("name", sq.Expr("'x'")).DoUpdate(), []string{"name", "org", "seen"}},
		{"only an expression", b.OnConflict("id").DoUpdateSet("touched", sq.Expr("now()")), []string{"touched"}},
		{"the target itself, on request", b.OnConflict("id").DoUpdate("id"), []string{"id"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range conflictOf(t, tt.b).Set {
				got = append(got, a.Column)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func conflictOf(t *testing.T, b builder.InsertBuilder) dialect.Conflict {
	t.Helper()
	job, err := b.Job(builder.JobOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return *job.Statement.(dialect.Insert).Conflict
}

func TestDoNothing(t *testing.T) {
	b := builder.Insert("t").Columns("id").Values(1)
	for _, c := range []dialect.Conflict{conflictOf(t, b.DoNothing()), conflictOf(t, b.OnConflict("id").DoNothing()), conflictOf(t, b.OnConstraint("k").DoNothing())} {
		if !c.DoNothing || len(c.Set) != 0 {
			t.Errorf("got %+v", c)
		}
	}
	job, err := b.Job(builder.JobOptions{Count: true})
	if i := job.Statement.(dialect.Insert); err != nil || i.Conflict != nil || !i.Count {
		t.Errorf("a plain insert has %+v, %v", i, err)
	}
}

// TestPredicates: squirrel's three forms, each safe to join with AND.
func TestPredicates(t *testing.T) {
	b := builder.Delete("t").Key("id").Values(1)
	for _, tt := range []struct {
		name string
		b    builder.DeleteBuilder
		want string
	}{
		{"text", b.Where("a = ? OR b = ?", 2, 3), "DELETE t IN ($1) AND (a = $2 OR b = $3) [1 2 3]"},
		{"map", b.Where(map[string]any{"a": 2, "b": 3}), "DELETE t IN ($1) AND a = $2 AND b = $3 [1 2 3]"},
		{"Eq", b.Where(sq.Eq{"a": 2}), "DELETE t IN ($1) AND (a = $2) [1 2]"},
		{"Or", b.Where(sq.Or{sq.Eq{"a": 2}, sq.Eq{"b": 3}}), "DELETE t IN ($1) AND ((a = $2 OR b = $3)) [1 2 3]"},
		{"Expr with OR", b.Where(sq.Expr("a = ? OR b", 2)), "DELETE t IN ($1) AND (a = $2 OR b) [1 2]"},
		{"two", b.Where("a OR b").Where(sq.Expr("c OR ?", 2)), "DELETE t IN ($1) AND ((a OR b) AND (c OR $2)) [1 2]"},
		{"stored", b.Where(sq.Lt{"a": builder.Stored("b")}), "DELETE t IN ($1) AND (a < stored.b) [1]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := text(t, tt.b); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestBatchSizePrecedence: the statement's own batch size counts more than the executor's.
func TestBatchSizePrecedence(t *testing.T) {
	b := builder.Insert("t").From(builder.Column("id", make([]int, 2000)))
	for _, tt := range []struct {
		b       builder.InsertBuilder
		options builder.JobOptions
		want    int
	}{
		{b, builder.JobOptions{}, builder.DefaultBatchSize},
		{b, builder.JobOptions{BatchSize: 7}, 7},
		{b.BatchSize(5), builder.JobOptions{BatchSize: 7}, 5},
	} {
		job, err := tt.b.Job(tt.options)
		if err != nil || job.Len() != 2000 {
			t.Fatalf("%d rows, %v", job.Len(), err)
		}
		for c := range job.Chunks(fake{}) {
			if c.Rows.N != tt.want {
				t.Errorf("got %d rows, want %d", c.Rows.N, tt.want)
			}
			break
		}
	}
}
