package exec_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestOutcomesNeedCount: nothing is sent for options that contradict each other.
func TestOutcomesNeedCount(t *testing.T) {
	db, _ := newMock(t)
	_, err := exec.New(db, fake{}).Run(ctx, insert(2), exec.Outcomes(true), exec.Count(false))
	if err == nil || !strings.Contains(err.Error(), "Outcomes needs Count") {
		t.Errorf("got %v", err)
	}
}

// TestStrategyOfUpdateOrCreate: it looks rows up first, which no strategy but statements does.
func TestStrategyOfUpdateOrCreate(t *testing.T) {
	db, _ := newMock(t)
	uc := builder.UpdateOrCreate("t").Key("id").Set("a").From(builder.Tuples([]string{"id", "a"}, [][]any{{1, 2}}))
	_, err := exec.New(db, fake{}).Run(ctx, uc, exec.Strategy(exec.Staging))
	if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "UpdateOrCreate") {
		t.Errorf("got %v", err)
	}
}
