package main

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/exec"
)

// took is the end of the printed line, which differs each time.
var took = regexp.MustCompile(`, in \S+\n$`)

// TestCounts runs the program three times on one file, without a terminal, and compares the printed counts and the table.
func TestCounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "progress.db")
	db := sqlx.MustOpen("sqlite", path)
	defer db.Close()
	for _, test := range []struct {
		before string // what happens to the table first
		rows   int
		want   string
	}{
		{"", 2500, "2500 rows stored: 2500 created, 0 updated, 0 unchanged"},
		{"", 2500, "2500 rows stored: 0 created, 0 updated, 2500 unchanged"},
		{"UPDATE readings SET celsius = 99 WHERE id < 10", 4000, "4000 rows stored: 1500 created, 10 updated, 2490 unchanged"},
	} {
		db.MustExec(test.before)
		var out, screen strings.Builder
		if err := run(context.Background(), path, test.rows, &out, &screen); err != nil {
			t.Fatal(err)
		}
		if got := took.ReplaceAllString(out.String(), ""); got != test.want || screen.Len() > 0 {
			t.Errorf("printed %q, want %q; on the screen: %q", got, test.want, screen.String())
		}
		var got []Reading
		if err := db.Select(&got, "SELECT id, celsius FROM readings ORDER BY id"); err != nil {
			t.Fatal(err)
		}
		if want := slices.Collect(readings(test.rows)); !slices.Equal(got, want) {
			t.Errorf("the table holds %d rows that are not the %d generated ones", len(got), len(want))
		}
	}
}

// TestBar shows three events: a chunk, a transaction that starts again, and a chunk with twice the rows.
func TestBar(t *testing.T) {
	bar := newBar(100, new(strings.Builder)).SetWidth(80)
	for _, test := range []struct {
		event exec.Event
		want  []string
	}{
		{exec.Event{Result: exec.Result{Rows: 25, Created: 20}, Elapsed: time.Second}, []string{"25 / 100", "25.00%", "20 created, 25 rows/s"}},
		{exec.Event{Kind: exec.Retrying, Elapsed: 2 * time.Second}, []string{"0 / 100", "0.00%", "0 created, 0 rows/s"}},
		{exec.Event{Result: exec.Result{Rows: 50, Created: 40}, Elapsed: 4 * time.Second}, []string{"50 / 100", "50.00%", "40 created, 12 rows/s"}},
	} {
		show(bar).Observe(context.Background(), test.event)
		for _, part := range test.want {
			if got := bar.String(); !strings.Contains(got, part) {
				t.Errorf("the bar %q lacks %q", got, part)
			}
		}
	}
}
