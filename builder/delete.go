package builder

import (
	"iter"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// DeleteBuilder describes a DELETE by key. It is immutable: each method returns a changed copy. The first mistake is kept
// and reported when the statement is used.
type DeleteBuilder struct {
	del   dialect.Delete
	where predicate
	input input
}

// Delete starts a DELETE from a table; schema.table is understood. Without rows nothing is deleted.
func Delete(table string) DeleteBuilder {
	return DeleteBuilder{del: dialect.Delete{Table: table}}
}

// Key names the columns that find the stored row. Rows with NULL in a key match nothing.
func (b DeleteBuilder) Key(columns ...string) DeleteBuilder {
	b.del.Key = join(b.del.Key, columns)
	return b
}

// Values adds one key, its values in the order of Key.
func (b DeleteBuilder) Values(values ...any) DeleteBuilder {
	b.input.values = b.input.values.with(values)
	return b
}

// From takes the keys from a source, instead of Values; columns of the source that are not in Key are not read.
func (b DeleteBuilder) From(s Source) DeleteBuilder {
	b.input.source = s
	return b
}

// BatchSize sets the most rows in one statement. By default, what suits the dialect and the statement, [DefaultBatchSize] in most cases.
// The database's limits cut it further.
func (b DeleteBuilder) BatchSize(rows int) DeleteBuilder {
	b.input.batch = batch(rows)
	return b
}

// Where adds a condition on the stored row, such as sq.Eq{"tenant": 7}; several are joined by AND.
func (b DeleteBuilder) Where(pred any, args ...any) DeleteBuilder {
	b.where = b.where.and(pred, args)
	return b
}

// Returning asks for columns of the deleted rows, for exec's Query. MySQL cannot.
func (b DeleteBuilder) Returning(columns ...string) DeleteBuilder {
	b.del.Returning = join(b.del.Returning, columns)
	return b
}

// Prefix adds SQL in front of the statement.
func (b DeleteBuilder) Prefix(sql string, args ...any) DeleteBuilder {
	return b.PrefixExpr(sq.Expr(sql, args...))
}

// PrefixExpr adds an expression in front of the statement.
func (b DeleteBuilder) PrefixExpr(e sq.Sqlizer) DeleteBuilder {
	b.del.Prefixes = append(slices.Clip(b.del.Prefixes), e)
	return b
}

// Suffix adds SQL at the end of the statement, before RETURNING.
func (b DeleteBuilder) Suffix(sql string, args ...any) DeleteBuilder {
	return b.SuffixExpr(sq.Expr(sql, args...))
}

// SuffixExpr adds an expression at the end of the statement, before RETURNING.
func (b DeleteBuilder) SuffixExpr(e sq.Sqlizer) DeleteBuilder {
	b.del.Suffixes = append(slices.Clip(b.del.Suffixes), e)
	return b
}

// Statements yields the statements in the SQL of a dialect, one per chunk, as the rows are read. An error ends them.
func (b DeleteBuilder) Statements(d dialect.Dialect) iter.Seq2[Statement, error] {
	return statements(b, d)
}

// Dialect binds the builder to a dialect, as a squirrel Sqlizer for a single statement.
func (b DeleteBuilder) Dialect(d dialect.Dialect) Bound { return Bound{b, d} }

// Job implements [Bulk].
func (b DeleteBuilder) Job(o JobOptions) (Job, error) {
	where := "Delete(" + b.del.Table + ")"
	in, err := b.input.resolve(where, o)
	if err != nil {
		return Job{}, err
	}
	if b.del.Where, err = b.where.resolve(where, "Where"); err != nil {
		return Job{}, err
	}
	if err := b.check(where, o); err != nil {
		return Job{}, err
	}
	if err := in.check(where, b.del.Key); err != nil {
		return Job{}, err
	}
	return in.job(b.del, b.del.Key), nil
}

// check refuses a DELETE that no database can run.
func (b DeleteBuilder) check(where string, o JobOptions) error {
	if err := checkTable(where, b.del.Table); err != nil {
		return err
	}
	if len(b.del.Key) == 0 {
		return invalid(where, "a delete needs Key; to delete by a condition alone use squirrel's Delete")
	}
	if err := checkNames(where, "Key", b.del.Key); err != nil {
		return err
	}
	if err := checkNames(where, "Returning", b.del.Returning); err != nil {
		return err
	}
	if err := checkExprs(where, o, b.del.Prefixes, b.del.Suffixes); err != nil {
		return err
	}
	return checkStoredOnly(where, "Where of a delete", b.del.Where)
}
