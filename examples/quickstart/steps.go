package main

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

const table = "quickstart"

// step is one bulk statement.
type step struct {
	title     string
	statement statement
}

// statement is any of the builders: the executor runs it, and its SQL can be had without a database.
type statement interface {
	builder.Bulk
	Statements(dialect.Dialect) iter.Seq2[builder.Statement, error]
}

// steps are the statements of the program, in order.
func steps(in input) []step {
	key := in.header[:in.keys]
	all := []step{
		{"insert the earlier state", builder.Insert(table).
			From(in.source(in.earlier))},
		{"upsert the later state", builder.Insert(table).
			From(in.source(in.later)).
			OnConflict(key...).
			DoUpdate().     // every column but the key
			OnlyChanged()}, // equal rows are not written
	}
	if in.mark != "" {
		all = append(all, step{"update by key: note the " + in.mark + ", once for a key that is not in the table", builder.Update(table).
			Key(key...).
			Set("note").
			From(builder.Tuples(append(slices.Clone(key), "note"), in.notes()))})
	}
	if in.drop != "" {
		all = append(all, step{"delete by key: the rows with a value in " + in.drop, builder.Delete(table).
			Key(key...).
			From(in.source(in.filled(in.drop)))})
	}
	return all
}

// notes returns the keys of the rows that have a value in the column mark, each with a note, and one key that no row has.
func (in input) notes() [][]string {
	at := slices.Index(in.header, in.mark)
	var notes [][]string
	for _, r := range in.filled(in.mark) {
		notes = append(notes, append(slices.Clone(r[:in.keys]), "see "+r[at]))
	}
	return append(notes, append(slices.Repeat([]string{"no-such-row"}, in.keys), "see nothing"))
}

// createTable makes the table anew: a text column for each column of the files, and one for notes.
func createTable(ctx context.Context, db *sqlx.DB, in input) error {
	var names []string
	for _, column := range in.header {
		names = append(names, dialect.QuoteName(column, `"`))
	}
	if _, err := db.ExecContext(ctx, "DROP TABLE IF EXISTS "+table); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, "CREATE TABLE "+table+" ("+
		strings.Join(names, " TEXT NOT NULL, ")+" TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', "+
		"PRIMARY KEY ("+strings.Join(names[:in.keys], ", ")+"))")
	return err
}
