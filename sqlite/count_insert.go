package sqlite

import (
	"database/sql/driver"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// SQLite says how many rows an upsert wrote, not how many of them are new, and nothing in the statement itself can tell: RETURNING
// sees the row as it has become. So a counted upsert counts the stored rows that have one of the chunk's keys, before
// and after. The difference is what was created, whatever the collation is and however often a key stands in the input:
// nothing but the statement adds rows with these keys, as long as it does not give a stored row another key.
//
// Rows with NULL in the key conflict with nothing. They are new, and not among the rows counted before and after; the
// look-up before counts them in the input.
//
// A row that has replaced another one, and a trigger, may have removed rows with these keys, which are missing in the count after.
// Where rows are missing, the table is asked what may have become of them.
//
// With a partial index, only the rows of the index are counted before and after, because the whole table would have to be read for the
// others. RETURNING says for each written row whether it has become one that is outside of the index, or has NULL in the
// key: it was created there, or moved there by the update, and then it is missing in the count after.

// countable tells whether the key of every row is known, so that stored rows can be looked up.
func (s insert) countable() bool {
	return !slices.Contains(s.keyCells(), -1) && (len(s.Prefixes) == 0 || !anyExprs(s.rows, s.keyCells()))
}

// keyCells are the positions of the conflict's columns among the inserted ones; -1 for a column that is not inserted.
func (s insert) keyCells() []int {
	cells := make([]int, len(s.clause.Columns))
	for i, c := range s.clause.Columns {
		cells[i] = indexFold(s.Columns, c)
	}
	return cells
}

// partial tells whether the key is a partial index.
func (s insert) partial() bool { return s.clause.Where != nil }

// counted returns the steps of a counted upsert: a look-up before, the statement, a look-up after, and a question.
func (s insert) counted() (dialect.Spelling, error) {
	before, read := s.writeStoredAndNulls, reading(s.Returning)
	if s.partial() {
		before = s.writeStored
		if read == dialect.ReadAffected {
			read = dialect.ReadNumbers
		}
	}
	steps := make([]dialect.Step, 3, 4)
	for i, part := range []struct {
		write func(*dialect.Writer)
		read  dialect.Read
	}{{before, dialect.ReadNumbers}, {s.writeCounted, read}, {s.writeStored, dialect.ReadNumbers}} {
		w := dialect.NewWriter(dialect.Question, s.rows)
		part.write(w)
		var err error
		if steps[i], err = finish(w, part.read); err != nil {
			return dialect.Spelling{}, err
		}
	}
	ask, err := s.table.question(func(n int, answers []dialect.Answer) bool { return s.read(answers).missing(n) })
	if err != nil {
		return dialect.Spelling{}, err
	}
	return dialect.Spelling{Steps: append(steps, ask), Tally: s.tally, NeedsTx: true}, nil
}

// writeStored writes the look-up:
//
//	SELECT count(*) FROM "t" WHERE ("t"."id") IN (SELECT column1 FROM (VALUES (?), (?)))
//
// With a bare list, a build with SQLITE_ENABLE_STAT4, such as modernc.org/sqlite, plans a prepared statement again for every chunk once the
// table has been analyzed, because it looks the parameters up in its samples
// (https://www.sqlite.org/compile.html#enable_stat4).
func (s insert) writeStored(w *dialect.Writer) {
	w.SQL("SELECT count(*)")
	s.writeStoredFrom(w)
}

// writeStoredFrom writes what stands behind the columns of the look-up.
func (s insert) writeStoredFrom(w *dialect.Writer) {
	w.SQL(" FROM ", s.table.full, " WHERE ")
	writeKeyInRows(w, s.table, s.clause.Columns, s.keyCells())
	if s.partial() {
		w.SQL(" AND ")
		s.clause.writePredicate(w)
	}
}

// writeStoredAndNulls writes the look-up with the number of input rows that have NULL in the key, which is an argument:
//
//	SELECT count(*), ? FROM "t" WHERE ("t"."id") IN (SELECT column1 FROM (VALUES (?), (?)))
//
// For SQLite to count them, the rows would have to be in a WITH clause that is read twice. Preparing that takes several times as long, which
// a chunk that is sent alone notices.
func (s insert) writeStoredAndNulls(w *dialect.Writer) {
	w.SQL("SELECT count(*), ")
	w.Gather(s.keyCells(), countNulls)
	s.writeStoredFrom(w)
}

// countNulls is the number of rows with a cell that is NULL for the driver. What an expression gives is not known here, and the counts are
// inexact then.
func countNulls(cells [][]any) any {
	n := int64(0)
	for row := range cells[0] {
		if slices.ContainsFunc(cells, func(column []any) bool { return null(column[row]) }) {
			n++
		}
	}
	return n
}

// null tells whether a cell is NULL for the driver.
func null(cell any) bool {
	switch cell.(type) {
	case int64, string, dialect.Expr:
		return false
	}
	v, err := driver.DefaultParameterConverter.ConvertValue(cell)
	bytes, ok := v.([]byte)
	return err == nil && (v == nil || ok && bytes == nil) // what cannot be converted is the driver's, or its error
}

// writeCounted writes the statement. With a partial index, each written row ends with 1 where it is outside of the index,
// and with 0 where it is in it.
func (s insert) writeCounted(w *dialect.Writer) {
	s.write(w)
	if !s.partial() {
		return
	}
	if len(s.Returning) > 0 {
		w.SQL(", ")
	} else {
		w.SQL(" RETURNING ")
	}
	for _, c := range s.clause.Columns {
		w.SQL(s.table.column(c), " IS NULL OR ")
	}
	w.SQL("(")
	s.clause.writePredicate(w)
	w.SQL(") IS NOT TRUE")
}

// upserted is what the steps of a counted upsert have answered.
type upserted struct {
	partial       bool  // the key is a partial index
	before, after int64 // stored rows that have one of the keys
	wrote         int64
	outside       int64 // rows that are not among those: with NULL in the key, or outside of the index
}

// read reads the answers.
func (s insert) read(answers []dialect.Answer) upserted {
	before := answers[0].Rows[0]
	u := upserted{partial: s.partial(), before: before[0], after: answers[2].Rows[0][0]}
	if !u.partial {
		u.wrote, u.outside = written(answers[1], s.Returning), before[1]
		return u
	}
	u.wrote = int64(len(answers[1].Rows))
	for _, row := range answers[1].Rows {
		u.outside += row[0]
	}
	return u
}

// created is the number of rows that were not there before.
func (u upserted) created() int64 { return u.after - u.before + u.outside }

// lost tells whether some of the n keys may have no row afterwards: keys that stand twice in the input, or rows that were removed
// again. Outside of a partial index there may be rows with the same keys, so that only new rows tell.
func (u upserted) lost(n int) bool {
	if u.partial {
		return u.created() < u.wrote
	}
	return u.after+u.outside < int64(n)
}

// missing tells whether rows were not written, or may have been removed.
func (u upserted) missing(n int) bool { return u.wrote < int64(n) || u.lost(n) }

// tally is the tally of a counted upsert.
func (s insert) tally(n int, answers []dialect.Answer) dialect.Counts {
	u, table := s.read(answers), nature{}
	if u.missing(n) {
		table = natureOf(answers[3])
	}
	c := dialect.Counts{Created: min(max(u.created(), 0), u.wrote)}
	c.Updated = u.wrote - c.Created
	// The look-ups find a row by its key only as long as the key stays what it is.
	c.Inexact = c.Created != u.created() || s.clause.movesKey() || anyExprs(s.rows, s.keyCells()) ||
		u.lost(n) && (table.replaces || table.triggers)
	switch rest := int64(n) - u.wrote; {
	case s.clause.conditional():
		c.Unchanged = rest
		c.Inexact = c.Inexact || rest > 0 && table.drops
	default: // the table has dropped rows; one may have had NULL in the key
		c.Skipped = rest
		c.Inexact = c.Inexact || rest > 0 && u.outside > 0 && !u.partial
	}
	return c
}
