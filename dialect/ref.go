package dialect

import (
	"database/sql/driver"
	"fmt"

	sq "github.com/Masterminds/squirrel"
)

// Ref stands for a column inside an expression: sq.Expr("? + ?", Stored("hits"), Incoming("hits")). A [Writer] replaces
// its placeholder by the column in the dialect's spelling; a Ref is never bound as a value. Only the builders of bulk statements and a
// dialect's OnConflict know what to make of one: in a plain squirrel builder it is an error when the statement is sent.
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

// ToSql returns a placeholder whose argument stands for the Ref, so that squirrel carries it to the dialect through any nesting.
// [RefOf] recognizes it.
func (r Ref) ToSql() (string, []any, error) { return "?", []any{refOutsideBulkStatement{r}}, nil }

// Value implements [driver.Valuer] for squirrel's Eq and its like, which ask a value for what is bound. It returns what stands for the
// Ref in [Ref.ToSql].
func (r Ref) Value() (driver.Value, error) { return refOutsideBulkStatement{r}, nil }

// refOutsideBulkStatement is a Ref among the arguments of a statement. Where it is still one when it is sent, the statement was built by
// somebody who did not know what it means: it has no value, but an explanation. Its name is what a driver shows that is given
// a Ref without squirrel's help.
type refOutsideBulkStatement struct{ ref Ref }

// Value implements [driver.Valuer].
func (r refOutsideBulkStatement) Value() (driver.Value, error) {
	side := "Stored"
	if r.ref.From == IncomingRow {
		side = "Incoming"
	}
	return nil, fmt.Errorf("dialect: %s(%q) has a meaning only in sqbulk's builders and in a dialect's OnConflict: "+
		"in another statement, write the column into the SQL, with its table in front", side, r.ref.Column)
}

// RefOf returns the Ref that an argument of an expression stands for.
func RefOf(arg any) (r Ref, ok bool) {
	switch a := arg.(type) {
	case Ref:
		return a, true
	case refOutsideBulkStatement:
		return a.ref, true
	}
	return Ref{}, false
}

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
		if r, ok := RefOf(a); ok {
			refs = append(refs, r)
		}
	}
	return refs, nil
}
