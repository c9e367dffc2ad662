package builder_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
)

// TestInMemory: rows of slices that nobody looks at before they are sent are in memory.
func TestInMemory(t *testing.T) {
	type row struct {
		ID int64 `db:"id"`
	}
	structs := builder.Structs([]row{{1}})
	ignore := builder.JobOptions{}
	prepared := builder.JobOptions{Prepare: func(reflect.Type) func(any) error { return func(any) error { return errors.ErrUnsupported } }}
	merged := builder.JobOptions{Duplicates: builder.MergeDuplicates(func(_, next map[string]any) {})}
	insert := func(s builder.Source) builder.Bulk { return builder.Insert("t").From(s) }
	for name, tt := range map[string]struct {
		stmt    builder.Bulk
		options builder.JobOptions
		want    bool
	}{
		"structs":  {insert(structs), ignore, true},
		"maps":     {insert(builder.Maps([]map[string]any{{"id": 1}})), ignore, true},
		"tuples":   {insert(builder.Tuples([]string{"id"}, [][]any{{1}})), ignore, true},
		"column":   {insert(builder.Column("id", []int{1})), ignore, true},
		"values":   {builder.Insert("t").Columns("id").Values(1), ignore, true},
		"prepared": {insert(structs), prepared, false},
		"merged":   {builder.Insert("t").From(structs).OnConflict("id").DoUpdate("id"), merged, false},
		"stream":   {insert(builder.Seq(slices.Values([]row{{1}}))), ignore, false},
		"another":  {insert(struct{ builder.Source }{structs}), ignore, false},
	} {
		job, err := tt.stmt.Job(tt.options)
		if err != nil || job.InMemory() != tt.want {
			t.Errorf("%s: got %v, %v", name, job.InMemory(), err)
		}
	}
}
