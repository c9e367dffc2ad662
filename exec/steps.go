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
	answers, err := s.runAll(ctx, sp, statements, c)
	if err != nil {
		s.runAlways(ctx, sp)
		return answers, err
	}
	s.open = false
	return answers, nil
}

// runAlways runs, after an error, the steps that must not be left out.
func (s *steps) runAlways(ctx context.Context, sp *dialect.Spelling) {
	for _, step := range sp.Steps {
		if !step.Always {
			continue
		}
		bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
		_, _ = s.session.ExecContext(bounded, step.SQL) // what it would undo may not have been done, and the connection may be lost
		cancel()
	}
}

// runAll sends the steps one after the other.
func (s *steps) runAll(ctx context.Context, sp *dialect.Spelling, statements []statement, c builder.Chunk) ([]dialect.Answer, error) {
	answers := make([]dialect.Answer, 0, len(sp.Steps))
	for i, step := range sp.Steps {
		switch sent, err := needed(step, c.Rows.N, answers); {
		case err != nil:
			return answers, err
		case !sent:
			answers = append(answers, dialect.Answer{})
			continue
		}
		s.last = step
		st := statement{session: s.session, text: step.SQL}
		if statements != nil {
			st = statements[i]
		}
		args := c.Args(step)
		if err := checkFloats(s.session.dialect, args); err != nil {
			return answers, err
		}
		send := func() (dialect.Answer, error) { return s.send(ctx, st, step.Read, args) }
		if step.Feed != nil {
			send = func() (dialect.Answer, error) { return s.feed(ctx, step, args) }
		}
		answer, err := send()
		if err != nil {
			return answers, err
		}
		answers = append(answers, answer)
		if err := check(step, c.Rows.N, answers); err != nil {
			return answers, err
		}
	}
	return answers, nil
}

// needed tells whether a step is to be sent. An answer of another shape than the statement's, as a mock may give, is an error instead
// of a panic.
func needed(step dialect.Step, n int, answers []dialect.Answer) (sent bool, err error) {
	if step.Needed == nil {
		return true, nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: an answer of the counting statements has too few rows or columns: %v", p)
		}
	}()
	return step.Needed(n, answers), nil
}

// check runs a step's check. An answer of another shape than the statement's, as a mock may give, is an error instead of a panic.
func check(step dialect.Step, n int, answers []dialect.Answer) (err error) {
	if step.Check == nil {
		return nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: an answer to be checked has too few columns: %v", p)
		}
	}()
	return step.Check(n, answers)
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
			_ = closeAll(statements)
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
		answer, err := work(ctx)
		return answer, argError(err)
	}
	limited, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	answer, err := work(limited)
	err = argError(err)
	if err != nil && limited.Err() != nil && ctx.Err() == nil && !errors.Is(err, limited.Err()) {
		err = fmt.Errorf("%w: %w", limited.Err(), err)
	}
	return answer, err
}

// argError is the typed error for an argument that could not be sent; any other error is left as it is.
func argError(err error) error {
	if arg := dialect.ArgErrorOf(err); arg != nil {
		return arg
	}
	return err
}

// answer runs a statement and reads its answer.
func (s *steps) answer(ctx context.Context, st statement, read dialect.Read, args []any) (dialect.Answer, error) {
	switch read {
	case dialect.ReadNumbers:
		return numbers(st.query(ctx, args))
	case dialect.ReadTexts:
		return texts(st.query(ctx, args))
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
	all, err := readAll[int64](rows, err)
	return dialect.Answer{Rows: all}, err
}

// texts reads result rows of texts to their end.
func texts(rows *sql.Rows, err error) (dialect.Answer, error) {
	all, err := readAll[sql.NullString](rows, err)
	answer := dialect.Answer{}
	for _, row := range all {
		line := make([]string, len(row))
		for i, cell := range row {
			line[i] = cell.String
		}
		answer.Texts = append(answer.Texts, line)
	}
	return answer, err
}

// readAll reads result rows whose columns have one type.
func readAll[T any](rows *sql.Rows, err error) ([][]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all [][]T
	for rows.Next() {
		row := make([]T, len(columns))
		dest := make([]any, len(columns))
		for i := range row {
			dest[i] = &row[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// close closes the prepared statements. After an error the server forgets them with the connection.
func (s *steps) close() error {
	var errs []error
	for _, statements := range s.prepared {
		errs = append(errs, closeAll(statements))
	}
	clear(s.prepared)
	return errors.Join(errs...)
}

func closeAll(statements []statement) error {
	var errs []error
	for _, st := range statements {
		if st.prepared != nil {
			errs = append(errs, st.prepared.Close())
		}
	}
	return errors.Join(errs...)
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
