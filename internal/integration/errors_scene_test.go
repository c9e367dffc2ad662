package integration

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// scene is one database, on which faults are provoked.
type scene struct {
	on      reach
	options []exec.Option
	again   int    // transactions that were run again
	yours   bool   // the run took part in a caller's transaction
	inside  func() // called once, after the first chunk
}

// errorTables creates the tables. SQLite checks types in STRICT tables only.
func errorTables(t *testing.T, on reach) {
	t.Helper()
	tables := []string{
		"err_parents (id BIGINT NOT NULL PRIMARY KEY)",
		`err_rows (id BIGINT NOT NULL PRIMARY KEY, code VARCHAR(10), name VARCHAR(10) NOT NULL, amount BIGINT, parent BIGINT, small SMALLINT,
			n INTEGER, CONSTRAINT err_code UNIQUE (code), CONSTRAINT err_amount CHECK (amount >= 0),
			CONSTRAINT err_parent FOREIGN KEY (parent) REFERENCES err_parents (id))`,
		"err_guarded (id BIGINT NOT NULL PRIMARY KEY)",
		"err_large (id BIGINT NOT NULL PRIMARY KEY, body " + pick(on, map[string]string{"": "TEXT", "mysql": "LONGTEXT"}) + ")",
	}
	if on.kind == "postgres" || on.kind == "sqlite" {
		tables = append(tables, `err_deferred (id BIGINT NOT NULL PRIMARY KEY, parent BIGINT,
			CONSTRAINT err_later FOREIGN KEY (parent) REFERENCES err_parents (id) DEFERRABLE INITIALLY DEFERRED)`)
	}
	for _, definition := range tables {
		if on.kind == "sqlite" {
			types := strings.NewReplacer("BIGINT", "INTEGER", "SMALLINT", "INTEGER", "VARCHAR(10)", "TEXT")
			definition = types.Replace(definition) + " STRICT"
		}
		on.create(t, definition)
	}
	on.must(t, pick(on, map[string][]string{
		"postgres": {
			"CREATE INDEX err_large_body ON err_large (body)",
			"CREATE OR REPLACE FUNCTION err_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$",
			"CREATE TRIGGER err_refuse BEFORE INSERT ON err_guarded FOR EACH ROW WHEN (NEW.id = 13) EXECUTE FUNCTION err_refuse()",
		},
		"mysql": {`CREATE TRIGGER err_refuse BEFORE INSERT ON err_guarded FOR EACH ROW
			BEGIN IF NEW.id = 13 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refused'; END IF; END`},
		"sqlite": {"CREATE TRIGGER err_refuse BEFORE INSERT ON err_guarded WHEN NEW.id = 13 BEGIN SELECT RAISE(ABORT, 'refused'); END"},
	})...)
}

// reset fills the tables: parents 1 to 5, of which the first has children, the rows 1 to 5.
func (s *scene) reset(t *testing.T) {
	t.Helper()
	s.on.must(t, "DELETE FROM err_rows", "DELETE FROM err_parents", "DELETE FROM err_guarded",
		"INSERT INTO err_parents VALUES (1), (2), (3), (4), (5)",
		`INSERT INTO err_rows VALUES (1, 'c1', 'one', 1, 1, 0, 0), (2, 'c2', 'two', 2, 1, 0, 0), (3, 'c3', 'three', 3, 1, 0, 0),
			(4, 'c4', 'four', 4, 1, 0, 0), (5, 'c5', 'five', 5, 1, 0, 0)`)
}

// contents are the rows of the tables, but for the column n, which is free for other writers.
func (s *scene) contents(t *testing.T) string {
	t.Helper()
	var all []string
	for _, query := range []string{
		"SELECT id, code, name, amount, parent, small FROM err_rows ORDER BY id",
		"SELECT id, '' AS code, '' AS name, 0 AS amount, 0 AS parent, 0 AS small FROM err_parents ORDER BY id",
		"SELECT id, '' AS code, '' AS name, 0 AS amount, 0 AS parent, 0 AS small FROM err_guarded ORDER BY id",
	} {
		var rows []struct {
			ID                    int64
			Code, Name            string
			Amount, Parent, Small int64
		}
		if err := s.on.db.Select(&rows, query); err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprint(rows))
	}
	return strings.Join(all, "\n")
}

// Observe counts what is run again, and calls inside after the first chunk.
func (s *scene) Observe(_ context.Context, e exec.Event) {
	switch {
	case e.Kind == exec.Retrying:
		s.again++
	case e.Kind == exec.ChunkDone && s.inside != nil:
		inside := s.inside
		s.inside = nil
		inside()
	}
}

// run runs a statement.
func (s *scene) run(db exec.DB, b builder.Bulk, opts ...exec.Option) (exec.Result, error) {
	_, s.yours = db.(*sqlx.Tx)
	return exec.New(db, s.on.dialect, append(slices.Clone(s.options), exec.Observe(s))...).Run(context.Background(), b, opts...)
}
