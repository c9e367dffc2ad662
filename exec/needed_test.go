package exec_test

import (
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// curious is a fake dialect that asks about the table where rows are missing from the count of an INSERT.
type curious struct{ fake }

func (c curious) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := c.fake.Insert(i, rows)
	missing := func(n int, answers []dialect.Answer) bool { return answers[0].Affected < int64(n) }
	sp.Steps = append(sp.Steps, dialect.Step{SQL: "WHY", Read: dialect.ReadNumbers, Needed: missing})
	sp.Tally = func(n int, answers []dialect.Answer) dialect.Counts {
		counts := dialect.Counts{Created: answers[0].Affected}
		if len(answers[1].Rows) > 0 {
			counts.Skipped = answers[1].Rows[0][0]
		}
		return counts
	}
	return sp, err
}

// TestNeeded: a question is sent, and counted, only where the answers before it make it matter.
func TestNeeded(t *testing.T) {
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT ? (?, ?), (?, ?)").WillReturnResult(affected(2))
	mock.ExpectCommit()
	if res, err := exec.New(db, curious{}).Run(ctx, insert(2)); err != nil || res.Created != 2 || res.Statements != 1 {
		t.Errorf("%+v, %v", res, err)
	}
	mock.ExpectBegin()
	mock.ExpectExec("INSERT ? (?, ?), (?, ?)").WillReturnResult(affected(1))
	mock.ExpectQuery("WHY").WillReturnRows(mock.NewRows([]string{"n"}).AddRow(1))
	mock.ExpectCommit()
	if res, err := exec.New(db, curious{}).Run(ctx, insert(2)); err != nil || res.Created != 1 || res.Skipped != 1 || res.Statements != 2 {
		t.Errorf("%+v, %v", res, err)
	}
}
