package jobs

import (
	"context"
	"slices"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// Contact is a row of a table without a unique key.
type Contact struct {
	Email string `db:"email"`
	Name  string `db:"name"`
	Via   string `db:"via"`
}

// syncContacts updates the contacts that a shop has, whatever the case of their addresses, and creates the others,
// which it returns. It locks the table, since no unique key stops two imports from creating one contact twice.
func syncContacts(
	ctx context.Context, ex *exec.Executor, shop int, contacts []Contact,
) ([]Contact, exec.Result, error) {
	uc := builder.UpdateOrCreate("contacts").
		Shared(sq.Eq{"shop": shop, "deleted_at": nil}).
		KeyFold("email").
		Set("name").
		SetExpr("changes", sq.Expr("? + 1", builder.Stored("changes"))).
		OnCreate("via").
		OnlyChanged().
		From(builder.Structs(contacts))
	res, err := ex.UpdateOrCreate(ctx, uc, exec.LockTable(true), exec.BatchSize(2))
	var created []Contact
	for _, i := range res.CreatedRows {
		created = append(created, contacts[i])
	}
	return created, res.Result, err
}

func TestContacts(t *testing.T) {
	const stored = "SELECT CONCAT(shop, ' ', email, ' ', name, ' ', via, ' ', changes, " +
		"CASE WHEN deleted_at IS NULL THEN '' ELSE ' deleted' END) FROM contacts ORDER BY shop, email, id DESC"
	onEvery(t, func(t *testing.T, p place) {
		p.create(t,
			"CREATE TABLE contacts (id {id}, shop INT NOT NULL, email VARCHAR(40) NOT NULL, name VARCHAR(40), "+
				"via VARCHAR(10), changes INT NOT NULL DEFAULT 0, deleted_at {time})",
			"CREATE INDEX contacts_email ON contacts (shop, email)",
			"INSERT INTO contacts (shop, email, name, via, deleted_at) VALUES (7, 'Ada@x.io', 'A.', 'web', NULL), "+
				"(7, 'bob@x.io', 'Bob', 'web', NULL), (7, 'fay@x.io', 'Fay', 'web', '2026-01-01 00:00:00'), "+
				"(8, 'dan@x.io', 'Dan', 'web', NULL)")
		ctx, ex := context.Background(), exec.New(p.db, p.dialect)
		contacts := []Contact{
			{"ada@x.io", "Ada", "feed"}, // there, in another case
			{"bob@x.io", "Bob", "feed"}, // there, and equal
			{"dan@x.io", "Dan", "feed"}, // of another shop
			{"fay@x.io", "Fay", "feed"}, // deleted
			{"gus@x.io", "Gus", "feed"}, // new
		}

		// Two at once: one of them creates, and the other one finds all.
		type answer struct {
			created []Contact
			res     exec.Result
			err     error
		}
		answers := make(chan answer)
		for range 2 {
			go func() {
				created, res, err := syncContacts(ctx, ex, 7, contacts)
				answers <- answer{created, res, err}
			}()
		}
		first, second := <-answers, <-answers
		if len(first.created) == 0 {
			first, second = second, first
		}
		if first.err != nil || first.res.Updated != 1 || first.res.Unchanged != 1 {
			t.Errorf("the one that creates: %+v, %v", first.res, first.err)
		}
		if !slices.Equal(first.created, contacts[2:]) {
			t.Errorf("created: %v", first.created)
		}
		if second.err != nil || len(second.created) != 0 || second.res.Unchanged != 5 {
			t.Errorf("the one that finds: %v, %+v, %v", second.created, second.res, second.err)
		}
		if !first.res.Exact || !second.res.Exact {
			t.Errorf("not exact: %+v, %+v", first.res, second.res)
		}
		p.holds(t, stored,
			"7 Ada@x.io Ada web 1", "7 bob@x.io Bob web 0", "7 dan@x.io Dan feed 0", "7 fay@x.io Fay feed 0",
			"7 fay@x.io Fay web 0 deleted", "7 gus@x.io Gus feed 0", "8 dan@x.io Dan web 0")
	})
}
