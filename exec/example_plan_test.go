package exec_test

import (
	"fmt"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/postgres"
)

// A plan says how many statements a run takes, and what decides it.
func ExampleExecutor_Plan() {
	users := make([]struct {
		ID    int64  `db:"id"`
		Email string `db:"email"`
	}, 2500)
	ex := exec.New(nil, postgres.Dialect{})
	plan, err := ex.Plan(builder.Insert("users").From(builder.Structs(users)))
	fmt.Println(plan.Strategy, plan.Chunks, plan.ChunkRows, plan.Limit, plan.Params, err)
	plan, err = ex.Plan(builder.Insert("users").From(builder.Structs(users)), exec.Strategy(exec.Arrays))
	fmt.Println(plan.Strategy, plan.Chunks, plan.ChunkRows, plan.Limit, plan.Params, err)
	fmt.Println(plan.SQL[0])
	// Output:
	// statements 3 1000 batch size 2000 <nil>
	// arrays 1 10000 batch size 2 <nil>
	// INSERT INTO "users" ("id", "email") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"users")."id"]), COALESCE($2, ARRAY[(NULL::"users")."email"])) AS sqbulk("_1", "_2")
}

// The choice depends on the number of rows.
func ExampleAuto() {
	for _, n := range []int{1000, 5000} {
		ids := make([]int, n)
		plan, err := exec.New(nil, postgres.Dialect{}, exec.Auto()).Plan(builder.Insert("users").From(builder.Column("id", ids)))
		fmt.Println(plan.Strategy, "-", plan.Why, err)
	}
	// Output:
	// statements - COPY pays from 2000 rows on <nil>
	// COPY - it pays from 2000 rows on <nil>
}
