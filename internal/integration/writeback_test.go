package integration

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// member is a row whose key is (org, email); the database generates id, state and, by a trigger, code.
type member struct {
	ID    int64  `db:"id"`
	Org   int64  `db:"org"`
	Email string `db:"email"`
	Name  string `db:"name"`
	State string `db:"state"`
	Code  string `db:"code"`
}

// memberTable creates the table and its trigger, which makes the code of a row from its address.
func memberTable(t *testing.T, on reach) {
	t.Helper()
	on.create(t, "members "+pick(on, map[string]string{
		"postgres": "(id BIGSERIAL PRIMARY KEY, ",
		"mysql":    "(id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, ",
		"sqlite":   "(id INTEGER PRIMARY KEY AUTOINCREMENT, ",
	})+"org BIGINT NOT NULL, email VARCHAR(60) NOT NULL, name VARCHAR(40), state VARCHAR(10) NOT NULL DEFAULT 'fresh', code VARCHAR(80), UNIQUE (org, email))")
	switch on.kind {
	case "postgres":
		on.must(t, `CREATE FUNCTION member_code() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.code := 'code ' || NEW.email || ' ' || NEW.name; RETURN NEW; END$$`,
			"CREATE TRIGGER member_code BEFORE INSERT OR UPDATE ON members FOR EACH ROW EXECUTE FUNCTION member_code()")
		t.Cleanup(func() { on.must(t, "DROP FUNCTION member_code() CASCADE") })
	case "sqlite":
		for _, event := range []string{"INSERT", "UPDATE OF name"} {
			on.must(t, fmt.Sprintf("CREATE TRIGGER member_%s AFTER %s ON members BEGIN UPDATE members SET code = 'code ' || email || ' ' || name WHERE id = NEW.id; END",
				event[:6], event))
		}
	default:
		for _, event := range []string{"INSERT", "UPDATE"} {
			on.must(t, fmt.Sprintf("CREATE TRIGGER member_%s BEFORE %s ON members FOR EACH ROW SET NEW.code = CONCAT('code ', NEW.email, ' ', NEW.name)", event, event))
		}
	}
}

func memberEmail(i int) string { return fmt.Sprintf("m%d@x.io", i/3) }

// TestWriteBack writes generated columns back into 10,000 shuffled structs, half of which have a row already, and compares each
// struct with its row. SQBULK_WRITEBACK_ROWS is another number.
func TestWriteBack(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) { writeBackAll(t, on, on.db) })
}

// TestGaleraWriteBack does the same where generated ids are some apart, and the rows of two nodes alternate.
func TestGaleraWriteBack(t *testing.T) {
	onGalera(t, func(t *testing.T, on reach, nodes []*sqlx.DB) {
		if step := on.one(t, "SELECT @@auto_increment_increment"); step < 2 {
			t.Fatalf("the cluster's ids are %d apart", step)
		}
		writeBackAll(t, on, nodes[1])
	})
}

func writeBackAll(t *testing.T, on reach, db *sqlx.DB) {
	n := number("SQBULK_WRITEBACK_ROWS", 10_000)
	insert := builder.Insert("members").Columns("org", "email", "name").OnConflict("org", "email")
	for _, c := range []struct {
		name string
		b    builder.InsertBuilder
		wins func(org int64) bool // whether an incoming name replaces a stored one
	}{
		{"update", insert.DoUpdate("name"), func(int64) bool { return true }},
		{"nothing", insert.DoNothing(), func(int64) bool { return false }},
		{"update where", insert.DoUpdate("name").DoUpdateWhere("? > 0", builder.Stored("org")), func(org int64) bool { return org > 0 }},
		{"only changed", insert.DoUpdate("name").OnlyChanged(), func(int64) bool { return true }},
	} {
		for scope, opt := range map[string]exec.Option{"atomic": exec.Atomic(), "per chunk": exec.PerChunk()} {
			t.Run(c.name+"/"+scope, func(t *testing.T) {
				memberTable(t, on)
				all := make([]member, n)
				for k, i := range rand.Perm(n) {
					all[k] = member{Org: int64(i % 3), Email: memberEmail(i), Name: "old"}
				}
				ctx := context.Background()
				if _, err := exec.New(on.db, on.dialect).Run(ctx, insert.DoNothing().From(builder.Structs(all[:n/2]))); err != nil {
					t.Fatal(err)
				}
				rand.Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
				for i := range all {
					all[i].Name = "new"
				}
				res, err := exec.New(db, on.dialect, opt).WriteBack(ctx, c.b.From(builder.Structs(all)).Returning("id", "name", "state", "code"), all)
				if err != nil {
					t.Fatal(err)
				}
				if !res.Exact || res.Created != int64(n-n/2) {
					t.Errorf("%+v", res)
				}
				compareMembers(t, db, all, n/2, c.wins)
			})
		}
	}
}

