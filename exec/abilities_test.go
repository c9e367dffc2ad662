package exec_test

import (
	"errors"
	"math"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// particular says more of itself than the dialect of its strategy does: how transactions begin, what errors mean, which numbers are refused.
type particular struct{ locking }

// bare is the dialect of its strategy.
type bare struct{ fake }

func (bare) Classify(error) dialect.Fault { return dialect.Fault{} }

func (particular) Load(dialect.Strategy) (dialect.Dialect, error) { return bare{}, nil }

func (particular) CheckFloat(f float64) error {
	if math.IsNaN(f) {
		return errors.New("not a number")
	}
	return nil
}

// TestStrategyKeepsAbilities: what the dialect of a strategy does not say of itself is asked of the dialect that the executor was given.
func TestStrategyKeepsAbilities(t *testing.T) {
	ratios := builder.Insert("items").Columns("id", "ratio").Values(1, 0.5)
	db, mock := newMock(t)
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnError(fault{dialect.Fault{Kind: dialect.CheckViolation, Row: 1}})
	mock.ExpectRollback()
	_, err := exec.New(db, particular{}).Run(ctx, ratios, exec.Strategy(exec.Arrays))
	var failed *exec.ChunkError
	if !errors.Is(err, dialect.CheckViolation) || !errors.As(err, &failed) || failed.Row != 0 {
		t.Errorf("what the error means is lost: %v", err)
	}

	mock.ExpectBegin()
	mock.ExpectRollback()
	_, err = exec.New(db, particular{}).Run(ctx, ratios.Values(2, math.NaN()), exec.Strategy(exec.Arrays))
	if !errors.Is(err, dialect.InvalidValue) || !errors.As(err, &failed) || failed.Row != 1 {
		t.Errorf("NaN was sent: %v", err)
	}

	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnError(fault{dialect.Fault{Kind: dialect.Deadlock}})
	mock.ExpectRollback()
	mock.ExpectBegin()
	mock.ExpectExec("INSERT").WillReturnResult(affected(1))
	mock.ExpectCommit()
	if _, err = exec.New(db, particular{}).Run(ctx, ratios, exec.Strategy(exec.Arrays), exec.Retry(exec.RetryPolicy{Attempts: 2, Base: 1, Max: 1})); err != nil {
		t.Errorf("not tried again: %v", err)
	}
}
