package dialect

import sq "github.com/Masterminds/squirrel"

// Match describes the question which input rows have a stored row. Keys are compared by the database, under the column's own
// type and collation. NULL equals nothing.
type Match struct {
	Table string     // as the caller wrote it, schema.table understood
	Key   []string   // the columns that find the stored row, first in every row of values
	Fold  []string   // those of Key that are compared without regard to case
	Where sq.Sqlizer // a further condition on the stored row
}

// Target implements [Statement].
func (m Match) Target() string { return m.Table }

// RowColumns implements [Statement].
func (m Match) RowColumns() []string { return m.Key }

// ReturnedColumns implements [Statement].
func (m Match) ReturnedColumns() []string { return nil }

// Spell implements [Statement].
func (m Match) Spell(d Dialect, rows Rows) (Spelling, error) {
	sp, err := d.Match(m, rows)
	return sp, refusedBy(d, err, "telling which rows exist")
}

// UpdateOrCreate describes an UPDATE of the stored rows that have an input row, and an INSERT of the input rows that have none.
// These are three statements: Match tells which rows are which. The columns of Match and of Update are the first of Create's.
type UpdateOrCreate struct {
	Match  Match  // tells the input rows that have a stored row
	Create Insert // inserts those that have none
	Update Update // updates the stored rows of the others; without Set, they are left as they are
}

// Target implements [Statement].
func (u UpdateOrCreate) Target() string { return u.Create.Table }

// RowColumns implements [Statement].
func (u UpdateOrCreate) RowColumns() []string { return u.Create.Columns }

// ReturnedColumns implements [Statement].
func (u UpdateOrCreate) ReturnedColumns() []string { return nil }

// Parts are the statements: Match, Create, and Update where it sets anything.
func (u UpdateOrCreate) Parts() []Statement {
	if len(u.Update.Set) == 0 {
		return []Statement{u.Match, u.Create}
	}
	return []Statement{u.Match, u.Create, u.Update}
}

// Spell implements [Statement]: the steps of all parts, each for all rows. It shows what the statements need at most; what
// is run is spelled part by part.
func (u UpdateOrCreate) Spell(d Dialect, rows Rows) (Spelling, error) {
	all := Spelling{Tally: func(int, []Answer) Counts { return Counts{Inexact: true} }}
	for _, part := range u.Parts() {
		sp, err := part.Spell(d, rows)
		if err != nil {
			return Spelling{}, err
		}
		all.Steps = append(all.Steps, sp.Steps...)
		if sp.MaxRows > 0 && (all.MaxRows == 0 || sp.MaxRows < all.MaxRows) {
			all.MaxRows = sp.MaxRows
		}
	}
	return all, nil
}
