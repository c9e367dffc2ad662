package integration

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
	"github.com/sqbulk/sqbulk/postgres"
)

// loaded is a dialect that is that of a strategy before and after Load, for what asks it how many steps there are.
type loaded struct{ dialect.Dialect }

func (l loaded) Load(dialect.Strategy) (dialect.Dialect, error) { return l.Dialect, nil }

// load returns a strategy's dialect.
func load(t *testing.T, d dialect.Dialect, s dialect.Strategy) dialect.Dialect {
	t.Helper()
	d, err := d.Load(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestStrategyBadRows is TestBadRows for rows that are fed: the same rows are stored and set aside, at the same price.
func TestStrategyBadRows(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		insert := builder.Insert("bad_rows")
		up := insert.OnConflict("id").DoUpdate()
		for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
			on := on
			on.dialect = loaded{load(t, on.dialect, s)}
			feed := []exec.Option{exec.Strategy(s), exec.BatchSize(1000)}
			t.Run(s.String(), func(t *testing.T) {
				t.Run("atomic", func(t *testing.T) { runBadRows(t, on, insert, 10_000, faultCases, onPool(on, feed...)) })
				t.Run("per chunk", func(t *testing.T) {
					runBadRows(t, on, insert, 3_000, faultCases, onPool(on, append(feed, exec.PerChunk())...))
				})
				t.Run("caller's transaction", func(t *testing.T) {
					if on.driver != "postgres" {
						return // refused, see TestStrategyWrongDriver
					}
					run := inTx(on)
					runBadRows(t, on, insert, 3_000, faultCases, func(t *testing.T, b builder.Bulk, opts ...exec.Option) (exec.Result, error) {
						return run(t, b, append(opts, feed...)...)
					})
				})
				if s == exec.Staging {
					t.Run("upsert", func(t *testing.T) { runBadRows(t, on, up, 3_000, faultCases, onPool(on, feed...)) })
				}
			})
		}
	})
}

// fedTable creates the table of the following tests, and fedRows are n rows for it, of which the database makes the rest.
func fedTable(t *testing.T, on reach) {
	on.create(t, `fed (id bigint PRIMARY KEY, name varchar(12) NOT NULL, n int DEFAULT 7, at timestamptz DEFAULT now())`)
}

func fedRows(n int) [][]any {
	rows := make([][]any, n)
	for i := range rows {
		rows[i] = []any{i, fmt.Sprint("name ", i), i % 100}
		if i%5 == 0 {
			rows[i][2] = builder.Unset
		}
	}
	return rows
}

func fed(rows [][]any) builder.InsertBuilder {
	return builder.Insert("fed").From(builder.Tuples([]string{"id", "name", "n"}, rows))
}

// fedContent checks how many rows there are, and that each is what fedRows made it.
func fedContent(t *testing.T, on reach, n int) {
	t.Helper()
	right := on.one(t, "SELECT COUNT(*) FROM fed WHERE name = 'name ' || id AND n = CASE WHEN id % 5 = 0 THEN 7 ELSE id % 100 END AND at IS NOT NULL")
	if all := on.one(t, "SELECT COUNT(*) FROM fed"); right != int64(n) || all != right {
		t.Errorf("%d rows are stored, %d of them right; want %d", all, right, n)
	}
}

// TestStrategyInsert inserts rows, some of which lack a column, in each kind of transaction.
func TestStrategyInsert(t *testing.T) {
	const n = 25_000
	onCopy(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
			for name, scope := range map[string]exec.Option{"atomic": exec.Atomic(), "per chunk": exec.PerChunk()} {
				t.Run(s.String()+"/"+name, func(t *testing.T) {
					on.must(t, "TRUNCATE fed")
					var chunks []int
					watch := exec.ObserverFunc(func(_ context.Context, e exec.Event) { chunks = append(chunks, e.Rows) })
					res, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(fedRows(n)), exec.Strategy(s), scope, exec.Observe(watch))
					if err != nil || res.Created != n || res.Rows != n || !res.Exact {
						t.Errorf("%+v, %v", res, err)
					}
					if slices.Max(chunks) != 10_000 {
						t.Errorf("chunks of %d", chunks)
					}
					fedContent(t, on, n)
					on.idle(t)
				})
			}
		}
	})
}

