package exec

import "github.com/sqbulk/sqbulk/builder"

// Duplicates says what happens to input rows with the same key in an upsert that updates, or in an update by key. By default,
// [builder.RejectDuplicates]: the run fails with a [*builder.DuplicateError] that names both rows. Rows that are dropped, or merged
// into another, count in [Result].Duplicates. Given for the run of a statement without such a key, a policy is refused.
//
// With DoNothing, the database itself keeps the row of a key that is sent first and skips the others. That is the first in the input, unless
// the rows lack different columns: rows of one shape are sent together.
func Duplicates(p builder.DuplicatePolicy) Option {
	return func(o *options) { o.duplicates = p; o.say(policies, "Duplicates") }
}

// RejectNullKeys says whether rows with NULL in the key of an upsert that updates, or of an update, are refused with a
// [*builder.NullKeyError]. By default they are sent: NULL equals nothing, so that an upsert creates a row each time, and an update finds none.
//
// Given for the run of a statement without such a key, it is refused.
func RejectNullKeys(on bool) Option {
	return func(o *options) { o.rejectNullKeys = on; o.say(nullKeys, "RejectNullKeys") }
}
