package postgres

import "github.com/sqbulk/sqbulk/dialect"

// Delete implements [dialect.Dialect]: DELETE … WHERE key IN (…), and a join with the rows where the key has several
// columns, because thousands of row values in one IN overflow the server's stack
// (https://www.postgresql.org/docs/current/sql-delete.html).
func (d Dialect) Delete(x dialect.Delete, rows dialect.Rows) (dialect.Spelling, error) {
	if err := refuseDefaults(rows); err != nil {
		return dialect.Spelling{}, err
	}
	table := d.Quote(x.Table)
	w := dialect.NewWriter(dialect.Dollar, rows)
	writePrefixes(w, x.Prefixes)
	w.SQL("DELETE FROM ", table)
	s := source{table: table, columns: x.Key, from: d.rows}
	untyped, most := d.Engine.traits().untyped, 0
	if untyped && len(x.Key) > 1 {
		most = tupleRows
	}
	switch {
	case (len(x.Key) == 1 || untyped) && d.rows == fromValues:
		w.SQL(" WHERE ")
		writeKeyIn(w, x.Key)
	case len(x.Key) == 1 && d.rows == fromArrays:
		w.SQL(" WHERE ", name(x.Key[0]), " = ANY(")
		s.writeColumns(w)
		w.SQL(")")
	default:
		w.SQL(" USING ")
		s.write(w)
		w.SQL(" WHERE ")
		s.writeMatch(w, x.Key)
	}
	writeFurther(w, table, x.Where)
	writeSuffixes(w, x.Suffixes)
	read := dialect.ReadAffected
	if len(x.Returning) > 0 {
		read = dialect.ReadRows
		w.SQL(" RETURNING ", names(table+".", x.Returning))
	}
	step, err := finish(w, read)
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: []dialect.Step{step}, Tally: tallyDeleted, MaxRows: most}, nil
}
