package dialect

// A SingleWriter is a Dialect of a database in which connections that write wait for each other, so that several of them gain
// nothing. Fallback: they write side by side.
type SingleWriter interface {
	// SingleWriter tells whether that is so.
	SingleWriter() bool
}
