package session

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// Rows are the rows that steps are run for.
type Rows interface {
	// Len is their number.
	Len() int
	// Args are the arguments of a step; not to be changed.
	Args(s dialect.Step) []any
	// MayBeNull tells whether a cell in one of the columns may be NULL.
	MayBeNull(columns []int) bool
}

// A Reader takes the rows that a step returns for the caller. What it returns are the integers that follow the caller's columns.
type Reader interface {
	// Read reads the rows to their end, and closes them.
	Read(rows *sql.Rows) (dialect.Answer, error)
}

// Sent is what became of the steps of a spelling.
type Sent struct {
	// Answers are those of the steps so far.
	Answers []dialect.Answer
	// Last is the step that ran last, for errors.
	Last dialect.Step
	// Statements is the number of statements that were sent.
	Statements int
}

// Run sends the steps of a spelling for some rows, one after the other. Into takes returned rows; nil where there are none.
func (s *Session) Run(ctx context.Context, sp *dialect.Spelling, rows Rows, into Reader) (Sent, error) {
	sent := Sent{Answers: make([]dialect.Answer, 0, len(sp.Steps))}
	send := s.send
	if sp.Feeds() {
		send = s.sendBesideFeed
	}
	for _, step := range sp.Steps {
		if err := s.runStep(ctx, step, send, rows, into, &sent); err != nil {
			s.runAlways(ctx, sp)
			return sent, err
		}
	}
	return sent, nil
}

// runStep sends a step, if it is needed, and adds its answer.
func (s *Session) runStep(ctx context.Context, step dialect.Step, send sender, rows Rows, into Reader, sent *Sent) error {
	needed, err := needed(step, rows, sent.Answers)
	if err != nil {
		return err
	}
	if !needed {
		sent.Answers = append(sent.Answers, dialect.Answer{})
		return nil
	}
	sent.Last = step
	args := rows.Args(step)
	if err := checkFloats(s.Dialect, args); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	sent.Statements++
	answer, err := s.within(ctx, func(ctx context.Context) (dialect.Answer, error) {
		return send(ctx, step, args, into)
	})
	if err != nil {
		return err
	}
	sent.Answers = append(sent.Answers, answer)
	return check(step, rows.Len(), sent.Answers)
}

// sender sends one statement and reads its answer.
type sender func(ctx context.Context, step dialect.Step, args []any, into Reader) (dialect.Answer, error)

// send sends a statement, prepared where its text was seen before.
func (s *Session) send(ctx context.Context, step dialect.Step, args []any, into Reader) (dialect.Answer, error) {
	st, err := s.statement(ctx, step, args)
	if err != nil {
		return dialect.Answer{}, err
	}
	answer, err := st.answer(ctx, s.db, step.Read, args, into)
	if err == nil || st.stmt == nil || s.Fault(ctx, err).Kind != dialect.StaleStatement {
		return answer, err
	}
	s.unprepare(st)
	plain := statement{text: step.SQL}
	if answer, again := plain.answer(ctx, s.db, step.Read, args, into); again == nil {
		return answer, nil
	}
	return answer, err // another try at the transaction sends the text
}

// unprepare forgets a statement that the server does not have, or has no room for.
func (s *Session) unprepare(st *statement) {
	if st.kept != nil {
		st.kept.all.forget(st.text)
	}
	_ = s.texts.drop(st)
}

// sendBesideFeed sends a statement of a spelling that feeds rows. None is prepared, since one may read what the feeding creates anew.
func (s *Session) sendBesideFeed(ctx context.Context, step dialect.Step, args []any, into Reader) (dialect.Answer, error) {
	if step.Feed != nil {
		return s.feed(ctx, step, args)
	}
	st := statement{text: step.SQL}
	return st.answer(ctx, s.db, step.Read, args, into)
}

// runAlways runs, after an error, the steps that must not be left out.
func (s *Session) runAlways(ctx context.Context, sp *dialect.Spelling) {
	for _, step := range sp.Steps {
		if !step.Always {
			continue
		}
		_ = s.CleanUp(ctx, step) // what it would undo may not have been done, and the connection may be lost
	}
}

// Ask sends a step that is not about rows, within the time of a statement.
func (s *Session) Ask(ctx context.Context, step dialect.Step) (dialect.Answer, error) {
	st, args := statement{text: step.SQL}, step.AppendArgs(nil, dialect.Rows{}, nil, 0)
	return s.within(ctx, func(ctx context.Context) (dialect.Answer, error) {
		return st.answer(ctx, s.db, step.Read, args, nil)
	})
}

// CleanUp sends a statement that must not be left out, even when the context has ended.
func (s *Session) CleanUp(ctx context.Context, step dialect.Step) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
	defer cancel()
	_, err := s.db.ExecContext(ctx, step.SQL, step.AppendArgs(nil, dialect.Rows{}, nil, 0)...)
	return err
}

// needed tells whether a step is to be sent. An answer of another shape than the statement's, as a mock may give, is an error instead
// of a panic.
func needed(step dialect.Step, rows Rows, answers []dialect.Answer) (needed bool, err error) {
	if step.NullIn != nil && !rows.MayBeNull(step.NullIn) {
		return false, nil
	}
	if step.Needed == nil {
		return true, nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: an answer of the counting statements has too few rows or columns, which docs/sqlmock.md lists: %v", p)
		}
	}()
	return step.Needed(rows.Len(), answers), nil
}

// check runs a step's check. An answer of another shape than the statement's, as a mock may give, is an error instead of a panic.
func check(step dialect.Step, n int, answers []dialect.Answer) (err error) {
	if step.Check == nil {
		return nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: an answer to be checked has too few columns, which docs/sqlmock.md lists: %v", p)
		}
	}()
	return step.Check(n, answers)
}

// within does the work of one statement within its time. Drivers report the end of it in different words, so that is said here.
func (s *Session) within(ctx context.Context, work func(context.Context) (dialect.Answer, error)) (dialect.Answer, error) {
	if err := ctx.Err(); err != nil {
		return dialect.Answer{}, err
	}
	if s.Timeout == 0 {
		answer, err := work(ctx)
		return answer, argError(err)
	}
	limited, cancel := context.WithTimeout(ctx, s.Timeout)
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
