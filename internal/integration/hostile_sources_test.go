package integration

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"maps"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
)

// renamedRows is the result of a query whose second column has another name.
type renamedRows struct {
	*sql.Rows
	name string
}

func (n renamedRows) Columns() ([]string, error) { return []string{"id", n.name}, nil }

// pairs is a sequence of one row.
func pairs(a, b any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) { yield([]any{a, b}, nil) }
}

// withStreams adds the sources that are read while they are written, and the places of a queue, of [exec.Executor.UpdateOrCreate] and of
// [exec.Executor.CopyCSV].
func withStreams(all map[string]inject) map[string]inject {
	ctx, t := context.Background(), builder.Insert("hostile_t")
	maps.Copy(all, map[string]inject{
		"TupleSeq": func(ex *exec.Executor, _ reach, name string) error {
			_, err := ex.Run(ctx, t.From(builder.TupleSeq([]string{"id", name}, pairs(7, 7))))
			return err
		},
		"SQLRows": func(ex *exec.Executor, on reach, name string) error {
			rows, err := on.db.Query("SELECT 7 AS id, 7 AS v")
			if err != nil {
				return nil // which the test takes for an accepted name
			}
			defer rows.Close()
			_, err = ex.Run(ctx, t.From(builder.SQLRows(renamedRows{rows, name})))
			return err
		},
		"SQLRows, update": func(ex *exec.Executor, on reach, name string) error {
			rows, err := on.db.Query("SELECT 1 AS id, 7 AS v")
			if err != nil {
				return nil
			}
			defer rows.Close()
			_, err = ex.Run(ctx, builder.Update("hostile_t").Key("id").Set(name).From(builder.SQLRows(renamedRows{rows, name})))
			return err
		},
		"table of both": func(ex *exec.Executor, _ reach, name string) error {
			_, err := ex.UpdateOrCreate(ctx, builder.UpdateOrCreate(name).Key("id").From(builder.TupleSeq([]string{"id", "v"}, pairs(1, 5))))
			return err
		},
		"LockTable, schema": func(ex *exec.Executor, _ reach, name string) error {
			_, err := ex.Run(ctx, builder.Insert(name+".hostile_t").Columns("id", "v").Values(7, 7), exec.LockTable(true))
			return err
		},
		"table of a queue": queued(func(rows [][]int, n string) builder.Bulk {
			return builder.Insert(n).From(builder.Tuples([]string{"id", "v"}, rows))
		}),
		"column of a queue": queued(func(rows [][]int, n string) builder.Bulk { return t.From(builder.Tuples([]string{"id", n}, rows)) }),
		"key of a queue": queued(func(rows [][]int, n string) builder.Bulk {
			return builder.UpdateOrCreate("hostile_t").Key(n).From(builder.Tuples([]string{"id", n}, rows))
		}),
		"CopyCSV header": readByServer(func(n string) builder.InsertBuilder { return t.From(builder.CSV(header(n))) }),
		"CopyCSV name": readByServer(func(n string) builder.InsertBuilder {
			return t.From(builder.CSV(header("v"), builder.CSVRename("v", n)))
		}),
		"CopyCSV table": readByServer(func(n string) builder.InsertBuilder { return builder.Insert(n).From(builder.CSV(header("v"))) }),
		"CopyCSV schema": readByServer(func(n string) builder.InsertBuilder {
			return builder.Insert(n + ".hostile_t").From(builder.CSV(header("v")))
		}),
	})
	return all
}

// queued is a place in the statement that a queue builds.
func queued(build func(rows [][]int, name string) builder.Bulk) inject {
	return func(ex *exec.Executor, _ reach, name string) error {
		q, err := exec.NewQueue(ex, func(rows [][]int) builder.Bulk { return build(rows, name) })
		if err != nil {
			return err
		}
		return errors.Join(q.Add(context.Background(), []int{7, 7}), q.Close(context.Background()))
	}
}

// readByServer is a place in the statement whose text the database reads itself, with either driver of PostgreSQL.
func readByServer(insert func(name string) builder.InsertBuilder) inject {
	return func(ex *exec.Executor, on reach, name string) error {
		if on.driver == "pgx" {
			ex = exec.New(on.db, pgxcopy.Dialect{})
		}
		_, err := ex.CopyCSV(context.Background(), insert(name))
		return err
	}
}
