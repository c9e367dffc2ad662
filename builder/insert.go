package builder

import (
	"iter"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// InsertBuilder describes a multi-row INSERT or upsert. It is immutable: each method returns a changed copy. The first
// mistake is kept and reported when the statement is used.
type InsertBuilder struct {
	into     dialect.Insert
	conflict conflict
	input    input
}

// Insert starts an INSERT into a table; schema.table is understood.
func Insert(table string) InsertBuilder {
	return InsertBuilder{into: dialect.Insert{Table: table}}
}

// Columns names the inserted columns, in order. By default, the columns of the source.
func (b InsertBuilder) Columns(columns ...string) InsertBuilder {
	b.into.Columns = join(b.into.Columns, columns)
	return b
}

// Values adds one row, its values in the order of Columns. A value may be an expression, such as sq.Expr("now()").
func (b InsertBuilder) Values(values ...any) InsertBuilder {
	b.input.values = b.input.values.with(values)
	return b
}

// From takes the rows from a source, instead of Values.
//
// A whole-number field of a struct that is 0 in every row is refused as the column id and as the only column of OnConflict, unless Columns
// names it: tagged db:"id,omitzero", the database gives the ids. Of a stream, the first batch decides.
func (b InsertBuilder) From(s Source) InsertBuilder {
	b.input.source = s
	return b
}

// BatchSize sets the most rows in one statement. By default, what suits the dialect and the statement, [DefaultBatchSize] in most cases.
// The database's limits cut it further.
func (b InsertBuilder) BatchSize(rows int) InsertBuilder {
	b.input.batch = batch(rows)
	return b
}

// OnConflict names the unique key by its columns: what follows is done with a row whose key exists. Needs [InsertBuilder.DoNothing],
// [InsertBuilder.DoUpdate] or [InsertBuilder.DoUpdateSet].
//
// PostgreSQL and SQLite watch that key only, and another key's violation stays an error. MySQL and MariaDB watch every unique key of the
// table; there the columns only say which one is meant.
func (b InsertBuilder) OnConflict(columns ...string) InsertBuilder {
	b.conflict.given, b.conflict.byColumns = true, true
	b.conflict.to.Columns = join(b.conflict.to.Columns, columns)
	return b
}

// OnConstraint names the unique key by its constraint (PostgreSQL). Elsewhere the statement is an error that wraps
// [errors.ErrUnsupported].
func (b InsertBuilder) OnConstraint(name string) InsertBuilder {
	b.conflict.given, b.conflict.byName = true, true
	b.conflict.to.Constraint = name
	return b
}

// ConflictWhere gives the predicate of a partial unique index (PostgreSQL, SQLite), in squirrel's terms; several are
// joined by AND. On MySQL and MariaDB the statement is an error that wraps [errors.ErrUnsupported].
func (b InsertBuilder) ConflictWhere(pred any, args ...any) InsertBuilder {
	b.conflict.where = b.conflict.where.and(pred, args)
	return b
}

// DoNothing leaves a stored row as it is; the input row counts as skipped. Without OnConflict, any unique key counts.
func (b InsertBuilder) DoNothing() InsertBuilder {
	b.conflict.given, b.conflict.to.DoNothing = true, true
	return b
}

// DoUpdate updates a stored row: each column gets the incoming value. Without arguments: every inserted column but
// those that OnConflict names and the column id, which is only set when it is named here.
func (b InsertBuilder) DoUpdate(columns ...string) InsertBuilder {
	b.conflict.all = b.conflict.all || len(columns) == 0
	b.conflict.to.Set = append(slices.Clip(b.conflict.to.Set), assign(columns)...)
	return b
}

// DoUpdateSet updates a column of a stored row with a value or an expression over [Stored] and [Incoming]:
//
//	DoUpdateSet("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits")))
//
// Every expression reads the row as it was before the statement.
func (b InsertBuilder) DoUpdateSet(column string, value any) InsertBuilder {
	b.conflict.to.Set = append(slices.Clip(b.conflict.to.Set), dialect.Assignment{Column: column, Expr: expression(value)})
	return b
}

// DoUpdateWhere updates a stored row only where the predicate over [Stored] and [Incoming] holds; other rows count as
// unchanged. Several are joined by AND.
//
// Times that are compared should be in UTC, on both sides: SQLite, and PostgreSQL in a column of type timestamp, compare the clock's hands, not
// the moments.
func (b InsertBuilder) DoUpdateWhere(pred any, args ...any) InsertBuilder {
	b.conflict.updateWhere = b.conflict.updateWhere.and(pred, args)
	return b
}

// OnlyChanged updates a stored row only when an incoming value differs from the stored one, so that triggers, the write-ahead log
// and columns such as updated_at stay quiet. DoUpdate's columns are compared; those of DoUpdateSet are not, and change
// with the others.
func (b InsertBuilder) OnlyChanged() InsertBuilder {
	b.conflict.to.OnlyChanged = true
	return b
}

// Returning asks for columns of the rows that were inserted or updated, for exec's Query. MySQL cannot.
func (b InsertBuilder) Returning(columns ...string) InsertBuilder {
	b.into.Returning = join(b.into.Returning, columns)
	return b
}

// Prefix adds SQL in front of the statement.
func (b InsertBuilder) Prefix(sql string, args ...any) InsertBuilder {
	return b.PrefixExpr(sq.Expr(sql, args...))
}

// PrefixExpr adds an expression in front of the statement.
func (b InsertBuilder) PrefixExpr(e sq.Sqlizer) InsertBuilder {
	b.into.Prefixes = append(slices.Clip(b.into.Prefixes), e)
	return b
}

// Suffix adds SQL at the end of the statement, before RETURNING.
func (b InsertBuilder) Suffix(sql string, args ...any) InsertBuilder {
	return b.SuffixExpr(sq.Expr(sql, args...))
}

// SuffixExpr adds an expression at the end of the statement, before RETURNING.
func (b InsertBuilder) SuffixExpr(e sq.Sqlizer) InsertBuilder {
	b.into.Suffixes = append(slices.Clip(b.into.Suffixes), e)
	return b
}

// Statements yields the statements in the SQL of a dialect, one per chunk, as the rows are read. An error ends them.
func (b InsertBuilder) Statements(d dialect.Dialect) iter.Seq2[Statement, error] {
	return statements(b, d)
}

// Dialect binds the builder to a dialect, as a squirrel Sqlizer for a single statement.
func (b InsertBuilder) Dialect(d dialect.Dialect) Bound { return Bound{b, d} }

// Job implements [Bulk].
func (b InsertBuilder) Job(o JobOptions) (Job, error) {
	where := "Insert(" + b.into.Table + ")"
	in, err := b.input.resolve(where, o)
	if err != nil {
		return Job{}, err
	}
	named := len(b.into.Columns) > 0
	if !named {
		if b.into.Columns, err = in.columns(where); err != nil {
			return Job{}, err
		}
	}
	if err := b.check(where, in, o); err != nil {
		return Job{}, err
	}
	if in.empty() {
		return in.job(b.into, nil), nil
	}
	if b.conflict.given || b.conflict.acts() {
		if b.into.Conflict, err = b.conflict.resolve(where, b.into.Columns); err != nil {
			return Job{}, err
		}
	}
	b.into.Count = o.Count
	job := in.job(b.into, b.conflict.to.Columns)
	if !named {
		job.zeroIDs = in.zeroIDs(b.into.Columns, b.identifies,
			`tag its field db:"%[1]s,omitzero", so that the database gives the ids, or name the column in Columns to store 0`)
	}
	return job, nil
}

// identifies tells whether a column is the generated key, as far as its name tells, or the whole conflict target.
func (b InsertBuilder) identifies(column string) bool {
	target := b.conflict.to.Columns
	return isID(column) || len(target) == 1 && target[0] == column
}

// check refuses an INSERT that no database can run.
func (b InsertBuilder) check(where string, in input, o JobOptions) error {
	if err := checkTable(where, b.into.Table); err != nil {
		return err
	}
	if err := checkNames(where, "Columns", b.into.Columns); err != nil {
		return err
	}
	if err := checkNames(where, "Returning", b.into.Returning); err != nil {
		return err
	}
	if err := checkExprs(where, o, b.into.Prefixes, b.into.Suffixes); err != nil {
		return err
	}
	return in.check(where, b.into.Columns)
}
