package builder

import "github.com/sqbulk/sqbulk/dialect"

// Fit is how many rows a full chunk of a job has, and why.
type Fit struct {
	// Rows is the most rows of a chunk.
	Rows int
	// Limit is what decides Rows: "batch size", "rows of a statement" or "bind parameters".
	Limit string
	// Bytes is where a chunk is full before it has as many rows: the size of its text and arguments together.
	Bytes int
}

// Fit says how many rows a full chunk has. It reads none.
func (j Job) Fit(d dialect.Dialect) (Fit, error) {
	j = j.sized(d)
	b, err := newBudget(j.Statement, j.batch, j.size, d)
	if err != nil {
		return Fit{}, err
	}
	f := Fit{Rows: b.full(b.rows), Limit: "batch size", Bytes: b.maxBytes()}
	switch {
	case f.Rows < b.rows:
		f.Limit = "bind parameters"
	case f.Rows < j.batch:
		f.Limit = "rows of a statement"
	}
	return f, nil
}
