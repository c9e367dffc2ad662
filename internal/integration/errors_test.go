package integration

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// fault is a way in which a run fails. It has either a bulk or a run.
type fault struct {
	name       string                  // in the table of docs/errors.md
	kind       dialect.Kind            // what it is, on every database
	elsewhere  map[string]dialect.Kind // by kind of database: another kind, accepted, or never
	encoded    bool                    // only a database in UTF-8 refuses it
	constraint string                  // its name, where the database says one
	columns    map[string]string       // the column, where the database says one; "": on all others

	// bulk is the statement; of its five rows, the one at badRow is bad.
	bulk func(rows [][]any) builder.Bulk
	rows func() [][]any
	// run provokes what is not the fault of a row.
	run func(t *testing.T, s *scene) error
}

const (
	accepted dialect.Kind = -1 - iota // the database takes it
	never                             // there is no such thing
)

// badRow is the position of the bad row.
const badRow = 3

var (
	strictly  = []exec.Option{exec.Retry(exec.RetryPolicy{Attempts: 1})}
	leniently = []exec.Option{exec.Retry(exec.RetryPolicy{Attempts: 2, Max: time.Millisecond}), exec.SkipBadRows(-1)}
)

// TestErrors provokes every kind of fault on every database and compares what the error says, and what the executor does about it,
// with the table in docs/errors.md. With the flag -update it writes the table.
func TestErrors(t *testing.T) {
	found := make(findings)
	onEach(t, func(t *testing.T, on reach) {
		if on.kind == "sqlite" {
			on = reachSQLite(t, on.driver, map[string]string{
				"sqlite": "?_pragma=busy_timeout(200)&_pragma=journal_mode(WAL)", "sqlite3": "?_busy_timeout=200&_journal_mode=WAL",
			}[on.driver])
		}
		s := &scene{on: on}
		errorTables(t, on)
		for _, f := range slices.Concat(rowFaults, otherFaults) {
			t.Run(f.name, func(t *testing.T) {
				if f.encoded {
					on.needsUTF8(t)
				}
				text := s.observe(t, f)
				if !t.Failed() {
					found.add(t, f, on, text)
				}
			})
		}
	})
	if !t.Failed() {
		found.compare(t)
	}
}

// observe provokes a fault twice, strictly and leniently, and returns what the table says of it.
func (s *scene) observe(t *testing.T, f fault) string {
	t.Helper()
	want := f.kind
	if k, ok := f.elsewhere[s.on.kind]; ok {
		want = k
	}
	if want == never {
		return "–"
	}
	s.reset(t)
	before := s.contents(t)
	s.options = strictly
	err := s.provoke(t, f)
	if want == accepted {
		if err != nil {
			t.Errorf("not accepted: %v", err)
		}
		return "accepted"
	}
	if !errors.Is(err, want) {
		t.Fatalf("%v instead of %v: %#v", err, want, err)
	}
	if after := s.contents(t); after != before {
		t.Errorf("the tables have changed:\n%s\nbefore:\n%s", after, before)
	}
	s.on.idle(t)
	said := s.said(t, f, err)
	if want != f.kind {
		said = append([]string{"`" + kindName(want) + "`"}, said...)
	}
	said = append(said, s.remedies(t, f, want)...)
	if len(said) == 0 {
		return "nothing"
	}
	return strings.Join(said, ", ")
}

// provoke runs a fault's statement, or its own way to fail.
func (s *scene) provoke(t *testing.T, f fault) error {
	t.Helper()
	s.again, s.inside = 0, nil
	if f.run != nil {
		return f.run(t, s)
	}
	_, err := s.run(s.on.db, f.bulk(f.rows()))
	return err
}

