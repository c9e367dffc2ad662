package mysql

import (
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// lookUp spells a look-up by key: SELECT … FROM t WHERE key IN (…) [AND (…)] [FOR UPDATE]. A transaction
// reads the snapshot of its first read, which lacks rows that others have committed since; a locking read sees them.
func (f flavor) lookUp(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	if err := f.refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL("SELECT ", quoteNames(s.Columns), " FROM ", quoteTable(s.Table), " WHERE ")
	writeKeys(w, s.Key)
	writeFurther(w, s.Table, s.Where)
	if s.Lock || s.Current {
		w.SQL(" FOR UPDATE")
	}
	step, err := w.Step(dialect.ReadRows)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: select: %w", err)
	}
	tally := func(int, []dialect.Answer) dialect.Counts { return dialect.Counts{} }
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tally}, nil
}
