package pgxcopy_test

import (
	"context"
	"errors"
	"log"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/pgxcopy"
)

// TestConnections: only connections of pgx's driver are taken. What goes through them is tested in internal/integration.
func TestConnections(t *testing.T) {
	for _, s := range []dialect.Strategy{exec.Copy, exec.Staging} {
		d, err := pgxcopy.Dialect{}.Load(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.CheckConn(&stdlib.Conn{}); err != nil {
			t.Error(err)
		}
		if err := d.CheckConn(struct{}{}); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%v: %v", s, err)
		}
	}
	if _, err := (pgxcopy.Dialect{}).Load(exec.Statements); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
	load, err := pgxcopy.Dialect{}.LoadCSV(dialect.Insert{Table: "t", Columns: []string{"a"}}, dialect.CSVFormat{Delimiter: ','})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := load.Send(t.Context(), struct{}{}, strings.NewReader("")); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
}

// TestAbilities: what goes through pgx loses nothing, and a dialect that was tuned is still that of this package.
func TestAbilities(t *testing.T) { dialecttest.Abilities(t, pgxcopy.Dialect{}) }

func Example() {
	db, err := sqlx.Connect("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	ctx := context.Background()
	ex := exec.New(db, pgxcopy.Dialect{})

	// rows
	users := builder.Insert("users").Columns("email", "name").Values("a@example.com", "A").Values("b@example.com", "B")
	res, err := ex.Run(ctx, users, exec.Strategy(exec.Copy))
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("%d users", res.Created)

	// a CSV file, which the server reads
	file, err := os.Open("users.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	res, err = ex.CopyCSV(ctx, builder.Insert("users").From(builder.CSV(file)))
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("%d users", res.Created)
}
