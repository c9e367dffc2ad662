package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

func TestRequests(t *testing.T) {
	db, err := open(context.Background(), filepath.Join(t.TempDir(), "users.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	h := handler(exec.New(db, sqlite.Dialect{}), time.Minute)
	for _, test := range []struct {
		name, body string
		status     int
		want       string
	}{
		{"new", `[{"email":"ada@x.io","name":"Ada","age":36},{"email":"bob@x.io","name":"Bob","age":50}]`,
			200, `{"created":2,"updated":0,"unchanged":0}`},
		{"mixed", `[{"email":"ada@x.io","name":"Ada","age":37},{"email":"bob@x.io","name":"Bob","age":50},{"email":"cy@x.io","name":"Cy","age":1}]`,
			200, `{"created":1,"updated":1,"unchanged":1}`},
		{"bad rows", `[{"email":"dan@x.io","name":"Dan","age":-1},{"email":"eve@x.io","name":"Eve","age":9},{"email":"nobody","age":9}]`,
			207, `{"created":1,"updated":0,"unchanged":0,"rejected":[{"row":0,"reason":"check violation of \"plausible_age\""},` +
				`{"row":2,"reason":"email has no @"}]}`},
		{"twice", `[{"email":"fay@x.io","name":"Fay"},{"email":"fay@x.io","name":"May"}]`, 207,
			`{"created":1,"updated":0,"unchanged":0,"rejected":[{"row":1,"reason":"row 0 has the same email"}]}`},
		{"nothing", `[]`, 200, `{"created":0,"updated":0,"unchanged":0}`},
		{"no array", `{"email":"gus@x.io"}`, 400, "the body is not a JSON array of users"},
		{"too large", `[{"email":"` + strings.Repeat("x", maxBody) + `"}]`, 400, "request body too large"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodPut, "/users", strings.NewReader(test.body)))
			if w.Code != test.status || !strings.Contains(w.Body.String(), test.want) {
				t.Errorf("%d %s, want %d %s", w.Code, w.Body, test.status, test.want)
			}
		})
	}
	var got []User
	if err := db.Select(&got, "SELECT email, name, age FROM users ORDER BY email"); err != nil {
		t.Fatal(err)
	}
	want := []User{{"ada@x.io", "Ada", 37}, {"bob@x.io", "Bob", 50}, {"cy@x.io", "Cy", 1}, {"eve@x.io", "Eve", 9}, {"fay@x.io", "Fay", 0}}
	if !slices.Equal(got, want) {
		t.Errorf("the table holds %v, want %v", got, want)
	}
}

// A request whose time is over is answered with 503, and nothing is stored.
func TestTimeout(t *testing.T) {
	db, err := open(context.Background(), filepath.Join(t.TempDir(), "users.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	w := httptest.NewRecorder()
	body := strings.NewReader(`[{"email":"ada@x.io","name":"Ada","age":36}]`)
	handler(exec.New(db, sqlite.Dialect{}), 0).ServeHTTP(w, httptest.NewRequest(http.MethodPut, "/users", body))
	var rows int
	if err := db.Get(&rows, "SELECT count(*) FROM users"); err != nil {
		t.Fatal(err)
	}
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || rows != 0 {
		t.Errorf("%d %s, and %d rows are stored", w.Code, w.Body, rows)
	}
}
