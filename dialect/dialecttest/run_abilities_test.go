package dialecttest

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/mysql"
	"github.com/sqbulk/sqbulk/postgres"
	"github.com/sqbulk/sqbulk/sqlite"
)

// careless embeds a dialect that hands out itself, tuned, and so loses what it says of itself.
type careless struct{ mysql.Dialect }

func (careless) Limits() dialect.Limits { return dialect.Limits{Params: 9} }

// careful is what careless should be.
type careful struct{ mysql.Dialect }

func (c careful) Inspect(conn any) dialect.Dialect {
	return careful{c.Dialect.Inspect(conn).(mysql.Dialect)}
}

// hasty and thorough are the same of a dialect that asks about the table.
type (
	hasty    struct{ postgres.Dialect }
	thorough struct{ postgres.Dialect }
)

func (hasty) Limits() dialect.Limits { return dialect.Limits{Params: 9} }

func (c thorough) Probe(s dialect.Statement) (dialect.Probe, bool) {
	p, ok := c.Dialect.Probe(s)
	return p.As(func(d dialect.Dialect) dialect.Dialect { return thorough{d.(postgres.Dialect)} }), ok
}

// poor is a database that has the statements of another one, and nothing else.
type poor struct {
	dialect.Base
	of dialect.Dialect
}

func (p poor) Name() string           { return "poor" }
func (p poor) Limits() dialect.Limits { return p.of.Limits() }
func (p poor) Quote(t string) string  { return p.of.Quote(t) }
func (p poor) Insert(i dialect.Insert, r dialect.Rows) (dialect.Spelling, error) {
	return p.of.Insert(i, r)
}
func (p poor) Update(u dialect.Update, r dialect.Rows) (dialect.Spelling, error) {
	return p.of.Update(u, r)
}
func (p poor) Delete(x dialect.Delete, r dialect.Rows) (dialect.Spelling, error) {
	return p.of.Delete(x, r)
}
func (p poor) Classify(err error) dialect.Fault { return p.of.Classify(err) }

// stingy has a strategy whose dialect has nothing but statements.
type stingy struct{ dialect.Dialect }

func (s stingy) Load(dialect.Strategy) (dialect.Dialect, error) { return poor{of: s.Dialect}, nil }

func (s stingy) Choices(dialect.Statement) []dialect.Choice {
	return []dialect.Choice{{Strategy: dialect.Copy, Dialect: poor{of: s.Dialect}}}
}

// embedding embeds the contract, and adds nothing.
type embedding struct{ dialect.Dialect }

// TestLostAbilities: what is lost is found, and named with the method that loses it.
func TestLostAbilities(t *testing.T) {
	for _, tt := range []struct {
		d    dialect.Dialect
		want []string
	}{
		{mysql.Dialect{}, nil},
		{careful{}, nil},
		{careless{}, []string{"Inspect of a dialecttest.careless returns a mysql.Dialect"}},
		{thorough{}, nil},
		{hasty{}, []string{"Probe of a dialecttest.hasty"}},
		{poor{of: sqlite.Dialect{}}, nil},
		{stingy{sqlite.Dialect{}}, []string{
			"Choices, COPY returns a dialecttest.poor without CheckFloat of NaN", "Choices, COPY returns a dialecttest.poor without WriteLock",
			"Load(COPY) returns a dialecttest.poor without Select", "Load(staging) returns a dialecttest.poor without SingleWriter",
		}},
		{stingy{postgres.Dialect{}}, []string{"Choices, COPY returns a dialecttest.poor without Load(staging)", "without LoadCSV"}},
	} {
		got := strings.Join(lostAbilities(tt.d), "\n")
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%T: %q is not among\n%s", tt.d, want, got)
			}
		}
		if tt.want == nil && got != "" {
			t.Errorf("%T: %s", tt.d, got)
		}
	}
}

// TestEmbeddingLosesNothing: a dialect around the contract can do what the one inside can do; the compiler sees to the rest.
func TestEmbeddingLosesNothing(t *testing.T) {
	for _, d := range []dialect.Dialect{postgres.Dialect{}, mysql.Dialect{}, mysql.MariaDB{}, sqlite.Dialect{}} {
		for _, lost := range weaker(handed{"embedding", embedding{d}}, d) {
			t.Error(lost)
		}
	}
}

// TestBaseRefuses: a database that has statements alone says so where more is asked of it.
func TestBaseRefuses(t *testing.T) {
	d := poor{of: sqlite.Dialect{}}
	for ability, has := range able(d) {
		if has {
			t.Errorf("dialect.Base has %s", ability)
		}
	}
	_, err := dialect.Match{Table: "t", Key: []string{"a"}}.Spell(d, dialect.Plain(1))
	if !errors.Is(err, errors.ErrUnsupported) || !strings.HasPrefix(err.Error(), "poor: ") {
		t.Error(err)
	}
	if d.CheckConn(nil) != nil || d.Inspect(nil) != nil || d.Choices(nil) != nil || d.CheckFloat(math.NaN()) != nil {
		t.Error("dialect.Base asks for something")
	}
}
