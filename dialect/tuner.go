package dialect

// A Tuner is what a [Dialect] asks of a connection and of a table, before it spells a statement. The dialects that it returns have the
// type of the one that was asked: a dialect that embeds another one puts what the other one returns back inside, see [Probe.As].
type Tuner interface {
	// CheckConn looks at the driver's own connection, as [database/sql.Conn.Raw] hands it out, without a query. It returns an
	// error that wraps [errors.ErrUnsupported] for a driver that is known not to send the dialect's statements.
	CheckConn(driverConn any) error
	// Inspect returns the dialect tuned to the driver's own connection, without a query. A dialect that learns nothing from a connection
	// returns nil, or itself.
	Inspect(driverConn any) Dialect
	// Probe returns the question to ask about the table before s runs, where the way to count depends on something only the server
	// knows, such as the kind of the table; ok is false when none is needed. The executor asks anew in each run, and again when it tries a run
	// once more, since tables change, unless the answer may be kept.
	Probe(s Statement) (p Probe, ok bool)
}

// A Probe is a question about a table and what to make of the answer.
type Probe struct {
	// Step is the query; it reads [ReadNumbers].
	Step Step
	// Kept tells that the answer may be kept as long as the executor lives, for a question that would cost too much each time: a statement
	// that was made for the table as it was counts right on what it has become, or fails as a [StaleStatement].
	Kept bool
	// Tuned returns the dialect for this table. An answer without rows means that the table was not found.
	Tuned func(Answer) Dialect
}

// As is the question of an embedded dialect for the dialect around it: wrap returns the one around the tuned one.
//
//	func (m Mine) Probe(s dialect.Statement) (dialect.Probe, bool) {
//		p, ok := m.Dialect.Probe(s)
//		return p.As(func(d dialect.Dialect) dialect.Dialect { return Mine{d.(postgres.Dialect)} }), ok
//	}
func (p Probe) As(wrap func(tuned Dialect) Dialect) Probe {
	tuned := p.Tuned
	p.Tuned = func(a Answer) Dialect { return wrap(tuned(a)) }
	return p
}
