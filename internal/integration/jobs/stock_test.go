package jobs

import (
	"context"
	"slices"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// Stock is what a tenant has of an article in a warehouse. The tenant is not in the rows: the session knows it.
type Stock struct {
	Warehouse string `db:"warehouse"`
	SKU       string `db:"sku"`
	Qty       int    `db:"qty"`
}

// setStock sets the quantities that were counted, of one tenant, and returns what the tenant does not have.
func setStock(ctx context.Context, ex *exec.Executor, tenant int, counted []Stock) (exec.Result, []Stock, error) {
	up := builder.Update("stock").
		Key("warehouse", "sku").
		Set("qty").
		Where(sq.Eq{"tenant": tenant}).
		OnlyChanged().
		From(builder.Structs(counted))
	res, err := ex.Run(ctx, up, exec.Outcomes(true))
	var unknown []Stock
	for i, outcome := range res.Outcomes {
		if outcome == exec.Unmatched {
			unknown = append(unknown, counted[i])
		}
	}
	return res, unknown, err
}

// addStock adds to what a tenant has, and creates what the tenant does not have.
func addStock(ctx context.Context, ex *exec.Executor, tenant int, bought []Stock) (exec.Result, error) {
	type owned struct {
		Tenant int `db:"tenant"`
		Stock
	}
	rows := func(yield func(owned) bool) {
		for _, s := range bought {
			if !yield(owned{tenant, s}) {
				return
			}
		}
	}
	return ex.Run(ctx, builder.Insert("stock").
		From(builder.Seq(rows)).
		OnConflict("tenant", "warehouse", "sku").
		DoUpdateSet("qty", sq.Expr("? + ?", builder.Stored("qty"), builder.Incoming("qty"))))
}

// dropStock deletes what one tenant has.
func dropStock(ctx context.Context, ex *exec.Executor, tenant int, gone []Stock) (exec.Result, error) {
	return ex.Run(ctx, builder.Delete("stock").
		Key("warehouse", "sku").
		Where(sq.Eq{"tenant": tenant}).
		From(builder.Structs(gone)))
}

func TestStock(t *testing.T) {
	const stored = "SELECT CONCAT(tenant, ' ', warehouse, ' ', sku, ' ', qty) FROM stock ORDER BY tenant, warehouse, sku"
	onEvery(t, func(t *testing.T, p place) {
		p.create(t,
			"CREATE TABLE stock (tenant INT, warehouse VARCHAR(20), sku VARCHAR(20), qty INT NOT NULL, "+
				"PRIMARY KEY (tenant, warehouse, sku))",
			"INSERT INTO stock VALUES (1, 'N', 'A', 5), (1, 'N', 'B', 5), (1, 'S', 'A', 5), "+
				"(2, 'N', 'A', 5), (2, 'N', 'B', 5), (2, 'S', 'C', 5)")
		ctx, ex := context.Background(), exec.New(p.db, p.dialect)

		res, unknown, err := setStock(ctx, ex, 1, []Stock{{"N", "A", 6}, {"N", "B", 5}, {"S", "C", 9}})
		if err != nil || res.Updated != 1 || res.Unchanged != 1 || res.Unmatched != 1 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
		if !slices.Equal(unknown, []Stock{{"S", "C", 9}}) {
			t.Errorf("unknown: %v", unknown)
		}
		p.holds(t, stored, "1 N A 6", "1 N B 5", "1 S A 5", "2 N A 5", "2 N B 5", "2 S C 5")

		res, err = addStock(ctx, ex, 2, []Stock{{"N", "A", 10}, {"S", "D", 1}})
		if err != nil || res.Created != 1 || res.Updated != 1 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
		res, err = dropStock(ctx, ex, 1, []Stock{{Warehouse: "N", SKU: "B"}, {Warehouse: "S", SKU: "C"}})
		if err != nil || res.Deleted != 1 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
		p.holds(t, stored, "1 N A 6", "1 S A 5", "2 N A 15", "2 N B 5", "2 S C 5", "2 S D 1")
	})
}
