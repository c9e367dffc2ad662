package sqlite

import "github.com/sqbulk/sqbulk/dialect"

// tallyInserted is the tally of a plain INSERT and of DO NOTHING: what was not inserted was skipped.
func (s insert) tallyInserted(n int, answers []dialect.Answer) dialect.Counts {
	c := dialect.Counts{Created: written(answers[0], s.Returning)}
	c.Skipped = int64(n) - c.Created
	// SQLite does not count what the INSTEAD OF triggers of a view do.
	c.Inexact = c.Created == 0 && s.Conflict == nil
	return c
}

// tallyUnknown is the tally of an upsert that is not counted.
func tallyUnknown(int, []dialect.Answer) dialect.Counts {
	return dialect.Counts{Inexact: true}
}

// tallyUpdated returns the tally of an UPDATE that is not counted.
func tallyUpdated(returning []string) func(int, []dialect.Answer) dialect.Counts {
	return func(_ int, answers []dialect.Answer) dialect.Counts {
		return dialect.Counts{Updated: written(answers[0], returning), Inexact: true}
	}
}

// tallyDeleted returns the tally of a DELETE.
func tallyDeleted(returning []string) func(int, []dialect.Answer) dialect.Counts {
	return func(_ int, answers []dialect.Answer) dialect.Counts {
		return dialect.Counts{Deleted: written(answers[0], returning)}
	}
}

// tallyNothing is the tally of a SELECT.
func tallyNothing(int, []dialect.Answer) dialect.Counts { return dialect.Counts{} }

// written is the number of rows that a statement wrote: returned rows, or affected ones.
func written(a dialect.Answer, returning []string) int64 {
	if len(returning) > 0 {
		return int64(len(a.Rows))
	}
	return a.Affected
}