// compareMembers compares every struct with its row.
func compareMembers(t *testing.T, db *sqlx.DB, all []member, existed int, wins func(int64) bool) {
	t.Helper()
	var rows []member
	if err := db.Select(&rows, "SELECT id, org, email, name, state, code FROM members"); err != nil {
		t.Fatal(err)
	}
	stored := make(map[string]member)
	for _, r := range rows {
		stored[fmt.Sprint(r.Org, r.Email)] = r
	}
	wrong, old := few{t: t}, 0
	for i, m := range all {
		if m != stored[fmt.Sprint(m.Org, m.Email)] || m.ID == 0 || m.Code != "code "+m.Email+" "+m.Name {
			wrong.errorf("struct %d is %v, and its row %v", i, m, stored[fmt.Sprint(m.Org, m.Email)])
		}
		if m.Name == "old" {
			old++
			if wins(m.Org) {
				wrong.errorf("struct %d has the old name", i)
			}
		}
	}
	if len(rows) != len(all) || old > existed || old == 0 && !wins(0) {
		t.Errorf("%d rows, %d with an old name", len(rows), old)
	}
}

// TestWriteBackNoKey asks for columns of rows that cannot be found again: an error says what to do, and nothing is sent.
func TestWriteBackNoKey(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		memberTable(t, on)
		rows := []member{{Org: 1, Email: "a@x.io", Name: "a"}}
		b := builder.Insert("members").Columns("org", "email", "name").From(builder.Structs(rows)).Returning("id")
		ex := exec.New(on.db, on.dialect)
		_, err := ex.WriteBack(context.Background(), b, rows)
		if err == nil || !strings.Contains(err.Error(), "MatchBy") {
			t.Errorf("%v does not say what to do", err)
		}
		if n := on.one(t, "SELECT COUNT(*) FROM members"); n != 0 || rows[0].ID != 0 {
			t.Errorf("%d rows are stored, and the struct is %v", n, rows[0])
		}
		if _, err := ex.WriteBack(context.Background(), b, rows, exec.MatchBy("org", "email")); err != nil || rows[0].ID == 0 {
			t.Errorf("%v: %v", rows[0], err)
		}
		rows[0].ID = 0
		if _, err := ex.WriteBack(context.Background(), b.OnConflict("org", "email").DoNothing(), rows, exec.MatchBy("org")); err != nil {
			t.Error(err) // unique among what is stored
		}
	})
}

// TestWriteBackSnapshot lets another transaction store a row between two chunks: a transaction with a snapshot of its own has to see it.
func TestWriteBackSnapshot(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		memberTable(t, on)
		rows := []member{{Org: 1, Email: "a@x.io", Name: "ours"}, {Org: 1, Email: "b@x.io", Name: "ours"}}
		other := on.again()
		between := exec.ObserverFunc(func(_ context.Context, e exec.Event) {
			if e.Kind == exec.ChunkDone && e.Chunk == 1 {
				if _, err := other.Exec("INSERT INTO members (org, email, name) VALUES (1, 'b@x.io', 'theirs')"); err != nil {
					t.Error(err)
				}
			}
		})
		b := builder.Insert("members").Columns("org", "email", "name").From(builder.Structs(rows)).OnConflict("org", "email").DoNothing()
		_, err := exec.New(on.db, on.dialect, exec.BatchSize(1), exec.Observe(between)).WriteBack(context.Background(), b.Returning("id", "name"), rows)
		if err != nil || rows[0].Name != "ours" || rows[1].Name != "theirs" || rows[1].ID == 0 {
			t.Errorf("%v: %v", rows, err)
		}
	})
}