// TestStrategyErrorRow: an error names the input row and the column, and nothing is stored.
func TestStrategyErrorRow(t *testing.T) {
	for name, bad := range map[string]struct {
		column  int
		value   any
		kind    dialect.Kind
		columns string
		copy    bool // found while rows are copied, and so with Staging before the table is touched
	}{
		"type":         {2, "abc", dialect.InvalidValue, "[n]", true},
		"too long":     {1, "longer than twelve", dialect.InvalidValue, "[name]", true},
		"NUL":          {1, "a\x00b", dialect.InvalidValue, "[name]", true},
		"unknown type": {1, struct{}{}, dialect.InvalidValue, "[name]", true},
		"NULL":         {1, nil, dialect.NotNullViolation, "[name]", false},
		"duplicate":    {0, 14, dialect.UniqueViolation, "[id]", false},
	} {
		t.Run(name, func(t *testing.T) {
			onCopy(t, func(t *testing.T, on reach) {
				fedTable(t, on)
				for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
					rows := fedRows(15_000)
					rows[12_341][bad.column] = bad.value
					_, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(rows), exec.Strategy(s))
					var failed *exec.ChunkError
					if !errors.As(err, &failed) || failed.Fault.Kind != bad.kind || failed.Applied != 0 {
						t.Fatalf("%v: %v", s, err)
					}
					if columns := fmt.Sprint(failed.Fault.Columns); columns != bad.columns && name != "NUL" {
						t.Errorf("%v: columns %s, want %s: %v", s, columns, bad.columns, err)
					}
					if (s == exec.Copy || bad.copy) && failed.Row != 12_341 {
						t.Errorf("%v: row %d: %v", s, failed.Row, err)
					}
					fedContent(t, on, 0)
					on.idle(t)
				}
			})
		})
	}
}

// TestStrategyPerChunk: the chunks before a bad one stay.
func TestStrategyPerChunk(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		rows := fedRows(1000)
		for i := range rows {
			rows[i][2] = i % 100
		}
		rows[777][1] = nil
		for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
			on.must(t, "TRUNCATE fed")
			res, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(rows), exec.Strategy(s), exec.PerChunk(), exec.BatchSize(100))
			var failed *exec.ChunkError
			if !errors.As(err, &failed) || failed.Chunk != 8 || failed.Applied != 700 || !failed.Committed || res.Created != 700 {
				t.Errorf("%v: %+v, %v", s, res, err)
			}
			if n := on.one(t, "SELECT COUNT(*) FROM fed WHERE id < 700"); n != 700 {
				t.Errorf("%v: %d rows are stored", s, n)
			}
		}
	})
}

// TestStrategyRetry: a transaction that loses twice is run again, and the rows are stored once.
func TestStrategyRetry(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		on.must(t, "DROP SEQUENCE IF EXISTS fed_tries", "CREATE SEQUENCE fed_tries",
			`CREATE OR REPLACE FUNCTION fed_lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
				IF new.id = 150 AND nextval('fed_tries') < 3 THEN RAISE SQLSTATE '40001'; END IF; RETURN new; END $$`,
			"CREATE TRIGGER lose BEFORE INSERT ON fed FOR EACH ROW EXECUTE FUNCTION fed_lose()")
		t.Cleanup(func() { on.must(t, "DROP FUNCTION fed_lose CASCADE", "DROP SEQUENCE fed_tries") })
		for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
			for name, scope := range map[string]exec.Option{"atomic": exec.Atomic(), "per chunk": exec.PerChunk()} {
				on.must(t, "TRUNCATE fed", "ALTER SEQUENCE fed_tries RESTART")
				res, err := exec.New(on.db, on.dialect).Run(t.Context(), fed(fedRows(300)), exec.Strategy(s), scope, exec.BatchSize(100))
				if err != nil || res.Created != 300 {
					t.Errorf("%v, %s: %+v, %v", s, name, res, err)
				}
				fedContent(t, on, 300)
			}
		}
	})
}

// TestStrategyCancelled ends the context, or the time of a statement, while the server waits for a lock in the middle of the rows.
func TestStrategyCancelled(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
			for _, at := range []int{10, 9_990} { // while rows are on their way, and when all of them are
				t.Run(fmt.Sprint(s, "/row ", at), func(t *testing.T) { cancelFed(t, on, s, at) })
			}
		}
	})
}

func cancelFed(t *testing.T, on reach, s dialect.Strategy, at int) {
	holder := on.db.MustBegin()
	defer holder.Rollback()
	holder.MustExec("INSERT INTO fed VALUES ($1, 'name', 0)", at)
	const waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid' AND query LIKE '%fed%'"
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	pool := on.again()
	ended := make(chan error)
	go func() {
		_, err := exec.New(pool, on.dialect).Run(ctx, fed(fedRows(10_000)), exec.Strategy(s))
		ended <- err
	}()
	on.until(t, "the run does not wait for the lock", func(n int64) bool { return n == 1 }, waiting)
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	_, err := exec.New(pool, on.dialect).Run(t.Context(), fed(fedRows(10_000)), exec.Strategy(s), exec.Timeout(200*time.Millisecond))
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, dialect.Timeout) {
		t.Errorf("timed out: %v", err)
	}
	on.until(t, "the server still waits", func(n int64) bool { return n == 0 }, waiting)
	if err := holder.Rollback(); err != nil {
		t.Fatal(err)
	}
	again := reach{kind: on.kind, driver: on.driver, db: pool, dialect: on.dialect}
	fedContent(t, again, 0)
	if _, err := exec.New(pool, on.dialect).Run(t.Context(), fed(fedRows(500)), exec.Strategy(s)); err != nil {
		t.Error(err)
	}
	fedContent(t, again, 500)
	again.idle(t)
	on.must(t, "TRUNCATE fed")
}

