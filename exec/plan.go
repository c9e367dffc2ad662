package exec

import (
	"context"
	"fmt"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// Plan is what a run would do, as far as it is known before a row is read and without a database.
type Plan struct {
	// Strategy is how rows would get to the server.
	Strategy dialect.Strategy
	// Why says why it is that strategy, in words.
	Why string

	Rows       int // input rows; -1: not known before they are read
	Chunks     int // at least; -1: not known. Rows that lack columns, and large values, make more of them.
	Statements int // for all chunks, at least; -1: not known. Questions and transaction control are not counted.

	ChunkRows int    // rows in a full chunk
	Limit     string // what decides ChunkRows: "batch size", "rows of a statement" or "bind parameters"
	Params    int    // bind parameters of the largest statement of a full chunk; those of rows that are fed are none
	TextBytes int    // size of the texts of a full chunk, in bytes, without arguments
	FullBytes int    // a chunk is full earlier where its text and arguments have so many bytes together

	Questions []string // SQL that is asked about the table: before the first chunk, or after one whose counts it explains
	SQL       []string // the statements of a full chunk; of all rows, when they are fewer
}

// Plan says what Run would do with a statement. Like Run, it checks the statement and the options, and it wraps
// [errors.ErrUnsupported] for what the database cannot do. It reads no rows and uses no database: the executor may be that of [New]
// with a nil handle, which stands for a pool. A dialect that learns about the table later, when it asks, may spell another statement than the one shown.
func (e *Executor) Plan(stmt builder.Bulk, opts ...Option) (Plan, error) {
	r := &run{ex: e, options: e.options.with(opts)}
	if err := r.plan(context.Background(), stmt); err != nil { // no row is read, so that no hook runs
		return Plan{}, err
	}
	fit, err := r.job.Fit(r.dialect)
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Strategy: r.strategy, Why: r.why, Rows: r.job.Len(), Chunks: -1, Statements: -1,
		ChunkRows: fit.Rows, Limit: fit.Limit, FullBytes: fit.Bytes, Questions: questions(r.dialect, r.job.Statement)}
	return p, p.spell(r.dialect, r.job.Statement)
}

// questions are the texts of what the dialect asks before the first chunk.
func questions(d dialect.Dialect, s dialect.Statement) []string {
	p, ok := d.Probe(probed(s))
	if !ok {
		return nil
	}
	return []string{p.Step.SQL}
}

// spell notes what a full chunk's statements are, and how many that makes.
func (p *Plan) spell(d dialect.Dialect, s dialect.Statement) error {
	n := p.ChunkRows
	if p.Rows >= 0 {
		n = min(n, p.Rows)
	}
	rows := dialect.Plain(max(n, 1))
	sp, err := s.Spell(d, rows)
	if err != nil {
		return err
	}
	always := 0
	for _, step := range sp.Steps {
		if step.Conditional() {
			p.Questions = append(p.Questions, step.SQL)
			continue
		}
		always++
		p.SQL = append(p.SQL, step.SQL)
		p.TextBytes += len(step.SQL)
		if step.Feed == nil {
			p.Params = max(p.Params, step.Params(rows))
		}
	}
	if p.Rows >= 0 {
		p.Chunks = (p.Rows + p.ChunkRows - 1) / p.ChunkRows
		p.Statements = p.Chunks * always
	}
	return nil
}

// String is the plan in a few lines, with the start of each text.
func (p Plan) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "strategy: %v (%s)\n", p.Strategy, p.Why)
	fmt.Fprintf(&b, "rows: %s\nchunks: %s, each at most %d rows (%s) or %d bytes\n", known(p.Rows), known(p.Chunks), p.ChunkRows, p.Limit, p.FullBytes)
	fmt.Fprintf(&b, "statements: %s, in a full chunk %d bind parameters and %d bytes of text\n", known(p.Statements), p.Params, p.TextBytes)
	for _, q := range p.Questions {
		fmt.Fprintf(&b, "asks: %s\n", start(q))
	}
	for _, s := range p.SQL {
		fmt.Fprintf(&b, "sends: %s\n", start(s))
	}
	return b.String()
}

// known is a number, or that it is not known.
func known(n int) string {
	if n < 0 {
		return "not known"
	}
	return fmt.Sprint(n)
}

// shownText is how much of a text String shows.
const shownText = 120

// start is the start of a text.
func start(text string) string {
	short := []rune(text)
	if len(short) <= shownText {
		return text
	}
	return string(short[:shownText]) + " …"
}
