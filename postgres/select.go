package postgres

import "github.com/sqbulk/sqbulk/dialect"

// Select implements [dialect.Dialect]: SELECT … WHERE key IN (…), and a join with the rows where the key has several
// columns. With Lock the rows are locked with FOR UPDATE
// (https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS).
func (d Dialect) Select(s dialect.Select, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	table := d.Quote(s.Table)
	w := dialect.NewWriter(dialect.Dollar, rows)
	w.SQL("SELECT ", names(table+".", s.Columns), " FROM ", table)
	untyped, most := d.Engine.traits().untyped, 0
	if untyped && len(s.Key) > 1 {
		most = tupleRows
	}
	if len(s.Key) == 1 || untyped {
		w.SQL(" WHERE ")
		writeKeyIn(w, s.Key)
	} else {
		// EXISTS gives a stored row once, also where two input rows have its key.
		list := source{table: table, columns: s.Key}
		w.SQL(" WHERE EXISTS (SELECT FROM ")
		list.write(w)
		w.SQL(" WHERE ")
		list.writeMatch(w, s.Key)
		w.SQL(")")
	}
	writeFurther(w, table, s.Where)
	if s.Lock {
		w.SQL(" FOR UPDATE")
	}
	step, err := finish(w, dialect.ReadRows)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyNothing, MaxRows: most}, nil
}
