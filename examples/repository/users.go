// Package repository is a type that hides the SQL of one table, and its unit tests with sqlmock: no database is needed.
//
//	go test -v ./repository
package repository

import (
	"context"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// User is a row of the table users.
type User struct {
	Org   int64  `db:"org_id"` // the organisation, which must exist
	Email string `db:"email"`  // the key within the organisation
	Name  string `db:"name"`   // as it is shown
}

// ErrNoOrg is returned when a user belongs to an organisation that does not exist.
var ErrNoOrg = errors.New("the organisation does not exist")

// Users stores users.
type Users struct{ ex *exec.Executor }

// NewUsers returns the repository on a pool, or on a transaction of yours.
func NewUsers(db exec.DB) Users {
	return Users{exec.New(db, postgres.Dialect{})}
}

// Import stores users that are new, renames those that are not, and says how many were new.
func (u Users) Import(ctx context.Context, users []User) (created int64, err error) {
	up := builder.Insert("users").From(builder.Structs(users)).OnConflict("org_id", "email").DoUpdate("name")
	res, err := u.ex.Run(ctx, up)
	if errors.Is(err, dialect.ForeignKeyViolation) {
		return 0, fmt.Errorf("%w: %w", ErrNoOrg, err)
	}
	return res.Created, err
}

// Delete removes users by their key, and says how many there were.
func (u Users) Delete(ctx context.Context, users []User) (deleted int64, err error) {
	res, err := u.ex.Run(ctx, builder.Delete("users").Key("org_id", "email").From(builder.Structs(users)))
	return res.Deleted, err
}

// Replace deletes some users and imports others, in one transaction.
func Replace(ctx context.Context, db *sqlx.DB, old, users []User) (err error) {
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	repo := NewUsers(tx)
	if _, err := repo.Delete(ctx, old); err != nil {
		return err
	}
	if _, err := repo.Import(ctx, users); err != nil {
		return err
	}
	return tx.Commit()
}
