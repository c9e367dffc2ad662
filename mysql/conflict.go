package mysql

import (
	"fmt"
	"slices"
	"strings"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// Conflict is the clause ON DUPLICATE KEY UPDATE, for the SuffixExpr of a plain squirrel insert:
//
//	sq.Insert("users").Columns("email", "name").Values("a@x.io", "A").
//		SuffixExpr(mysql.OnConflict("email").DoUpdate("name"))
//
// It is immutable: each method returns a changed copy. The text is the same on MySQL and MariaDB.
type Conflict struct{ to dialect.Conflict }

// OnConflict starts the clause. The server watches every unique key of the table; the columns say which one is meant, and
// DoNothing assigns the first of them to itself.
func OnConflict(columns ...string) Conflict {
	return Conflict{dialect.Conflict{Columns: slices.Clone(columns)}}
}

// DoNothing leaves a stored row as it is. Unlike INSERT IGNORE, it lets no other error pass.
func (c Conflict) DoNothing() Conflict {
	c.to.DoNothing = true
	return c
}

// DoUpdate gives columns their incoming value.
func (c Conflict) DoUpdate(columns ...string) Conflict {
	c.to.Set = slices.Clip(c.to.Set)
	for _, col := range columns {
		c.to.Set = append(c.to.Set, dialect.Assignment{Column: col})
	}
	return c
}

// DoUpdateSet gives a column a value, or an expression over [dialect.Stored] and [dialect.Incoming].
func (c Conflict) DoUpdateSet(column string, value any) Conflict {
	e, ok := value.(sq.Sqlizer)
	if !ok {
		e = sq.Expr("?", value)
	}
	c.to.Set = append(slices.Clip(c.to.Set), dialect.Assignment{Column: column, Expr: e})
	return c
}

// DoUpdateWhere updates a stored row only where the condition over [dialect.Stored] and [dialect.Incoming] holds.
func (c Conflict) DoUpdateWhere(pred sq.Sqlizer) Conflict {
	if c.to.UpdateWhere != nil {
		pred = sq.And{c.to.UpdateWhere, pred}
	}
	c.to.UpdateWhere = pred
	return c
}

// OnlyChanged applies the expressions of DoUpdateSet only to rows in which a column of DoUpdate changes. Columns that
// keep their value are never written.
func (c Conflict) OnlyChanged() Conflict {
	c.to.OnlyChanged = true
	return c
}

// ToSql returns the clause as a squirrel fragment.
func (c Conflict) ToSql() (string, []any, error) {
	d := duplicate{to: c.to, stored: writeName, incoming: valuesOf(nil)}
	if c.to.DoNothing {
		if len(c.to.Columns) == 0 || len(c.to.Set) > 0 || c.to.UpdateWhere != nil || c.to.OnlyChanged {
			return "", nil, fmt.Errorf("mysql: DoNothing needs OnConflict with a column, and excludes DoUpdate, DoUpdateSet, DoUpdateWhere and OnlyChanged")
		}
		d.idle = c.to.Columns[0]
	} else if len(c.to.Set) == 0 {
		return "", nil, fmt.Errorf("mysql: OnConflict needs DoNothing, DoUpdate or DoUpdateSet")
	}
	for _, a := range c.to.Set {
		if a.Column == "" || strings.ContainsRune(a.Column, 0) {
			return "", nil, fmt.Errorf("mysql: OnConflict: %q is not a column's name", a.Column)
		}
	}
	l, err := d.list()
	if err != nil {
		return "", nil, err
	}
	w := dialect.NewWriter(dialect.Question, dialect.Rows{})
	d.write(w, l)
	sql, args, err := w.Fragment()
	if err != nil {
		err = fmt.Errorf("mysql: OnConflict: %w", err)
	}
	return sql, args, err
}

// duplicate writes ON DUPLICATE KEY UPDATE.
type duplicate struct {
	to       dialect.Conflict
	table    string // empty when it is not known
	idle     string // the column that DoNothing assigns to itself
	alias    string // of the input rows, with AS
	stored   dialect.Spell
	incoming dialect.Spell
	counted  counting
}

// list returns the assignments in an order in which all of them read the stored row, and what they depend on.
func (d duplicate) list() (setList, error) {
	l := setList{target: writeName, stored: d.stored, value: writeValue, exprsOnly: d.to.UpdateWhere == nil}
	if d.to.DoNothing {
		l.set = []dialect.Assignment{{Column: d.idle, Expr: dialect.Stored(d.idle)}}
	} else {
		var err error
		l.order, err = sequence(d.table, d.to.Set, "ON DUPLICATE KEY UPDATE", "use an Update, or a statement for each")
		if err != nil {
			return l, err
		}
	}
	onlyThese := compared(d.to.OnlyChanged, d.to.Set)
	l.guard = condition(d.to.UpdateWhere, onlyThese)
	if d.counted != uncounted {
		c := counter{how: d.counted, set: l.set, stored: d.stored, guard: l.guard, sure: len(onlyThese) > 0}
		l.count = c.write
	}
	return l, nil
}

// write writes the clause.
//
// https://dev.mysql.com/doc/refman/9.4/en/insert-on-duplicate.html
func (d duplicate) write(w *dialect.Writer, l setList) {
	w.Refs(d.stored, d.incoming)
	w.SQL("ON DUPLICATE KEY UPDATE ")
	l.write(w)
	w.Refs(nil, nil)
}
