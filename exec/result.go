package exec

import "github.com/sqbulk/sqbulk/dialect"

// Result is what became of the rows of a run. docs/counts.md says how each database is counted.
type Result struct {
	Rows      int64 // input rows that were sent and applied
	Created   int64 // rows that did not exist and were inserted
	Updated   int64 // stored rows that the database updated
	Unchanged int64 // rows that exist and were left as they were by DoUpdate or Update
	Skipped   int64 // rows that were not written because of DoNothing, or dropped by a trigger
	Deleted   int64 // stored rows that were deleted
	Unmatched int64 // update: input keys that matched no stored row

	Chunks     int // chunks that ran
	Statements int // statements sent for them, those that count included; transaction control is not counted

	// Exact tells that each of the counts above is exact.
	Exact bool
}

// add adds the outcome of a chunk of n rows.
func (r *Result) add(n int, c dialect.Counts) {
	r.Rows += int64(n)
	r.Created += c.Created
	r.Updated += c.Updated
	r.Unchanged += c.Unchanged
	r.Skipped += c.Skipped
	r.Deleted += c.Deleted
	r.Unmatched += c.Unmatched
	r.Chunks++
	r.Exact = r.Exact && !c.Inexact
}
