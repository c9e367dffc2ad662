package builder_test

import (
	"fmt"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
)

// TestPick: picked rows keep their values, their expressions and their positions in the input, also those of a sorted chunk.
func TestPick(t *testing.T) {
	up := builder.Update("t").Key("k").Set("v").Values(3, "c").Values(1, "a").Values(4, "d").Values(2, "b")
	for _, tt := range []struct {
		bulk builder.UpdateBuilder
		want string
	}{
		{up, "0: 3 map[] [4 d 1 a 2 b] 2 1 3; span 1-3"},
		{up.Values(5, sq.Expr("f(?)", 6)), "0: 3 map[] [2 b 3 c 1 a] 3 0 1; span 0-3"},
	} {
		job, err := tt.bulk.Job(builder.JobOptions{Sort: true})
		if err != nil {
			t.Fatal(err)
		}
		for c, err := range job.Chunks(fake{}) {
			if err != nil {
				t.Fatal(err)
			}
			p := c.Pick([]int{3, 0, 1})
			first, last := p.Span()
			got := fmt.Sprintf("%d: %d %v %v %d %d %d; span %d-%d", p.First, p.Rows.N, p.Rows.Exprs, p.Values, p.Input(0), p.Input(1), p.Input(2), first, last)
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if c.Shared() {
				continue
			}
			p = c.Pick([]int{4, 0})
			if e := p.Rows.Exprs; len(e) != 1 || p.Input(0) != 4 || fmt.Sprint(e) != "map[{0 1}:{f(?) [6] false}]" {
				t.Errorf("got %v", e)
			}
		}
	}
}
