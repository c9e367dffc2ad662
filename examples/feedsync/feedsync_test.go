package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
)

// texts is a feed with one text per round; an empty one cannot be opened.
func texts(all ...string) opener {
	return func(round int) (io.ReadCloser, int64, error) {
		text := all[round-1]
		if text == "" {
			return nil, 0, errors.New("no feed today")
		}
		return io.NopCloser(strings.NewReader(text)), int64(len(text)), nil
	}
}

func TestRounds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "prices.db")
	feed := texts(
		"sku,cents\na,100\nb,200\nc,300\n",
		"",
		"cents,sku\n100,a\n250,b\n-1,c\n400,d\n",
	)
	var out, screen strings.Builder
	if err := run(context.Background(), path, feed, time.Nanosecond, 3, &out, &screen); err != nil {
		t.Fatal(err)
	}
	want := `round 1: 3 created, 0 updated, 0 unchanged, 0 rejected
round 2: 0 created, 0 updated, 0 unchanged, 0 rejected
round 2 failed, and is tried again: no feed today
round 3: 1 created, 1 updated, 1 unchanged, 1 rejected
`
	if out.String() != want || screen.Len() > 0 {
		t.Errorf("printed:\n%swant:\n%son the screen: %q", out.String(), want, screen.String())
	}
	rejects, err := os.ReadFile(path + ".rejects.csv")
	if err != nil || !strings.HasSuffix(string(rejects), ",-1,c\n") || strings.Count(string(rejects), "\n") != 2 {
		t.Errorf("rejects: %q, %v", rejects, err)
	}
	db := sqlx.MustOpen("sqlite", path)
	defer db.Close()
	var got []string
	if err := db.Select(&got, "SELECT sku || ' ' || cents FROM prices ORDER BY sku"); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a 100", "b 250", "c 300", "d 400"}; !slices.Equal(got, want) {
		t.Errorf("the table holds %q, want %q", got, want)
	}
}

// A line that is no price is set aside like one that the table refuses, with its line and column.
func TestBadLine(t *testing.T) {
	var out strings.Builder
	path := filepath.Join(t.TempDir(), "prices.db")
	err := run(context.Background(), path, texts("sku,cents\na,100\nb,much\n"), time.Nanosecond, 1, &out, io.Discard)
	rejects, readErr := os.ReadFile(path + ".rejects.csv")
	if err != nil || readErr != nil || !strings.Contains(string(rejects), "\n1,3,invalid value,,cents,") || !strings.HasSuffix(string(rejects), ",b,much\n") {
		t.Errorf("rejects: %q, %v, %v", rejects, err, readErr)
	}
	if want := "round 1: 1 created, 0 updated, 0 unchanged, 1 rejected\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
}

// The generated feed is what its comment says.
func TestGenerated(t *testing.T) {
	for round := 1; round <= 2; round++ {
		feed, size, err := generated(round)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(feed)
		if lines := strings.Count(string(text), "\n"); err != nil || int64(len(text)) != size || lines != 1+100_000+100*round {
			t.Errorf("round %d: %d lines, %d bytes of %d, %v", round, lines, len(text), size, err)
		}
	}
}
