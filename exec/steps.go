package exec

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// steps runs the steps of chunks, with prepared statements for texts that are used again.
type steps struct {
	session  *session
	into     *collector
	timeout  time.Duration // of one statement; zero: none
	prepared map[*dialect.Spelling][]statement
	last     dialect.Step // the step that ran last, for errors
	sent     int          // statements so far
	open     bool         // statements of a chunk were sent, and the chunk is not through
}

// statement runs one step's text, prepared or not.
type statement struct {
	prepared *sql.Stmt // nil: the text is sent as it is
	session  *session
	text     string
}

// run sends all steps of a chunk and returns their answers. When again is set, the texts are prepared first, once.
func (s *steps) run(ctx context.Context, sp *dialect.Spelling, c builder.Chunk, again bool) ([]dialect.Answer, error) {
	s.open = false
	statements, known := s.prepared[sp]
	if !known && again && !feeds(sp) {
		var err error
		if statements, err = s.prepare(ctx, sp); err != nil {
			return nil, err
		}
	}
	answers := make([]dialect.Answer, 0, len(sp.Steps))
	for i, step := range sp.Steps {
		s.last = step
		st := statement{session: s.session, text: step.SQL}
		if statements != nil {
			st = statements[i]
		}
		send := func() (dialect.Answer, error) { return s.send(ctx, st, step.Read, c.Args(step)) }
		if step.Feed != nil {
			send = func() (dialect.Answer, error) { return s.feed(ctx, step, c.Args(step)) }
		}
		answer, err := send()
		if err != nil {
			return answers, err
		}
		answers = append(answers, answer)
	}
	s.open = false
	return answers, nil
}

// feeds tells whether rows are fed. Then no statement is prepared before the others have run, since it may read what they create.
func feeds(sp *dialect.Spelling) bool {
	return slices.ContainsFunc(sp.Steps, func(s dialect.Step) bool { return s.Feed != nil })
}

// prepare prepares the steps that have arguments.
func (s *steps) prepare(ctx context.Context, sp *dialect.Spelling) ([]statement, error) {
	statements := make([]statement, len(sp.Steps))
	for i, step := range sp.Steps {
		statements[i] = statement{session: s.session, text: step.SQL}
		if len(step.Args) == 0 {
			continue
		}
		s.last = step
		prepared, err := s.session.PrepareContext(ctx, step.SQL)
		if err != nil {
			closeAll(statements)
			return nil, err
		}
		statements[i].prepared = prepared
	}
	s.prepared[sp] = statements
	return statements, nil
}

// send runs a statement within its time.
func (s *steps) send(ctx context.Context, st statement, read dialect.Read, args []any) (dialect.Answer, error) {
	return s.within(ctx, func(ctx context.Context) (dialect.Answer, error) { return s.answer(ctx, st, read, args) })
}

// within does the work of one statement within its time. Drivers report the end of it in different words, so that is said here.
func (s *steps) within(ctx context.Context, work func(context.Context) (dialect.Answer, error)) (dialect.Answer, error) {
	if err := ctx.Err(); err != nil {
		return dialect.Answer{}, err
	}
	s.sent, s.open = s.sent+1, true
	if s.timeout == 0 {
		return work(ctx)
	}
	limited, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	answer, err := work(limited)
	if err != nil && limited.Err() != nil && ctx.Err() == nil && !errors.Is(err, limited.Err()) {
		err = fmt.Errorf("%w: %w", limited.Err(), err)
	}
	return answer, err
}

// answer runs a statement and reads its answer.
func (s *steps) answer(ctx context.Context, st statement, read dialect.Read, args []any) (dialect.Answer, error) {
	switch read {
	case dialect.ReadNumbers:
		return numbers(st.query(ctx, args))
	case dialect.ReadRows:
		rows, err := st.query(ctx, args)
		if err != nil {
			return dialect.Answer{}, err
		}
		return s.into.read(rows)
	}
	res, err := st.exec(ctx, args)
	if err != nil || read == dialect.ReadNothing {
		return dialect.Answer{}, err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return dialect.Answer{}, fmt.Errorf("exec: affected rows: %w", err)
	}
	return dialect.Answer{Affected: n}, nil
}

func (st statement) exec(ctx context.Context, args []any) (sql.Result, error) {
	if st.prepared != nil {
		return st.prepared.ExecContext(ctx, args...)
	}
	return st.session.ExecContext(ctx, st.text, args...)
}

func (st statement) query(ctx context.Context, args []any) (*sql.Rows, error) {
	if st.prepared != nil {
		return st.prepared.QueryContext(ctx, args...)
	}
	return st.session.QueryContext(ctx, st.text, args...)
}

// numbers reads result rows of integers to their end.
func numbers(rows *sql.Rows, err error) (dialect.Answer, error) {
	if err != nil {
		return dialect.Answer{}, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return dialect.Answer{}, err
	}
	var answer dialect.Answer
	for rows.Next() {
		row := make([]int64, len(columns))
		dest := make([]any, len(columns))
		for i := range row {
			dest[i] = &row[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return dialect.Answer{}, err
		}
		answer.Rows = append(answer.Rows, row)
	}
	return answer, rows.Err()
}

// close closes the prepared statements.
func (s *steps) close() {
	for _, statements := range s.prepared {
		closeAll(statements)
	}
}

func closeAll(statements []statement) {
	for _, st := range statements {
		if st.prepared != nil {
			_ = st.prepared.Close() // the server forgets it with the connection at the latest
		}
	}
}

// faultRow finds the row of the chunk, from zero, that a fault points at: by its number, or by a bind parameter of the
// step.
func faultRow(f dialect.Fault, step dialect.Step, rows dialect.Rows) (int, bool) {
	if f.Row > 0 && f.Row <= rows.N {
		return f.Row - 1, true
	}
	if f.Param < 1 || rows.Exprs != nil {
		return 0, false
	}
	param := f.Param - 1
	for _, run := range step.Args {
		n := len(run.Slots)
		if run.PerRow {
			n *= rows.N
		}
		if param < n {
			return param / len(run.Slots), run.PerRow
		}
		param -= n
	}
	return 0, false
}