// said is what the error names, checked.
func (s *scene) said(t *testing.T, f fault, err error) (names []string) {
	t.Helper()
	var failed *exec.ChunkError
	var end *exec.TxError
	what, row := dialect.Fault{}, -1
	switch {
	case errors.As(err, &failed):
		what, row = failed.Fault, failed.Row
	case errors.As(err, &end) && end.Commit:
		what, names = end.Fault, []string{"at `COMMIT`"}
	case errors.As(err, &end):
		what, names = end.Fault, []string{"at `BEGIN`"}
	default:
		t.Fatalf("neither a ChunkError nor a TxError: %v", err)
	}
	if s.yours {
		names = append(names, "in your transaction")
	}
	if what.Constraint != "" {
		names = append(names, "constraint")
		if what.Constraint != f.constraint {
			t.Errorf("the constraint is %q, not %q", what.Constraint, f.constraint)
		}
	}
	if len(what.Columns) > 0 {
		names = append(names, "column")
		if want := pick(s.on, f.columns); !slices.Equal(what.Columns, []string{want}) {
			t.Errorf("the columns are %q, not %q", what.Columns, want)
		}
	}
	if row >= 0 {
		names = append(names, "row")
		if row != badRow {
			t.Errorf("row %d instead of %d", row, badRow)
		}
	}
	return names
}

// remedies provokes the fault again, lets the executor do what it can, and says where that is not what it does about the kind.
func (s *scene) remedies(t *testing.T, f fault, kind dialect.Kind) (exceptions []string) {
	t.Helper()
	aside := false
	s.options = leniently
	if f.bulk != nil {
		aside = s.setsAside(t, f)
	} else {
		s.reset(t)
		err := s.provoke(t, f)
		var bad exec.RowError
		if aside = errors.As(err, &bad); aside {
			t.Errorf("set aside and failed: %v", err)
		}
	}
	if again := s.again > 0; again != (kind.Retryable() && !s.yours) {
		exceptions = append(exceptions, map[bool]string{true: "run again", false: "not run again"}[again])
	}
	if aside != kind.Row() {
		exceptions = append(exceptions, map[bool]string{true: "set aside", false: "not set aside"}[aside])
	}
	return exceptions
}

// setsAside tells whether the bad row is set aside. Then the tables hold what the good rows alone make of them.
func (s *scene) setsAside(t *testing.T, f fault) bool {
	t.Helper()
	s.reset(t)
	if _, err := s.run(s.on.db, f.bulk(slices.Delete(f.rows(), badRow, badRow+1)), strictly...); err != nil {
		t.Fatalf("the good rows alone: %v", err)
	}
	want := s.contents(t)
	s.reset(t)
	res, err := s.run(s.on.db, f.bulk(f.rows()))
	if err != nil {
		return false
	}
	if len(res.Rejected) != 1 || res.Rejected[0].Row != badRow || res.Rows != 4 {
		t.Fatalf("%d rows are applied, and rejected are %v", res.Rows, res.Rejected)
	}
	if got := s.contents(t); got != want {
		t.Errorf("the tables hold\n%s\nwith the bad row, and without\n%s", got, want)
	}
	s.reset(t)
	_, err = s.run(s.on.db, f.bulk(f.rows()), exec.SkipBadRows(0), exec.FindBadRow(true))
	var failed *exec.ChunkError
	if kind := res.Rejected[0].Fault.Kind; !errors.Is(err, kind) || !errors.As(err, &failed) || failed.Row != badRow {
		t.Errorf("row %d is bad, and yet: %v", badRow, err)
	}
	return true
}

// kindName is a kind as a Go program writes it.
func kindName(k dialect.Kind) string {
	return map[dialect.Kind]string{
		dialect.UniqueViolation: "UniqueViolation", dialect.ForeignKeyViolation: "ForeignKeyViolation",
		dialect.NotNullViolation: "NotNullViolation", dialect.CheckViolation: "CheckViolation", dialect.InvalidValue: "InvalidValue",
		dialect.Deadlock: "Deadlock", dialect.SerializationFailure: "SerializationFailure", dialect.Busy: "Busy",
		dialect.Timeout: "Timeout", dialect.TooLarge: "TooLarge", dialect.ConnectionLost: "ConnectionLost",
		dialect.Forbidden: "Forbidden",
	}[k]
}
