package session

import (
	"database/sql"
	"testing"
	"time"
)

// TestKinds: arguments may have been NULL before, and be NULL; otherwise they keep the kind of before.
func TestKinds(t *testing.T) {
	type code string
	n, text := 7, "a"
	for _, tt := range []struct {
		first, then any
		same        bool
	}{
		{1, int64(2), true}, {1, int8(2), true}, {1, nil, true}, {nil, "a", true}, {1, &n, true}, {"a", []byte("b"), true},
		{"a", time.Now(), true}, {code("a"), "b", true}, {"a", &text, true}, {1, (*int)(nil), true}, {1, (*sql.NullInt64)(nil), true},
		{1, sql.NullInt64{Int64: 2, Valid: true}, true}, {1, sql.NullInt64{}, true}, {uint8(1), uint64(2), true}, {1.5, float32(2), true}, {true, false, true},
		{1, "a", false}, {1, 1.5, false}, {1, uint(2), false}, {1, true, false}, {"a", 1, false}, {"a", &n, false},
		{1, sql.NullString{String: "a", Valid: true}, false}, {1, struct{}{}, false}, {struct{}{}, struct{}{}, false}, {1, []int{2}, false},
	} {
		var k kinds
		first := k.take([]any{tt.first, tt.first})
		if same := k.take([]any{tt.first, tt.then}); first && same != tt.same || !first && tt.same {
			t.Errorf("%T and then %T: %v", tt.first, tt.then, same)
		}
	}
	var k kinds
	if !k.take([]any{nil}) || !k.take([]any{1}) || k.take([]any{"a"}) {
		t.Error("what was NULL first keeps the kind of its first value")
	}
}
