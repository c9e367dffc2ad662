package mysql

import (
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// countApart counts an insert with a conflict clause on an engine where no variable counts:
//
//	SELECT COUNT(*) FROM t WHERE id IN (?, …) FOR UPDATE
//	INSERT INTO t … ON DUPLICATE KEY UPDATE …
//
// The counts are Inexact, because others may create one of the missing rows in between: whether they can depends on the plan of the
// look-up and on the isolation, which an isolation for one transaction does not show. DO NOTHING needs no look-up: nobody but
// the statement itself makes an affected row.
func (f flavor) countApart(sp dialect.Spelling, i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if i.Conflict.DoNothing {
		sp.Tally = f.tallyDone
		return sp, nil
	}
	key, ok := lookable(i, rows)
	if !ok {
		return sp, nil
	}
	open, end := "", ""
	if len(key) > 1 {
		open, end = "(", ")"
	}
	w := dialect.NewWriter(dialect.Question, rows)
	w.SQL("SELECT COUNT(*) FROM ", quoteTable(i.Table), " WHERE ", open, quoteNames(i.Conflict.Columns), end, " IN (")
	w.EachRow(", ", func() { w.Cells(open, key, end) })
	w.SQL(") FOR UPDATE")
	look, err := w.Step(dialect.ReadNumbers)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: insert: %w", err)
	}
	sp.Steps = []dialect.Step{look, sp.Steps[0]}
	sp.Tally = f.tallyApart
	return sp, nil
}

// lookable returns the positions of the conflict's columns among those of the rows, where existing rows can be looked up
// beforehand: by columns of which every row has the value, and none an expression, which may have another the second time.
func lookable(i dialect.Insert, rows dialect.Rows) (key []int, ok bool) {
	for _, column := range i.Conflict.Columns {
		at := slices.Index(i.Columns, column)
		if at < 0 {
			return nil, false
		}
		key = append(key, at)
	}
	for cell := range rows.Exprs {
		if slices.Contains(key, cell.Column) {
			return nil, false
		}
	}
	return key, len(key) > 0
}

// tallyApart counts an upsert with a look-up before it.
func (f flavor) tallyApart(n int, answers []dialect.Answer) dialect.Counts {
	u := upserted{existing: min(answers[0].Rows[0][0], int64(n))}
	created := int64(n) - u.existing
	updated, _ := u.updated(answers[1].Affected-created, f.found)
	return dialect.Counts{Created: created, Updated: updated, Unchanged: u.existing - updated, Inexact: true}
}

// tallyDone counts DO NOTHING by its affected rows: with FoundRowsOff they are the created ones.
func (f flavor) tallyDone(n int, answers []dialect.Answer) dialect.Counts {
	if f.found != FoundRowsOff {
		return dialect.Counts{Inexact: true}
	}
	created := answers[0].Affected
	return dialect.Counts{Created: created, Skipped: int64(n) - created}
}

// tallyWritten counts an UPDATE by its affected rows. A row that was not written counts as Unmatched, although with FoundRowsOff
// it may also have stayed equal: an optimistic lock, whose version always changes, must not take a stale row for a written one.
func tallyWritten(n int, answers []dialect.Answer) dialect.Counts {
	written := answers[0].Affected
	return dialect.Counts{Updated: written, Unmatched: max(0, int64(n)-written), Inexact: true}
}

// idle is the column that DO NOTHING assigns to itself: the first of the key, or where key columns cannot be assigned, the first
// of the others.
func (f flavor) idle(i dialect.Insert) string {
	key := i.Conflict.Columns
	if f.engine.noKeySet {
		for _, c := range i.Columns {
			if !slices.Contains(key, c) {
				return c
			}
		}
	}
	if len(key) > 0 && slices.Contains(i.Columns, key[0]) {
		return key[0]
	}
	return i.Columns[0]
}
