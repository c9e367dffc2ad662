package builder_test

import (
	"errors"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
)

type dims struct{ W, H int }

type dated struct {
	On time.Time `db:"on"`
}

// TestUntaggedFields: a field without a tag has its name in lower case, beside fields with one and alone.
func TestUntaggedFields(t *testing.T) {
	type mixed struct {
		ID    int64 `db:"id"`
		Email string
		dated
	}
	type plain struct{ UserID, Name string }
	if got := columnsOf(t, builder.Structs([]mixed{})); !slices.Equal(got, []string{"id", "email", "on"}) {
		t.Errorf("got %v", got)
	}
	if got := columnsOf(t, builder.Structs([]plain{})); !slices.Equal(got, []string{"userid", "name"}) {
		t.Errorf("got %v", got)
	}
	if got := cellsOf(t, builder.Structs([]mixed{{ID: 1, Email: "a"}}), "id", "email"); !reflect.DeepEqual(got, [][]any{{int64(1), "a"}}) {
		t.Errorf("got %v", got)
	}
}

// TestLostFields: a field that would be left out, although it looks like a column, is refused with its name and what to do.
func TestLostFields(t *testing.T) {
	type secret struct {
		Name string `db:"name"`
		hash string `db:"hash"`
	}
	type lowerBase struct {
		code string `db:"code"`
	}
	type recursive struct {
		*secret
		Name string `db:"name"`
	}
	for name, tt := range map[string]struct {
		source builder.Source
		want   []string
	}{
		"not exported": {builder.Structs([]secret{{hash: "h"}}), []string{"field hash", "not exported", "export it", `db:"-"`}},
		"not exported, embedded": {builder.Structs([]struct {
			lowerBase
			Name string `db:"name"`
		}{{lowerBase: lowerBase{code: "c"}}}), []string{"field code", "not exported"}},
		"not exported, embedded pointer": {builder.Structs([]recursive{}), []string{"field hash", "not exported"}},
		"no Valuer": {builder.Structs([]struct {
			IP netip.Addr `db:"ip"`
		}{}), []string{"field IP", "driver.Valuer", "Value", "Columns", `db:"-"`}},
		"no Valuer, pointer": {builder.Structs([]struct {
			IP *netip.Addr `db:"ip"`
		}{}), []string{"field IP", "driver.Valuer"}},
		"no Valuer, no tag": {builder.Structs([]struct {
			ID  int `db:"id"`
			Box dims
		}{}), []string{"field Box", "driver.Valuer"}},
		"no Valuer, omitzero": {builder.Structs([]struct {
			Box dims `db:"box,omitzero"`
		}{}), []string{"field Box", "driver.Valuer"}},
		"embedded with a tag": {builder.Structs([]struct {
			ID    int `db:"id"`
			dated `db:"at"`
		}{}), []string{"field dated", "embedded", "leave the tag out"}},
		"embedded time": {builder.Structs([]struct {
			ID int `db:"id"`
			time.Time
		}{}), []string{"field Time", "embedded", "a name of its own"}},
		"options without a name": {builder.Structs([]struct {
			ID int `db:",omitzero"`
		}{}), []string{"field ID", "without a name", "in front of the options"}},
		"one name twice": {builder.Structs([]struct {
			A int `db:"x"`
			B int `db:"x"`
		}{}), []string{"field B", `the column "x"`, "field A"}},
		"a stream": {builder.Seq(slices.Values([]secret{{}})), []string{"Seq", "field hash", "not exported"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := builder.Insert("t").From(tt.source).Job(builder.JobOptions{})
			if !errors.Is(err, builder.ErrInvalid) {
				t.Fatalf("got %v, want ErrInvalid", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error %q does not say %q", err, want)
				}
			}
		})
	}
}

// TestNamedFields: what is named in Columns is sent as it is, and what is not named is nobody's loss.
func TestNamedFields(t *testing.T) {
	ip := netip.MustParseAddr("10.0.0.1")
	type host struct {
		Name   string     `db:"name"`
		IP     netip.Addr `db:"ip"`
		hidden string     `db:"hidden"`
	}
	rows := builder.Structs([]host{{"a", ip, "x"}})
	if got := cellsOf(t, rows, "name", "ip"); !reflect.DeepEqual(got, [][]any{{"a", ip}}) {
		t.Errorf("got %v", got)
	}
	if got := cellsOf(t, rows, "name"); !reflect.DeepEqual(got, [][]any{{"a"}}) {
		t.Errorf("got %v", got)
	}
	_, err := builder.Insert("t").Columns("hidden").From(rows).Job(builder.JobOptions{})
	if err == nil || !strings.Contains(err.Error(), `no field for the column "hidden"`) {
		t.Errorf("got %v", err)
	}
}

// TestLeftOutFields: what Go and sqlx leave out stays out.
func TestLeftOutFields(t *testing.T) {
	type inner struct {
		ID   int    `db:"id"`
		Name string `db:"name"`
	}
	type row struct {
		inner
		ID      int64 `db:"id"` // instead of the embedded struct's
		Box     dims  `db:"-"`
		private string
		_       struct{}
	}
	if got := columnsOf(t, builder.Structs([]row{{private: "p"}})); !slices.Equal(got, []string{"name", "id"}) {
		t.Errorf("got %v", got)
	}
}
