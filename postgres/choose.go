package postgres

import (
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// From so many rows on a strategy pays, see docs/strategies.md.
const (
	copyPays    = 2_000
	stagingPays = 20_000
)

// temporaryTables is the right that exec.Staging needs.
const temporaryTables = "the right to create temporary tables"

// Choices implements [dialect.Strategies]: COPY for plain inserts, and the temporary table for upserts and updates.
func (d Dialect) Choices(s dialect.Statement) []dialect.Choice { return d.choices(s, d.Load) }

// ChoicesThrough is [Dialect.Choices] for a driver that prepares no COPY.
func (d Dialect) ChoicesThrough(s dialect.Statement, through CopyDriver) []dialect.Choice {
	return d.choices(s, func(s dialect.Strategy) (dialect.Dialect, error) { return d.LoadThrough(s, through) })
}

func (d Dialect) choices(s dialect.Statement, load func(dialect.Strategy) (dialect.Dialect, error)) []dialect.Choice {
	var all []dialect.Choice
	if d.Engine != PostgreSQL { // the number of rows from which on a strategy pays was not measured there
		return nil
	}
	add := func(strategy dialect.Strategy, rows int, needs string) {
		if better, err := load(strategy); err == nil {
			all = append(all, dialect.Choice{Strategy: strategy, Dialect: suited{better, d}, Rows: rows, Needs: needs})
		}
	}
	switch s := s.(type) {
	case dialect.Insert:
		if s.Conflict == nil && len(s.Returning)+len(s.Prefixes)+len(s.Suffixes) == 0 {
			add(dialect.Copy, copyPays, "")
		} else {
			add(dialect.Staging, stagingPays, temporaryTables)
		}
	case dialect.Update:
		add(dialect.Staging, stagingPays, temporaryTables)
	}
	return all
}

// suited is a strategy's dialect that asks first whether the table is one where COPY does what INSERT does: an ordinary or partitioned
// table without rules, without row-level security that applies, and without a column among the rows that is always generated
// (https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-NOTES).
type suited struct {
	dialect.Dialect
	plain Dialect
}

// Probe implements [dialect.Tuner].
func (s suited) Probe(st dialect.Statement) (dialect.Probe, bool) {
	return dialect.Probe{Step: suits(s.plain.Quote(st.Target()), slices.Clone(st.RowColumns())), Tuned: func(a dialect.Answer) dialect.Dialect {
		if a.Rows[0][0] == 1 {
			return s.Dialect
		}
		return s.plain
	}}, true
}

// suits is the question.
func suits(table string, columns []string) dialect.Step {
	w := dialect.NewWriter(dialect.Dollar, dialect.Rows{})
	w.SQL("SELECT count(*) FROM pg_class c WHERE c.oid = to_regclass(")
	w.Value(table)
	w.SQL(") AND c.relkind IN ('r', 'p') AND NOT c.relhasrules AND NOT row_security_active(c.oid) AND NOT EXISTS ",
		"(SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attidentity = 'a' AND a.attname IN (")
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.Value(c)
		w.SQL("::name")
	}
	w.SQL("))")
	step, _ := w.Step(dialect.ReadNumbers) // values alone cannot fail
	return step
}
