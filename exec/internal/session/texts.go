package session

import (
	"context"
	"database/sql"
	"errors"

	"github.com/sqbulk/sqbulk/dialect"
)

// texts are the statements that are prepared, by spelling.
type texts map[*dialect.Spelling][]statement

// statement is a text, prepared or not.
type statement struct {
	stmt *sql.Stmt // nil: the text is sent as it is
	text string
}

// statements returns those of a spelling. They are prepared, once, where the spelling will be sent again. No statement is prepared that
// may read what the feeding of rows creates, nor one that may never be sent.
func (s *Session) statements(ctx context.Context, sp *dialect.Spelling, again bool, sent *Sent) ([]statement, error) {
	if known := s.texts[sp]; known != nil {
		return known, nil
	}
	all := make([]statement, len(sp.Steps))
	prepares := again && !sp.Feeds()
	for i, step := range sp.Steps {
		all[i].text = step.SQL
		if !prepares || len(step.Args) == 0 || step.Conditional() {
			continue
		}
		sent.Last = step
		stmt, err := s.db.PrepareContext(ctx, step.SQL)
		if err != nil {
			_ = closeAll(all)
			return nil, err
		}
		all[i].stmt = stmt
	}
	if prepares {
		s.texts[sp] = all
	}
	return all, nil
}

// forget closes what is prepared. After an error the server forgets it with the connection.
func (t texts) forget() error {
	var errs []error
	for _, all := range t {
		errs = append(errs, closeAll(all))
	}
	clear(t)
	return errors.Join(errs...)
}

func closeAll(all []statement) error {
	var errs []error
	for _, st := range all {
		if st.stmt != nil {
			errs = append(errs, st.stmt.Close())
		}
	}
	return errors.Join(errs...)
}

func (st statement) exec(ctx context.Context, db DB, args []any) (sql.Result, error) {
	if st.stmt != nil {
		return st.stmt.ExecContext(ctx, args...)
	}
	return db.ExecContext(ctx, st.text, args...)
}

func (st statement) query(ctx context.Context, db DB, args []any) (*sql.Rows, error) {
	if st.stmt != nil {
		return st.stmt.QueryContext(ctx, args...)
	}
	return db.QueryContext(ctx, st.text, args...)
}
