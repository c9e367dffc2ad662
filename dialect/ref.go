package dialect

import (
	sq "github.com/Masterminds/squirrel"
)

// Ref stands for a column inside an expression: sq.Expr("? + ?", Stored("hits"), Incoming("hits")). A [Writer] replaces
// its placeholder by the column in the dialect's spelling; a Ref is never bound as a value.
type Ref struct {
	Column string // the column's name
	From   Side   // the row that is read
}

// Side says which row a [Ref] reads.
type Side int

const (
	// StoredRow is the row in the table, before the statement.
	StoredRow Side = iota
	// IncomingRow is the row of the input.
	IncomingRow
)

// Stored is the value that the row in the table has before the statement.
func Stored(column string) Ref { return Ref{Column: column, From: StoredRow} }

// Incoming is the value that the input row brings.
func Incoming(column string) Ref { return Ref{Column: column, From: IncomingRow} }

// ToSql returns a placeholder whose argument is the Ref itself, so that squirrel carries it to the dialect through any
// nesting.
func (r Ref) ToSql() (string, []any, error) { return "?", []any{r}, nil }

// Refs lists the columns that an expression refers to, in the order of its text. A nil expression has none.
func Refs(e sq.Sqlizer) ([]Ref, error) {
	if e == nil {
		return nil, nil
	}
	_, args, err := fragment(e)
	if err != nil {
		return nil, err
	}
	var refs []Ref
	for _, a := range args {
		if r, ok := a.(Ref); ok {
			refs = append(refs, r)
		}
	}
	return refs, nil
}