// TestStrategyWrongDriver: a driver that the dialect cannot feed is an error that says so, and so is pgx in a caller's transaction,
// which stays usable.
func TestStrategyWrongDriver(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, "fed (id bigint, name varchar(12), n int)")
		for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
			switch on.driver {
			case "postgres":
				refusesFed(t, on, on.db, pgxcopy.Dialect{}, s)
			case "pgx":
				refusesFed(t, on, on.db, postgres.Dialect{}, s)
				refusesFed(t, on, nil, postgres.Dialect{}, s)
				refusesFed(t, on, nil, pgxcopy.Dialect{}, s)
			default:
				refusesFed(t, on, on.db, on.dialect, s)
				refusesFed(t, on, nil, on.dialect, s)
			}
		}
	})
}

// refusesFed checks that a strategy is refused, in a caller's transaction when db is nil.
func refusesFed(t *testing.T, on reach, db exec.DB, d dialect.Dialect, s dialect.Strategy) {
	t.Helper()
	if db != nil {
		res, err := exec.New(db, d).Run(t.Context(), fed(fedRows(3)), exec.Strategy(s))
		if !errors.Is(err, errors.ErrUnsupported) || res.Statements != 0 {
			t.Errorf("%T, %v: %+v, %v", d, s, res, err)
		}
		on.idle(t)
		return
	}
	tx := on.db.MustBegin()
	defer tx.Rollback()
	if _, err := exec.New(tx, d).Run(t.Context(), fed(fedRows(3)), exec.Strategy(s)); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("%T, %v: %v", d, s, err)
	}
	if _, err := tx.Exec("INSERT INTO fed VALUES (1, 'name', 1)"); err != nil {
		t.Errorf("%T, %v: the caller's transaction: %v", d, s, err)
	}
}

// TestCopyDiffers holds what COPY does in another way than INSERT, as docs/strategies.md says. Staging ends in an INSERT.
func TestCopyDiffers(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		run := func(table string, s dialect.Strategy) error {
			b := builder.Insert(table).From(builder.Tuples([]string{"id", "name"}, [][]any{{1, "a"}, {2, "b"}}))
			_, err := exec.New(on.db, on.dialect).Run(t.Context(), b, exec.Strategy(s))
			return err
		}
		on.create(t, "differs_log (name text)", "differs (id int GENERATED ALWAYS AS IDENTITY, name text)")
		on.must(t, "CREATE RULE noted AS ON INSERT TO differs DO ALSO INSERT INTO differs_log VALUES (new.name)")
		for s, want := range map[dialect.Strategy]bool{exec.Statements: false, exec.Staging: false, exec.Copy: true} {
			if err := run("differs", s); (err == nil) != want {
				t.Errorf("an identity that is GENERATED ALWAYS, by %v: %v", s, err)
			}
		}
		if rows, noted := on.one(t, "SELECT COUNT(*) FROM differs"), on.one(t, "SELECT COUNT(*) FROM differs_log"); rows != 2 || noted != 0 {
			t.Errorf("%d rows by COPY, and the rule noted %d", rows, noted)
		}
		on.create(t, "differs_base (id int, name text)")
		on.must(t, "CREATE VIEW differs_view AS SELECT * FROM differs_base")
		t.Cleanup(func() { on.must(t, "DROP VIEW IF EXISTS differs_view") })
		for s, want := range map[dialect.Strategy]bool{exec.Statements: true, exec.Staging: true, exec.Copy: false} {
			if err := run("differs_view", s); (err == nil) != want {
				t.Errorf("a view, by %v: %v", s, err)
			}
		}
		on.must(t, "DROP VIEW differs_view")
	})
}

// TestStrategyKilled ends the server's connection while a run waits in the middle of its rows.
func TestStrategyKilled(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		fedTable(t, on)
		for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
			holder := on.db.MustBegin()
			defer holder.Rollback()
			holder.MustExec("INSERT INTO fed VALUES (70, 'name', 0)")
			pool := on.again()
			ended := make(chan error)
			go func() {
				_, err := exec.New(pool, on.dialect).Run(t.Context(), fed(fedRows(10_000)), exec.Strategy(s))
				ended <- err
			}()
			on.until(t, "the run does not wait for the lock", func(n int64) bool { return n == 1 },
				"SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid' AND query LIKE '%fed%'")
			if err := <-ended; !errors.Is(err, dialect.ConnectionLost) || errors.Is(err, exec.ErrCommitUnknown) {
				t.Errorf("%v: %v", s, err)
			}
			if err := holder.Rollback(); err != nil {
				t.Fatal(err)
			}
			again := reach{kind: on.kind, driver: on.driver, db: pool, dialect: on.dialect}
			fedContent(t, again, 0)
			again.idle(t)
		}
	})
}
