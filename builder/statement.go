package builder

import (
	"errors"
	"iter"

	"github.com/sqbulk/sqbulk/dialect"
)

// Statement is the SQL of one chunk, ready for a driver: a squirrel Sqlizer with the database's own placeholders.
type Statement struct {
	// First is the position of the chunk's first row in the input, from zero.
	First int
	// Rows is the number of rows in the chunk.
	Rows int

	sql  string
	args []any
}

// ToSql returns the text and its arguments.
func (s Statement) ToSql() (string, []any, error) { return s.sql, s.args, nil }

// Bound is a builder with its dialect: a squirrel Sqlizer for rows that fit into one statement.
type Bound struct {
	bulk    Bulk
	dialect dialect.Dialect
}

// ToSql returns the one statement. It is an error when there are no rows ([ErrNoRows]), or more rows than one statement
// holds.
func (b Bound) ToSql() (string, []any, error) {
	var only *Statement
	for st, err := range statements(b.bulk, b.dialect) {
		if err != nil {
			return "", nil, err
		}
		if only != nil {
			return "", nil, errors.New("builder: the rows need more than one statement: use Statements, or a larger BatchSize")
		}
		only = &st
	}
	if only == nil {
		return "", nil, ErrNoRows
	}
	return only.ToSql()
}

// statements yields the plain statements of a builder.
func statements(b Bulk, d dialect.Dialect) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		job, err := b.Job(JobOptions{})
		if err != nil {
			yield(Statement{}, err)
			return
		}
		speller := NewSpeller(d)
		for chunk, err := range job.Chunks(d) {
			if err != nil {
				yield(Statement{}, err)
				return
			}
			spelling, err := speller.Spell(chunk)
			if err != nil {
				yield(Statement{}, err)
				return
			}
			step := spelling.Steps[0]
			if !yield(Statement{chunk.First, chunk.Rows.N, step.SQL, chunk.Args(step)}, nil) {
				return
			}
		}
	}
}

// Speller spells chunks. The text of shared chunks is rendered once for each number of rows and the columns that they have.
type Speller struct {
	dialect dialect.Dialect
	texts   map[textKey]*dialect.Spelling
}

type textKey struct {
	shape shape
	rows  int
}

// spellerTexts is how many texts a Speller keeps: the full chunk's, the tail's, and a few for chunks that were cut by
// their bytes, or whose rows lack columns.
const spellerTexts = 8

// NewSpeller returns a Speller for the chunks of one job, and for one goroutine.
func NewSpeller(d dialect.Dialect) *Speller {
	return &Speller{dialect: d, texts: make(map[textKey]*dialect.Spelling)}
}

// Spell returns the chunk's SQL. Chunks that share a text get the same pointer, as long as the Speller keeps it.
func (s *Speller) Spell(c Chunk) (*dialect.Spelling, error) {
	if !c.Shared() {
		sp, err := c.Statement.Spell(s.dialect, c.Rows)
		return &sp, err
	}
	key := textKey{c.shape, c.Rows.N}
	if sp, ok := s.texts[key]; ok {
		return sp, nil
	}
	sp, err := c.Statement.Spell(s.dialect, c.Rows)
	if err != nil {
		return nil, err
	}
	if len(s.texts) >= spellerTexts {
		clear(s.texts)
	}
	s.texts[key] = &sp
	return &sp, nil
}
