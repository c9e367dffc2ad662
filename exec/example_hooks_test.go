package exec_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// An Account tidies itself, and knows when it must not be saved.
type Account struct {
	Email string `db:"email"`
}

// BeforeSave may change the row.
func (a *Account) BeforeSave(context.Context) error {
	a.Email = strings.ToLower(a.Email)
	return nil
}

// Validate refuses the row with an error.
func (a *Account) Validate() error {
	if !strings.Contains(a.Email, "@") {
		return errors.New("the email has no @")
	}
	return nil
}

// AfterSave is told what became of the row.
func (a *Account) AfterSave(_ context.Context, o exec.Outcome) error {
	fmt.Println(a.Email, "is", o)
	return nil
}

func ExampleBeforeSaver() {
	accounts := []Account{{"Ada@X.io"}}
	_, err := exec.New(database(), postgres.Dialect{}).Run(context.Background(), builder.Insert("accounts").From(builder.Structs(accounts)))
	fmt.Println(accounts, err)
	// Output:
	// ada@x.io is created
	// [{ada@x.io}] <nil>
}

func ExampleValidationError() {
	accounts := []Account{{"ada@x.io"}, {"bob"}, {"cy"}}
	_, err := exec.New(database(), postgres.Dialect{}).Run(context.Background(), builder.Insert("accounts").From(builder.Structs(accounts)))
	var invalid *exec.ValidationError
	if errors.As(err, &invalid) {
		for _, row := range invalid.Rows {
			fmt.Println("row", row.Row, "-", row.Err)
		}
	}
	// Output:
	// row 1 - the email has no @
	// row 2 - the email has no @
}

// Rows that were checked before need not be checked again.
func ExampleValidation() {
	accounts := []Account{{"bob"}}
	ex := exec.New(database(), postgres.Dialect{}, exec.Validation(false))
	_, err := ex.Run(context.Background(), builder.Insert("accounts").From(builder.Structs(accounts)))
	fmt.Println(err)
	// Output:
	// bob is created
	// <nil>
}
