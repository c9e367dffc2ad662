package main

import (
	"cmp"
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
)

// TestMove moves a table that the program makes, and compares what PostgreSQL has with what was generated.
func TestMove(t *testing.T) {
	from, to := cmp.Or(first("SQBULK_TEST_MYSQL"), first("SQBULK_TEST_MARIADB")), first("SQBULK_TEST_POSTGRES")
	if from == "" || to == "" {
		t.Skip("\n*** NOT TESTED: moving a table needs MySQL and PostgreSQL. Set SQBULK_TEST_MYSQL and SQBULK_TEST_POSTGRES, or run make test.")
	}
	const n = 12_345
	var out strings.Builder
	if err := run(context.Background(), from, to, "", n, &out); err != nil {
		t.Fatal(err)
	}
	if want := regexp.MustCompile(`^sqbulk_movetable: 12345 rows moved in \S+\n$`); !want.MatchString(out.String()) {
		t.Errorf("printed %q", out.String())
	}
	source, target := sqlx.MustOpen("mysql", from), sqlx.MustOpen("postgres", to)
	defer source.Close()
	defer target.Close()
	defer source.MustExec("DROP TABLE " + demoTable)
	defer target.MustExec("DROP TABLE " + demoTable)
	var got []Product
	if err := target.Select(&got, "SELECT * FROM "+demoTable+" ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	if len(got) != n {
		t.Fatalf("PostgreSQL has %d rows, want %d", len(got), n)
	}
	i := 0
	for want := range products(n) {
		g := got[i]
		if g.ID != want.ID || g.Name != want.Name || g.Price != want.Price || !g.Seen.Equal(want.Seen) ||
			(g.Photo == nil) != (want.Photo == nil) || string(g.Photo) != string(want.Photo) {
			t.Fatalf("row %d is %v, want %v", i, g, want)
		}
		i++
	}

	// The rows are there, so that a second move fails, and leaves them alone.
	if _, err := move(context.Background(), source, target, demoTable); err == nil || !strings.Contains(err.Error(), "pkey") {
		t.Errorf("a second move: %v, want the violated key", err)
	}
	var rows int
	if err := target.Get(&rows, "SELECT count(*) FROM "+demoTable); err != nil || rows != n {
		t.Errorf("%d rows after a second move, want %d; %v", rows, n, err)
	}
}

func TestNoServer(t *testing.T) {
	err := run(context.Background(), "", "", "", 1, &strings.Builder{})
	if err == nil || !strings.Contains(err.Error(), "SQBULK_TEST_MYSQL") {
		t.Errorf("the error %v does not say what to set", err)
	}
}
