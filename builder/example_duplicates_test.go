package builder_test

import (
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
)

// What the function makes of two rows with one key. exec.Duplicates takes the policy.
func ExampleMergeDuplicates() {
	sum := builder.MergeDuplicates(func(kept, next map[string]any) {
		kept["hits"] = kept["hits"].(int) + next["hits"].(int)
	})
	job, err := builder.Insert("pages").Columns("url", "hits").
		Values("/", 3).Values("/about", 1).Values("/", 4).
		OnConflict("url").DoUpdate("hits").
		Job(builder.JobOptions{Duplicates: sum})
	fmt.Println(err)
	for chunk, err := range job.Chunks(fake{}) {
		fmt.Println(chunk.Values, err)
	}
	// Output:
	// <nil>
	// [/about 1 / 7] <nil>
}
