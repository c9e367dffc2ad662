package dialecttest

// Feature is something that not every database can do.
type Feature string

const (
	// ConstraintTarget is a conflict target given as a constraint's name.
	ConstraintTarget Feature = "conflict target by constraint name"
	// PartialIndex is a conflict target that is a partial unique index.
	PartialIndex Feature = "conflict target with a predicate"
	// PartialIndexParams is such a predicate with bind parameters.
	PartialIndexParams Feature = "conflict target with a predicate that has parameters"
	// DefaultCell is a DEFAULT among the values of a row.
	DefaultCell Feature = "DEFAULT as a cell"
	// InsertReturning returns the rows that an INSERT or upsert wrote.
	InsertReturning Feature = "INSERT with RETURNING"
	// DoNothingReturning returns the rows that DO NOTHING inserted, and only those.
	DoNothingReturning Feature = "DO NOTHING with RETURNING"
	// UpdateReturning returns the rows that an UPDATE by key wrote.
	UpdateReturning Feature = "UPDATE with RETURNING"
	// DeleteReturning returns the rows that a DELETE by key removed.
	DeleteReturning Feature = "DELETE with RETURNING"
	// Lookup is a SELECT by key, see [dialect.Dialect].
	Lookup Feature = "look-up by key"
	// Matching tells which input rows exist, see [dialect.Dialect].
	Matching Feature = "match by key"
)

// lacking tells whether one of the features is among those that a database lacks.
func lacking(lacks []Feature, needs ...Feature) bool {
	for _, n := range needs {
		for _, l := range lacks {
			if n == l {
				return true
			}
		}
	}
	return false
}
