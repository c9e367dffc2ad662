package mysql

import (
	"fmt"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// insert spells INSERT INTO t (…) VALUES (…), … [AS alias] [ON DUPLICATE KEY UPDATE …] [RETURNING …].
func (f flavor) insert(i dialect.Insert, rows dialect.Rows) (dialect.Spelling, error) {
	if err := f.checkInsert(i); err != nil {
		return dialect.Spelling{}, err
	}
	counted := i.Count && i.Conflict != nil
	w := dialect.NewWriter(dialect.Question, rows)
	writePrefixes(w, i.Prefixes)
	w.SQL("INSERT INTO ", quoteTable(i.Table), " (", quoteNames(i.Columns), ") VALUES ")
	all := dialect.Columns(len(i.Columns))
	w.EachRow(", ", func() { w.Cells("(", all, ")") })
	if i.Conflict != nil {
		d := f.duplicate(w, i)
		if counted {
			d.count = countDuplicate(returns(i))
		}
		w.SQL(" ")
		if err := d.write(w); err != nil {
			return dialect.Spelling{}, err
		}
	}
	writeSuffixes(w, i.Suffixes)
	f.writeReturning(w, i.Returning)
	if counted && returns(i) {
		w.SQL(", ", readFlag)
	}
	return f.insertSpelling(w, i, counted)
}

// insertSpelling puts the steps around the statement that count.
func (f flavor) insertSpelling(w *dialect.Writer, i dialect.Insert, counted bool) (dialect.Spelling, error) {
	read := dialect.ReadAffected
	if returns(i) {
		read = dialect.ReadRows
	}
	write, err := w.Step(read)
	if err != nil {
		return dialect.Spelling{}, fmt.Errorf("mysql: insert: %w", err)
	}
	switch {
	case counted && returns(i):
		return dialect.Spelling{Steps: []dialect.Step{resetFlag, write}, Tally: tallyFlags}, nil
	case counted:
		steps := []dialect.Step{resetDuplicates, write, readDuplicates}
		return dialect.Spelling{Steps: steps, Tally: f.tallyDuplicates(i.Conflict)}, nil
	default:
		return dialect.Spelling{Steps: []dialect.Step{write}, Tally: tallyInsert(i)}, nil
	}
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

// duplicate prepares the conflict clause, and writes the row alias if there is one.
func (f flavor) duplicate(w *dialect.Writer, i dialect.Insert) duplicate {
	d := duplicate{to: *i.Conflict, table: i.Table, stored: qualified(i.Table), incoming: valuesOf(i.Columns), idle: i.Columns[0]}
	if len(d.to.Columns) > 0 && slices.Contains(i.Columns, d.to.Columns[0]) {
		d.idle = d.to.Columns[0]
	}
	if f.rowAlias && !d.to.DoNothing {
		w.SQL(" AS ", rowsAlias, " (")
		for p := range i.Columns {
			if p > 0 {
				w.SQL(", ")
			}
			w.SQL(rowColumn(p))
		}
		w.SQL(")")
		d.incoming = aliased(i.Columns)
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
func aliased(columns []string) dialect.Spell {
	return func(w *dialect.Writer, column string) bool {
		p := slices.Index(columns, column)
		w.SQL(rowsAlias, ".", rowColumn(p))
		return p >= 0
	}
}

// writeReturning writes the RETURNING list.
func (f flavor) writeReturning(w *dialect.Writer, columns []string) {
	if len(columns) > 0 {
		w.SQL(" RETURNING ", quoteNames(columns))
	}
}
