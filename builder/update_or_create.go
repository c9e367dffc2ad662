package builder

import (
	"errors"
	"maps"
	"slices"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// UpdateOrCreateBuilder describes an update of the stored rows that have the key of an input row, and an insert of the input
// rows that have no stored row. It needs no unique constraint: exec looks the stored rows up in the same transaction. It is
// immutable: each method returns a changed copy.
type UpdateOrCreateBuilder struct {
	table       string
	shared      []sq.Eq
	key, fold   []string
	set         []dialect.Assignment
	onCreate    []string
	onlyChanged bool
	input       input
}

// UpdateOrCreate starts an update or insert of a table's rows; schema.table is understood. Where the key is that of a unique
// constraint, [InsertBuilder.OnConflict] does the same in one statement.
func UpdateOrCreate(table string) UpdateOrCreateBuilder {
	return UpdateOrCreateBuilder{table: table}
}

// Shared gives columns that have one value in all rows, such as sq.Eq{"shop_id": 7}: only stored rows with these values are
// found, and rows that are created get them. Nil means IS NULL. Lists are refused.
func (b UpdateOrCreateBuilder) Shared(eq sq.Eq) UpdateOrCreateBuilder {
	b.shared = append(slices.Clip(b.shared), maps.Clone(eq))
	return b
}

// Key names the columns that find the stored row, together with those of Shared. The database compares them, under the column's
// own type and collation. A row with NULL in its key finds nothing and is created. A key that several stored rows have
// updates all of them. Two input rows of a statement with one key are an error that names both.
func (b UpdateOrCreateBuilder) Key(columns ...string) UpdateOrCreateBuilder {
	b.key = join(b.key, columns)
	return b
}

// KeyFold names columns of the key, as Key does, that are compared without regard to case, whatever their collation is: as the
// database's lower has it, on SQLite for the letters A to Z.
func (b UpdateOrCreateBuilder) KeyFold(columns ...string) UpdateOrCreateBuilder {
	b.key, b.fold = join(b.key, columns), join(b.fold, columns)
	return b
}

// Set names columns that get the incoming value, in stored rows and in those that are created. Without Set and SetExpr, stored
// rows are left as they are and count as unchanged.
func (b UpdateOrCreateBuilder) Set(columns ...string) UpdateOrCreateBuilder {
	b.set = append(slices.Clip(b.set), assign(columns)...)
	return b
}

// SetExpr sets a column of stored rows to a value or an expression over [Stored] and [Incoming], as [UpdateBuilder.SetExpr] does.
// A row that is created gets the incoming value where the expression has Incoming of that column, and otherwise the column's
// default.
func (b UpdateOrCreateBuilder) SetExpr(column string, value any) UpdateOrCreateBuilder {
	b.set = append(slices.Clip(b.set), dialect.Assignment{Column: column, Expr: expression(value)})
	return b
}

// OnCreate names columns that get the incoming value in rows that are created, and are left alone in stored rows.
func (b UpdateOrCreateBuilder) OnCreate(columns ...string) UpdateOrCreateBuilder {
	b.onCreate = join(b.onCreate, columns)
	return b
}

// OnlyChanged updates a stored row only when a value of Set differs from the stored one, as [UpdateBuilder.OnlyChanged] does.
func (b UpdateOrCreateBuilder) OnlyChanged() UpdateOrCreateBuilder {
	b.onlyChanged = true
	return b
}

// From takes the rows from a source.
func (b UpdateOrCreateBuilder) From(s Source) UpdateOrCreateBuilder {
	b.input.source = s
	return b
}

// BatchSize sets the most rows in one statement. By default, what suits the dialect and the statement, [DefaultBatchSize] in most cases.
// The database's limits cut it further.
func (b UpdateOrCreateBuilder) BatchSize(rows int) UpdateOrCreateBuilder {
	b.input.batch = batch(rows)
	return b
}

// Job implements [Bulk]. Its statement is a [dialect.UpdateOrCreate].
func (b UpdateOrCreateBuilder) Job(o JobOptions) (Job, error) {
	where := "UpdateOrCreate(" + b.table + ")"
	in, err := b.input.resolve(where, o)
	if err != nil {
		return Job{}, err
	}
	all, err := b.sharedColumns(where)
	if err != nil {
		return Job{}, err
	}
	up, err := b.update(where, all, o)
	if err != nil {
		return Job{}, err
	}
	columns := slices.Concat(up.RowColumns(), b.onCreate)
	if err := checkNames(where, "Key, Set and OnCreate", columns); err != nil {
		return Job{}, err
	}
	if err := checkNames(where, "Shared, Key, Set and OnCreate", join(all.columns, columns)); err != nil {
		return Job{}, err
	}
	if err := in.check(where, columns); err != nil {
		return Job{}, err
	}
	identifies := func(column string) bool { return slices.Contains(b.key, column) && (isID(column) || len(b.key) == 1) }
	zeroIDs := in.zeroIDs(columns, identifies,
		`create the rows that have no %[1]s yet with Insert and a field tagged db:"%[1]s,omitzero", or give the rows as Tuples to mean 0`)
	in.source = all.with(in.source)
	job := in.job(dialect.UpdateOrCreate{
		Match:  dialect.Match{Table: b.table, Key: b.key, Fold: b.fold, Where: up.Where},
		Create: dialect.Insert{Table: b.table, Columns: join(columns, all.columns), Count: o.Count},
		Update: up,
	}, b.key)
	job.zeroIDs = zeroIDs
	return job, nil
}

// update describes the update of the stored rows, as the UpdateBuilder has it.
func (b UpdateOrCreateBuilder) update(where string, all shared, o JobOptions) (dialect.Update, error) {
	u := UpdateBuilder{update: dialect.Update{
		Table: b.table, Key: b.key, Fold: b.fold, Set: b.set, Where: all.condition(), OnlyChanged: b.onlyChanged, Count: o.Count,
		Ask: o.Context != nil,
	}}
	if len(b.set) == 0 && !b.onlyChanged && len(b.key) > 0 {
		return u.update, errors.Join(checkTable(where, b.table), checkNames(where, "Key", b.key))
	}
	if err := u.check(where, o); err != nil {
		return dialect.Update{}, err
	}
	var err error
	if u.update.Columns, err = u.incoming(where); err != nil {
		return dialect.Update{}, err
	}
	return u.update, checkAssignments(where, "Set", b.set, u.update.RowColumns(), u.update.Where)
}
