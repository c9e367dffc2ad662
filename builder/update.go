package builder

import (
	"iter"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// UpdateBuilder describes an UPDATE by key: each input row finds its stored row by the key columns and sets the others. It is immutable:
// each method returns a changed copy. The first mistake is kept and reported when the statement is used.
type UpdateBuilder struct {
	update  dialect.Update
	version string
	where   predicate
	input   input
}

// Update starts an UPDATE of a table; schema.table is understood.
func Update(table string) UpdateBuilder {
	return UpdateBuilder{update: dialect.Update{Table: table}}
}

// Key names the columns that find the stored row. Rows with NULL in a key match nothing.
func (b UpdateBuilder) Key(columns ...string) UpdateBuilder {
	b.update.Key = join(b.update.Key, columns)
	return b
}

// Version names a column that locks rows optimistically: a stored row is updated only while the column still has the incoming
// value, and gets the next number. Exec refuses a chunk with a row that others changed or deleted meanwhile with the error
// [dialect.StaleRow]; with SkipBadRows, such rows are set aside and listed. The column has to be a number, and may not be NULL.
func (b UpdateBuilder) Version(column string) UpdateBuilder {
	b.version = column
	return b
}

// Set names columns that get the incoming value. Other columns are left alone.
func (b UpdateBuilder) Set(columns ...string) UpdateBuilder {
	b.update.Set = append(slices.Clip(b.update.Set), assign(columns)...)
	return b
}

// SetExpr sets a column to a value or an expression over [Stored] and [Incoming]:
//
//	SetExpr("hits", sq.Expr("? + ?", builder.Stored("hits"), builder.Incoming("hits")))
//
// Every expression reads the row as it was before the statement. An Incoming column is a column of the rows and of the
// table, which gives it its type.
func (b UpdateBuilder) SetExpr(column string, value any) UpdateBuilder {
	b.update.Set = append(slices.Clip(b.update.Set), dialect.Assignment{Column: column, Expr: expression(value)})
	return b
}

// Values adds one row: the key, the column of Version, then the columns of Set, then those that only Incoming asks for, of Where and of each SetExpr,
// in the order in which they are named.
func (b UpdateBuilder) Values(values ...any) UpdateBuilder {
	b.input.values = b.input.values.with(values)
	return b
}

// From takes the rows from a source, instead of Values.
func (b UpdateBuilder) From(s Source) UpdateBuilder {
	b.input.source = s
	return b
}

// BatchSize sets the most rows in one statement. By default, what suits the dialect and the statement, [DefaultBatchSize] in most cases.
// The database's limits cut it further.
func (b UpdateBuilder) BatchSize(rows int) UpdateBuilder {
	b.input.batch = batch(rows)
	return b
}

// Where adds a condition on the stored row, such as sq.Eq{"tenant": 7}; several are joined by AND. Rows for which it does not
// hold count as unmatched.
func (b UpdateBuilder) Where(pred any, args ...any) UpdateBuilder {
	b.where = b.where.and(pred, args)
	return b
}

// OnlyChanged updates a stored row only when a value of Set differs from the stored one, so that triggers, the write-ahead log and
// columns such as updated_at stay quiet. The columns of SetExpr are not compared and change with the others.
func (b UpdateBuilder) OnlyChanged() UpdateBuilder {
	b.update.OnlyChanged = true
	return b
}

// CaseForm spells the statement as SET column = CASE key WHEN … THEN … ELSE column END instead of the dialect's join. It
// runs on anything that speaks SQL and is limited to [dialect.CaseRows] rows a statement.
func (b UpdateBuilder) CaseForm() UpdateBuilder {
	b.update.Form = dialect.FormCase
	return b
}

// Returning asks for columns of the updated rows, for exec's Query. MySQL and MariaDB cannot.
func (b UpdateBuilder) Returning(columns ...string) UpdateBuilder {
	b.update.Returning = join(b.update.Returning, columns)
	return b
}

// Prefix adds SQL in front of the statement.
func (b UpdateBuilder) Prefix(sql string, args ...any) UpdateBuilder {
	return b.PrefixExpr(sq.Expr(sql, args...))
}

// PrefixExpr adds an expression in front of the statement.
func (b UpdateBuilder) PrefixExpr(e sq.Sqlizer) UpdateBuilder {
	b.update.Prefixes = append(slices.Clip(b.update.Prefixes), e)
	return b
}

// Suffix adds SQL at the end of the statement, before RETURNING.
func (b UpdateBuilder) Suffix(sql string, args ...any) UpdateBuilder {
	return b.SuffixExpr(sq.Expr(sql, args...))
}

// SuffixExpr adds an expression at the end of the statement, before RETURNING.
func (b UpdateBuilder) SuffixExpr(e sq.Sqlizer) UpdateBuilder {
	b.update.Suffixes = append(slices.Clip(b.update.Suffixes), e)
	return b
}

// Statements yields the statements in the SQL of a dialect, one per chunk, as the rows are read. An error ends them.
func (b UpdateBuilder) Statements(d dialect.Dialect) iter.Seq2[Statement, error] {
	return statements(b, d)
}

// Dialect binds the builder to a dialect, as a squirrel Sqlizer for a single statement.
func (b UpdateBuilder) Dialect(d dialect.Dialect) Bound { return Bound{b, d} }

// Job implements [Bulk].
func (b UpdateBuilder) Job(o JobOptions) (Job, error) {
	where := "Update(" + b.update.Table + ")"
	in, err := b.input.resolve(where, o)
	if err != nil {
		return Job{}, err
	}
	key := b.update.Key
	b = b.versioned()
	if b.update.Where, err = b.where.resolve(where, "Where"); err != nil {
		return Job{}, err
	}
	if err := b.check(where, o); err != nil {
		return Job{}, err
	}
	if b.update.Columns, err = b.incoming(where); err != nil {
		return Job{}, err
	}
	columns := b.update.RowColumns()
	if err := checkAssignments(where, "Set", b.update.Set, columns, b.update.Where); err != nil {
		return Job{}, err
	}
	if err := in.check(where, columns); err != nil {
		return Job{}, err
	}
	b.update.Count, b.update.Ask = o.Count, o.Context != nil
	job := in.job(b.update, key)
	job.Version = b.version
	return job, nil
}

// versioned writes the optimistic lock out: its column finds rows like the key, and is counted up.
func (b UpdateBuilder) versioned() UpdateBuilder {
	if b.version == "" || len(b.update.Key) == 0 {
		return b
	}
	b.update.Key = join(b.update.Key, []string{b.version})
	return b.SetExpr(b.version, sq.Expr("? + 1", Stored(b.version)))
}

// check refuses an UPDATE that no database can run.
func (b UpdateBuilder) check(where string, o JobOptions) error {
	if err := checkTable(where, b.update.Table); err != nil {
		return err
	}
	if len(b.update.Key) == 0 {
		return invalid(where, "an update needs Key; to update by a condition alone use squirrel's Update")
	}
	if err := checkNames(where, "Key", b.update.Key); err != nil {
		return err
	}
	if len(b.update.Set) == 0 {
		return invalid(where, "an update needs Set or SetExpr")
	}
	compared := false
	for _, a := range b.update.Set {
		if a.Expr == nil && slices.Contains(b.update.Key, a.Column) {
			return invalid(where, "Set(%q) is a key column: the row found by a value cannot be set to another with the same value", a.Column)
		}
		compared = compared || a.Expr == nil
	}
	if b.update.OnlyChanged && !compared {
		return invalid(where, "OnlyChanged compares the columns of Set, and there are none")
	}
	if err := checkExprs(where, o, b.update.Prefixes, b.update.Suffixes); err != nil {
		return err
	}
	return checkNames(where, "Returning", b.update.Returning)
}

// incoming lists the columns that the rows bring besides the key: those of Set, and those that expressions ask for.
func (b UpdateBuilder) incoming(where string) ([]string, error) {
	var columns []string
	add := func(c string) {
		if !slices.Contains(columns, c) && !slices.Contains(b.update.Key, c) {
			columns = append(columns, c)
		}
	}
	exprs := []sq.Sqlizer{b.update.Where}
	for _, a := range b.update.Set {
		if a.Expr == nil {
			add(a.Column)
		}
		exprs = append(exprs, a.Expr)
	}
	for _, e := range exprs {
		refs, err := dialect.Refs(e)
		if err != nil {
			return nil, invalid(where, "an expression: %v", err)
		}
		for _, r := range refs {
			if r.From == dialect.IncomingRow {
				add(r.Column)
			}
		}
	}
	return columns, nil
}
