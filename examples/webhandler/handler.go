package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// User is a row, and an element of the request's array.
type User struct {
	Email string `json:"email" db:"email"`
	Name  string `json:"name" db:"name"`
	Age   int    `json:"age" db:"age"`
}

// Validate is called by the executor before anything is sent.
func (u *User) Validate() error {
	if !strings.Contains(u.Email, "@") {
		return errors.New("email has no @")
	}
	return nil
}

// Report is the answer.
type Report struct {
	Created   int64      `json:"created"`
	Updated   int64      `json:"updated"`
	Unchanged int64      `json:"unchanged"`
	Rejected  []Rejected `json:"rejected,omitempty"`
}

// Rejected is a row that was not stored.
type Rejected struct {
	Row    int    `json:"row"` // position in the array, from 0
	Reason string `json:"reason"`
}

// maxBody bounds the size of a request: about a hundred thousand users.
const maxBody = 8 << 20

// handler serves PUT /users. A request may take so long in the database.
func handler(ex *exec.Executor, timeout time.Duration) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /users", func(w http.ResponseWriter, r *http.Request) {
		var users []User
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&users); err != nil {
			http.Error(w, "the body is not a JSON array of users: "+err.Error(), http.StatusBadRequest)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		report, err := save(ctx, ex, users)
		if err != nil {
			fail(ctx, w, err)
			return
		}
		status := http.StatusOK
		if len(report.Rejected) > 0 {
			status = http.StatusMultiStatus
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(report) // the client is gone: nobody to tell
	})
	return mux
}

// save upserts the users in one transaction, without the ones that are refused.
func save(ctx context.Context, ex *exec.Executor, users []User) (Report, error) {
	up := builder.Insert("users").
		From(builder.Structs(users)).
		OnConflict("email").
		DoUpdate().
		OnlyChanged()
	res, err := ex.Run(ctx, up, exec.SkipBadRows(-1))
	report := Report{Created: res.Created, Updated: res.Updated, Unchanged: res.Unchanged}
	for _, bad := range res.Rejected {
		report.Rejected = append(report.Rejected, Rejected{bad.Row, reason(bad)})
	}
	slices.SortFunc(report.Rejected, func(a, b Rejected) int { return a.Row - b.Row })
	return report, err
}

// reason tells the client why, without the database's own message, which may hold values.
func reason(bad exec.RowError) string {
	var twice *builder.DuplicateError
	switch {
	case errors.As(bad, &twice):
		return fmt.Sprintf("row %d has the same email", twice.First)
	case bad.Fault.Kind == dialect.Unknown: // Validate refused it
		return bad.Err.Error()
	}
	return bad.Fault.String()
}

// fail answers a request of which nothing is stored.
func fail(ctx context.Context, w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, dialect.Timeout), errors.Is(err, dialect.Busy):
		w.Header().Set("Retry-After", "5")
		http.Error(w, "the database is busy", http.StatusServiceUnavailable)
	default:
		slog.ErrorContext(ctx, "users were not stored", "err", err)
		http.Error(w, "the users were not stored", http.StatusInternalServerError)
	}
}
