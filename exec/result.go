package exec

import (
	"fmt"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Result is what became of the rows of a run. docs/counts.md says how each database is counted.
type Result struct {
	Rows      int64 // input rows that were sent and accepted
	Created   int64 // rows that did not exist and were inserted
	Updated   int64 // stored rows that the database updated
	Unchanged int64 // rows that exist and were left as they were by DoUpdate or Update
	Skipped   int64 // rows that were not written because of DoNothing, or dropped by a trigger
	Deleted   int64 // stored rows that were deleted
	Unmatched int64 // update: input keys that matched no stored row

	Duplicates int64 // input rows that were not sent because another row has their key; see [Duplicates]

	Chunks     int // chunks that ran
	Statements int // statements sent for them, those that count included; transaction control is not counted

	// Exact tells that each of the counts above is exact.
	Exact bool

	// Rejected are the rows that [SkipBadRows] set aside, in the order in which they were found; with [Workers], in that of the input.
	Rejected []RowError
	// Outcomes says for each input row what became of it, in the order of the input; see [Outcomes].
	Outcomes []Outcome
}

// String is the counts in words, without those that are zero: "3 rows: 2 created, 1 updated". Counts that are not exact say so.
func (r Result) String() string {
	var list []string
	for _, c := range []struct {
		n    int64
		word string
	}{
		{r.Created, "created"}, {r.Updated, "updated"}, {r.Unchanged, "unchanged"}, {r.Skipped, "skipped"}, {r.Deleted, "deleted"},
		{r.Unmatched, "unmatched"}, {r.Duplicates, "left out as duplicates"}, {int64(len(r.Rejected)), "rejected"},
	} {
		if c.n != 0 {
			list = append(list, fmt.Sprintf("%d %s", c.n, c.word))
		}
	}
	s := fmt.Sprintf("%d rows", r.Rows)
	if r.Rows == 1 {
		s = "1 row"
	}
	if len(list) > 0 {
		s += ": " + strings.Join(list, ", ")
	}
	if r.Exact {
		return s + " (exact)"
	}
	return s + " (not exact)"
}

// Outcome is what became of one input row.
type Outcome uint8

const (
	// NotRun is a row that the run did not reach.
	NotRun Outcome = iota
	// Created is a row that did not exist and was inserted.
	Created
	// Updated is a stored row that was updated.
	Updated
	// Unchanged is a row that exists and was left as it was.
	Unchanged
	// Skipped is a row that was not written because of DoNothing, or dropped by a trigger.
	Skipped
	// Deleted is a stored row that was deleted.
	Deleted
	// Unmatched is a key that matched no stored row.
	Unmatched
	// Rejected is a row that [SkipBadRows] set aside.
	Rejected
	// Duplicate is a row that was not sent because another row of the input has its key.
	Duplicate
	// Unknown is a row that was accepted, and the database does not tell what it did: an upsert of a row that lacks its key, on SQLite.
	Unknown
)

var outcomeNames = [...]string{"not run", "created", "updated", "unchanged", "skipped", "deleted", "unmatched", "rejected", "duplicate", "unknown"}

// String returns the outcome in words.
func (o Outcome) String() string {
	if int(o) >= len(outcomeNames) {
		return fmt.Sprintf("Outcome(%d)", o)
	}
	return outcomeNames[o]
}

// outcome is the outcome of a single row from its counts.
func outcome(c dialect.Counts) Outcome {
	switch {
	case c.Created > 0:
		return Created
	case c.Updated > 0:
		return Updated
	case c.Deleted > 0:
		return Deleted
	case c.Unchanged > 0:
		return Unchanged
	case c.Skipped > 0:
		return Skipped
	case c.Inexact && c.Unmatched == 0:
		return Unknown
	}
	return Unmatched
}

// add adds the counts of n accepted rows.
func (r *Result) add(n int, c dialect.Counts) {
	r.Rows += int64(n)
	r.Created += c.Created
	r.Updated += c.Updated
	r.Unchanged += c.Unchanged
	r.Skipped += c.Skipped
	r.Deleted += c.Deleted
	r.Unmatched += c.Unmatched
	r.Exact = r.Exact && !c.Inexact
}

// record stores the outcome of an input row.
func (r *Result) record(row int, o Outcome) {
	for len(r.Outcomes) <= row {
		r.Outcomes = append(r.Outcomes, NotRun)
	}
	r.Outcomes[row] = o
}
