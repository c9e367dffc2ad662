package dialect

// A Choice is a strategy, and when it pays.
type Choice struct {
	// Strategy is the way of the rows to the server.
	Strategy Strategy
	// Dialect spells it. Where the table turns out not to suit it, what its [Probe] makes of it spells plain statements instead.
	Dialect Dialect
	// Rows is the number of input rows from which on it pays.
	Rows int
	// Needs is the right that it needs and plain statements do not, as in "the right to create temporary tables"; empty: none.
	Needs string
}
