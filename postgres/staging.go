package postgres

import (
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// staging is PostgreSQL whose rows go into a temporary table first:
//
//	CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"t")."id", (NULL::"t")."a" WHERE FALSE
//	COPY pg_temp."sqbulk_staging" ("id", "a") FROM STDIN
//	INSERT INTO "t" ("id", "a") SELECT "id", "a" FROM pg_temp."sqbulk_staging" ON CONFLICT …
//	DROP TABLE pg_temp."sqbulk_staging"
//
// The temporary table has the columns' types, without any constraint, so that a value of another type is found there.
type staging struct{ fed }

// stagingName is the name of the temporary table of a statement on a table, which may itself be called that.
func stagingName(quoted string) string {
	if strings.HasSuffix(quoted, `"sqbulk_staging"`) {
		return `"sqbulk_staged"`
	}
	return `"sqbulk_staging"`
}

// stagingTable is the temporary table with its schema.
func stagingTable(quoted string) string { return "pg_temp." + stagingName(quoted) }

// Probe implements [dialect.Tuner]: the types of the columns, and then what counting needs to know.
func (s staging) Probe(st dialect.Statement) (dialect.Probe, bool) {
	if s.columns == nil {
		return s.columns.probe(s.Dialect, st, func(t columnTypes) dialect.Dialect {
			s.columns = t
			return s
		}), true
	}
	return probeCounting(s.Dialect, st, func(d Dialect) dialect.Dialect {
		s.Dialect = d
		return s
	})
}

// Insert implements [dialect.Dialect]: INSERT … SELECT from the temporary table.
func (s staging) Insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := s.Dialect.Insert(i, rows)
	return s.staged(sp, err, i, rows)
}

// Update implements [dialect.Dialect]: UPDATE … FROM the temporary table.
func (s staging) Update(u dialect.Update, rows dialect.Rows) (dialect.Spelling, error) {
	if u.Form == dialect.FormCase {
		return dialect.Spelling{}, unsupported("the CASE form with exec.Staging", "use the join form, or leave out Strategy")
	}
	sp, err := s.Dialect.Update(u, rows)
	return s.staged(sp, err, u, rows)
}

// Delete implements [dialect.Dialect]: DELETE … USING the temporary table.
func (s staging) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	sp, err := s.Dialect.Delete(x, rows)
	return s.staged(sp, err, x, rows)
}

// staged puts the steps about the temporary table around the statement, and what it asks afterwards behind them.
func (s staging) staged(sp dialect.Spelling, err error, st dialect.Statement, rows dialect.Rows) (dialect.Spelling, error) {
	if err == nil {
		err = s.Engine.traits().refuseStrategy(dialect.Staging)
	}
	if err == nil {
		err = refuseExprs("COPY", rows)
	}
	if err != nil {
		return dialect.Spelling{}, err
	}
	table, columns := s.Quote(st.Target()), st.RowColumns()
	create := "CREATE TEMP TABLE " + stagingName(table) + " ON COMMIT DROP AS SELECT " + names("(NULL::"+table+").", columns) + " WHERE FALSE"
	main, asked, count := sp.Steps[0], sp.Steps[1:], sp.Tally
	sp.Steps = []dialect.Step{
		{SQL: create},
		s.copyStep(stagingTable(table), columns),
		main,
		{SQL: "DROP TABLE " + stagingTable(table)},
	}
	own := func(answers []dialect.Answer) []dialect.Answer { // those of the statement and its questions
		if len(answers) <= 4 {
			return answers[2:3]
		}
		return append(answers[2:3:3], answers[4:]...)
	}
	for _, step := range asked {
		needed := step.Needed
		step.Needed = func(n int, answers []dialect.Answer) bool { return needed(n, own(answers)) }
		sp.Steps = append(sp.Steps, step)
	}
	sp.Tally = func(n int, answers []dialect.Answer) dialect.Counts { return count(n, own(answers)) }
	sp.NeedsTx, sp.BatchSize = true, fedRows
	return sp, nil
}

// writeStaged writes the rows of the temporary table, each with its number where numbers are wanted.
func (s source) writeStaged(w *dialect.Writer) {
	w.SQL("(SELECT ")
	if s.numbered {
		w.SQL("row_number() OVER (), ")
	}
	w.SQL(names("", s.columns), " FROM ", stagingTable(s.table), ")")
}
