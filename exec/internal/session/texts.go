package session

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// mostTexts is how many texts a session remembers: those of a full chunk and of its tail, and a few for chunks that are cut.
const mostTexts = 16

// texts are the texts that a connection was sent. The one that was used last comes last.
type texts []*statement

// statement is a text, prepared or not.
type statement struct {
	text string
	stmt *sql.Stmt // nil: the text is sent as it is
	inTx bool      // it was sent in the open transaction, and ends with it
	ran  kinds     // what it ran with, once it is prepared
	kept *kept     // the pool's statement that it is; nil: it is the session's own
}

// statement returns that of a step for some arguments. A text is prepared when it is seen for the second time. One without arguments gains
// nothing, and one that is needed at times only is a question, which is asked anew.
func (s *Session) statement(ctx context.Context, step dialect.Step, args []any) (*statement, error) {
	plain := &statement{text: step.SQL}
	if len(step.Args) == 0 || step.Conditional() || s.Prepared.Driver {
		return plain, nil
	}
	st := s.texts.find(step.SQL)
	switch {
	case st == nil:
		if st = s.first(ctx, step.SQL); st.stmt == nil {
			return st, nil
		}
	case st.stmt == nil && !s.Alone:
		switch err := s.prepare(ctx, st); {
		case err == nil:
		case s.Fault(ctx, err).Kind == dialect.StaleStatement: // there is no room
			return plain, nil
		default:
			return nil, err
		}
	}
	if s.Prepared.Typed && !st.takes(args) {
		return plain, nil
	}
	return st, nil
}

// first remembers a text, with the pool's statement if there is one that can be used here.
func (s *Session) first(ctx context.Context, text string) *statement {
	st := s.texts.add(text, s.tx != nil && !s.Prepared.Last)
	if s.tx == nil && !s.Alone {
		return st // the statement might run on another connection
	}
	if st.kept = s.Kept.use(text); st.kept == nil {
		return st
	}
	if st.stmt = st.kept.stmt; s.tx != nil {
		st.stmt, st.inTx = s.tx.StmtContext(ctx, st.stmt), true
	}
	return st
}

// takes tells whether the statement may run with arguments, as far as their types decide.
func (st *statement) takes(args []any) bool {
	if st.kept != nil {
		return st.kept.takes(args)
	}
	return st.ran.take(args)
}

// prepare prepares a statement: on the connection, or where it ends with the transaction.
func (s *Session) prepare(ctx context.Context, st *statement) (err error) {
	on := s.db
	if s.conn != nil && !st.inTx {
		on = s.conn
	}
	st.stmt, err = on.PrepareContext(ctx, st.text)
	return err
}

// find returns a text that was sent, and notes its use; nil: it was not.
func (t *texts) find(text string) *statement {
	i := slices.IndexFunc(*t, func(st *statement) bool { return st.text == text })
	if i < 0 {
		return nil
	}
	st := (*t)[i]
	*t = append(slices.Delete(*t, i, i+1), st)
	return st
}

// add remembers a text. The one that was not used for the longest time is forgotten for it.
func (t *texts) add(text string, inTx bool) *statement {
	if len(*t) == mostTexts {
		_ = t.drop((*t)[0]) // an error comes again with the next statement
	}
	st := &statement{text: text, inTx: inTx}
	*t = append(*t, st)
	return st
}

// drop forgets a text, and closes its statement.
func (t *texts) drop(st *statement) error {
	return t.forgetIf(func(one *statement) bool { return one == st })
}

// forget closes what is prepared. After an error the server forgets it with the connection.
func (t *texts) forget() error { return t.forgetIf(func(*statement) bool { return true }) }

// forgetTx closes what ends with the transaction.
func (t *texts) forgetTx() error { return t.forgetIf(func(st *statement) bool { return st.inTx }) }

func (t *texts) forgetIf(ends func(*statement) bool) error {
	var errs []error
	*t = slices.DeleteFunc(*t, func(st *statement) bool {
		if !ends(st) {
			return false
		}
		errs = append(errs, st.close())
		return true
	})
	return errors.Join(errs...)
}

func (st *statement) close() error {
	if st.kept != nil {
		st.kept.release() // that of the transaction ends with it
		return nil
	}
	if st.stmt == nil {
		return nil
	}
	return st.stmt.Close()
}

func (st *statement) exec(ctx context.Context, db DB, args []any) (sql.Result, error) {
	if st.stmt != nil {
		return st.stmt.ExecContext(ctx, args...)
	}
	return db.ExecContext(ctx, st.text, args...)
}

func (st *statement) query(ctx context.Context, db DB, args []any) (*sql.Rows, error) {
	if st.stmt != nil {
		return st.stmt.QueryContext(ctx, args...)
	}
	return db.QueryContext(ctx, st.text, args...)
}
