package mysql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// insert spells INSERT INTO t (…) VALUES (…), … [AS alias] [ON DUPLICATE KEY UPDATE …] [RETURNING …].
func (f flavor) insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if err := f.checkInsert(i); err != nil {
		return dialect.Spelling{}, err
	}
	if i.Conflict != nil {
		c, err := *i.Conflict, error(nil)
		if c.Set, err = f.withDefaults(c.Set); err != nil {
			return dialect.Spelling{}, err
		}
		i.Conflict = &c
	}
	how := f.countingOf(i)
	var d duplicate
	if i.Conflict != nil {
		d = f.duplicate(i)
		d.counted = how
	}
	l, err := d.list()
	if err != nil {
		return dialect.Spelling{}, err
	}
	if err := f.engine.refuseVariables(l); err != nil {
		return dialect.Spelling{}, err
	}
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, i.Prefixes)
	w.SQL("INSERT", f.hint(l.assigns()), " INTO ", quoteTable(i.Table), " (", quoteNames(i.Columns), ") ")
	f.writeInserted(w, i)
	if i.Conflict != nil {
		w.SQL(d.alias, " ")
		d.write(w, l)
	}
	writeSuffixes(w, i.Suffixes)
	f.writeReturning(w, i.Returning)
	if how == byFlag {
		w.SQL(", ", readFlag)
	}
	sp, err := f.insertSpelling(w, i, how)
	if err == nil && f.engine.apart && i.Count && i.Conflict != nil {
		return f.countApart(sp, i, rows)
	}
	return sp, err
}

// writeInserted writes the rows of an insert.
func (f flavor) writeInserted(w *dialect.Writer, i dialect.Insert) {
	if f.staged != "" {
		w.SQL("SELECT ", quoteNames(i.Columns), " FROM ", f.staged)
		return
	}
	w.SQL("VALUES ")
	all := dialect.Columns(len(i.Columns))
	w.EachRow(", ", func() { w.Cells("(", all, ")") })
}

// insertSpelling puts the steps around the statement that count.
func (f flavor) insertSpelling(w *dialect.Writer, i dialect.Insert, how counting) (dialect.Spelling, error) {
	read := dialect.ReadAffected
	if returns(i) {
		read = dialect.ReadRows
	}
	write, err := w.Step(read)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: insert: %w", err)
	}
	var s dialect.Spelling
	switch {
	case how == byExisting:
		s.Steps, s.Tally = []dialect.Step{resetExisting, write, readExisting}, tallyNothing
	case how == byChange:
		s = f.upsertSteps(i, write)
	case how == byFlag:
		s.Steps, s.Tally = []dialect.Step{resetFlag, write}, tallyFlags
	default:
		s.Steps, s.Tally = []dialect.Step{write}, tallyInsert(i)
	}
	return s, nil
}

// checkInsert refuses what the database does not have.
func (f flavor) checkInsert(i dialect.Insert) error {
	if returns(i) && !f.returning {
		return f.unsupported("RETURNING", "run the insert, and read the rows by their key")
	}
	c := i.Conflict
	switch {
	case c == nil:
		return nil
	case c.Constraint != "":
		return f.unsupported("conflict target by a constraint's name", "name the key's columns with OnConflict")
	case c.Where != nil:
		return f.unsupported("partial unique index, which ConflictWhere describes",
			"put the condition into a generated column of a unique key, or into DoUpdateWhere")
	case c.DoNothing && returns(i):
		return f.unsupported("RETURNING of the inserted rows alone when others exist", "run the insert, and read the rows by their key")
	}
	return nil
}

// duplicate prepares the conflict clause.
func (f flavor) duplicate(i dialect.Insert) duplicate {
	d := duplicate{to: *i.Conflict, table: i.Table, stored: qualified(i.Table), incoming: valuesOf(i.Columns), idle: f.idle(i)}
	if f.rowAlias && !d.to.DoNothing {
		names := make([]string, len(i.Columns))
		for p := range names {
			names[p] = rowColumn(p)
		}
		d.alias = " AS " + rowsAlias(i.Table) + " (" + strings.Join(names, ", ") + ")"
		d.incoming = aliased(i.Table, i.Columns)
	}
	return d
}

// valuesOf writes an incoming column as VALUES(column), on every version of both databases. Nil columns: any column.
func valuesOf(columns []string) dialect.Spell {
	return func(w *dialect.Writer, column string) bool {
		w.SQL("VALUES(", quoteName(column), ")")
		return columns == nil || slices.Contains(columns, column)
	}
}

// aliased writes an incoming column as a column of the row alias or of the derived table.
func aliased(table string, columns []string) dialect.Spell {
	alias := rowsAlias(table)
	return func(w *dialect.Writer, column string) bool {
		p := slices.Index(columns, column)
		w.SQL(alias, ".", rowColumn(p))
		return p >= 0
	}
}

// writeReturning writes the RETURNING list.
func (f flavor) writeReturning(w *dialect.Writer, columns []string) {
	if len(columns) > 0 {
		w.SQL(" RETURNING ", quoteNames(columns))
	}
}
