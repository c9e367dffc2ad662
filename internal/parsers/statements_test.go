package parsers

import (
	"math/rand/v2"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// maker makes random statements. The same numbers with other names make the same statement with other names.
type maker struct {
	*rand.Rand
	names
}

// some tells yes or no.
func (m maker) some() bool { return m.IntN(2) == 0 }

// statement is a random statement and its rows.
func (m maker) statement() (dialect.Statement, dialect.Rows, error) {
	var bulk builder.Bulk
	switch m.IntN(6) {
	case 0:
		bulk = m.insert()
	case 1, 2:
		bulk = m.upsert()
	case 3:
		bulk = m.update()
	case 4:
		bulk = m.delete()
	default:
		return m.lookup(), dialect.Plain(1 + m.IntN(4)), nil
	}
	job, err := bulk.Job(builder.JobOptions{Count: m.some()})
	if err != nil {
		return nil, dialect.Rows{}, err
	}
	return job.Statement, m.rows(len(job.Statement.RowColumns())), nil
}

// rows are one to four rows, with expressions among the cells of some.
func (m maker) rows(width int) dialect.Rows {
	rows := dialect.Plain(1 + m.IntN(4))
	if m.IntN(4) > 0 {
		return rows
	}
	rows.Exprs = make(map[dialect.Cell]dialect.Expr)
	for row := range rows.N {
		if cell, err := dialect.Resolve(m.cell()); err == nil && m.some() {
			rows.Exprs[dialect.Cell{Row: row, Column: m.IntN(width)}] = cell
		}
	}
	return rows
}

// cell is the SQL of a cell.
func (m maker) cell() sq.Sqlizer {
	return []sq.Sqlizer{
		sq.Expr("UPPER(?)", "x"), sq.Expr("REPLACE('wh?? '' at', ?, '??')", "x"), sq.Expr("? + ? /* why?? */", 1, 2), sq.Expr("CURRENT_TIMESTAMP"),
		sq.Expr("(?)", sq.Select("MAX(x)").From("archive").Where(sq.Eq{"org": []int{1, 2}})),
	}[m.IntN(4)] // the last one needs a table
}

// value is what a column is set to.
func (m maker) value(column string) any {
	return []any{
		"constant", nil, sq.Expr("COALESCE(?, ?, ?)", builder.Incoming(column), builder.Stored(column), "x"),
		sq.Expr("? + ?", builder.Stored(column), builder.Incoming(column)), builder.Stored(m.Untouched),
		sq.Case().When(sq.Expr("? > ?", builder.Incoming(column), 1), builder.Incoming(column)).Else(builder.Stored(column)),
	}[m.IntN(6)]
}

// condition is one over the stored and, where there is one, the incoming row.
func (m maker) condition(column string) sq.Sqlizer {
	return []sq.Sqlizer{
		sq.Expr("? < ?", builder.Stored(column), builder.Incoming(column)),
		sq.Expr("? = ?", builder.Stored(m.Untouched), "x"),
		sq.Or{sq.Expr("? IS NULL", builder.Stored(column)), sq.Expr("? NOT IN (?, '??')", builder.Stored(m.Untouched), 1)},
	}[m.IntN(3)]
}

// insert is a plain INSERT, or one that leaves existing rows alone.
func (m maker) insert() builder.Bulk {
	b := builder.Insert(m.target()).Columns(m.Key, m.Second, m.A).Values(1, 2, 3)
	switch m.IntN(4) {
	case 0:
		b = b.DoNothing()
	case 1:
		b = b.OnConflict(m.Key, m.Second).DoNothing()
	case 2:
		b = b.OnConflict(m.Second).ConflictWhere("live").DoNothing()
	}
	return m.ends(b)
}

// upsert is an INSERT that updates existing rows.
func (m maker) upsert() builder.Bulk {
	b := builder.Insert(m.target()).Columns(m.Key, m.Second, m.A, m.B, m.C).Values(1, 2, 3, 4, 5)
	switch m.IntN(5) {
	case 0:
		b = b.OnConstraint(m.Untouched)
	case 1:
		b = b.OnConflict(m.Second).ConflictWhere("live")
	case 2, 3:
		b = b.OnConflict(m.Key)
	default:
		b = b.OnConflict(m.Key, m.Second)
	}
	if m.some() {
		b = b.DoUpdate(m.A)
	}
	if m.some() {
		b = b.DoUpdateSet(m.B, m.value(m.B))
	}
	if m.some() {
		b = b.DoUpdateSet(m.Untouched, m.value(m.C))
	}
	b = b.DoUpdate(m.C)
	if m.some() {
		b = b.DoUpdateWhere(m.condition(m.B))
	}
	if m.some() {
		b = b.OnlyChanged()
	}
	return m.ends(b)
}

// ends adds what stands before, behind and after an INSERT.
func (m maker) ends(b builder.InsertBuilder) builder.Bulk {
	if m.IntN(4) == 0 {
		b = b.Prefix("/* nightly?? */").Suffix("/* end */")
	}
	if m.IntN(3) == 0 {
		b = b.Returning(m.Key, m.Untouched)
	}
	return b
}

// update is an UPDATE in one of the forms.
func (m maker) update() builder.Bulk {
	b := builder.Update(m.target()).Key(m.Key)
	values := []any{1}
	if m.some() {
		b, values = b.Key(m.Key, m.Second), append(values, 2)
	}
	b, values = b.Set(m.A, m.B), append(values, 3, 4)
	if m.some() {
		b = b.SetExpr(m.Untouched, m.value(m.A))
	}
	if m.some() {
		b = b.Where(m.condition(m.B))
	}
	if m.some() {
		b = b.OnlyChanged()
	}
	if m.IntN(3) == 0 {
		b = b.CaseForm()
	}
	if m.IntN(3) == 0 {
		b = b.Returning(m.Key, m.C)
	}
	return b.Values(values...)
}

// delete is a DELETE by one or two columns.
func (m maker) delete() builder.Bulk {
	b := builder.Delete(m.target()).Key(m.Key).Values(1)
	if m.some() {
		b = builder.Delete(m.target()).Key(m.Key, m.Second).Values(1, 2)
	}
	if m.some() {
		b = b.Where(sq.Expr("? <> ?", builder.Stored(m.Untouched), "x"))
	}
	if m.IntN(3) == 0 {
		b = b.Returning(m.A)
	}
	return b
}

// lookup is one of the statements that only read.
func (m maker) lookup() dialect.Statement {
	key := []string{m.Key, m.Second}[:1+m.IntN(2)]
	where := []sq.Sqlizer{nil, sq.Expr("? = ?", builder.Stored(m.Untouched), "x")}[m.IntN(2)]
	if m.some() {
		return dialect.Select{Table: m.target(), Key: key, Columns: []string{m.A, m.Untouched}, Where: where, Lock: m.some(), Current: m.some()}
	}
	return dialect.Match{Table: m.target(), Key: key, Fold: key[:m.IntN(2)], Where: where}
}
