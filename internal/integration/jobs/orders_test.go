package jobs

import (
	"context"
	"errors"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// Order is a parent, whose id the database gives.
type Order struct {
	ID    int64  `db:"id"`
	Ref   string `db:"ref"`
	Buyer string `db:"buyer"`
	Lines []Line `db:"-"`
}

// Line is a child.
type Line struct {
	ID      int64  `db:"id"`
	OrderID int64  `db:"order_id"`
	SKU     string `db:"sku"`
	Qty     int    `db:"qty"`
}

// saveOrders stores orders with their lines, all or none, and fills in their ids. An order that is stored gets the
// lines instead of those that it has.
func saveOrders(ctx context.Context, db *sqlx.DB, d dialect.Dialect, orders []Order) (exec.Result, error) {
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return exec.Result{}, err
	}
	defer tx.Rollback()
	ex := exec.New(tx, d)

	res, err := ex.WriteBack(ctx, builder.Insert("orders").
		Columns("ref", "buyer").
		From(builder.Structs(orders)).
		OnConflict("ref").DoUpdate("buyer").OnlyChanged().
		Returning("id"), orders)
	if err != nil {
		return res, err
	}
	ids := make([]int64, len(orders))
	var lines []*Line
	for i := range orders {
		ids[i] = orders[i].ID
		for j := range orders[i].Lines {
			line := &orders[i].Lines[j]
			line.OrderID = orders[i].ID
			lines = append(lines, line)
		}
	}
	old := builder.Delete("order_lines").Key("order_id").From(builder.Column("order_id", ids))
	if _, err := ex.Run(ctx, old); err != nil {
		return res, err
	}
	_, err = ex.WriteBack(ctx, builder.Insert("order_lines").
		Columns("order_id", "sku", "qty").
		From(builder.Structs(lines)).
		Returning("id"), lines, exec.MatchBy("order_id", "sku"))
	if err != nil {
		return res, err
	}
	return res, tx.Commit()
}

func TestOrders(t *testing.T) {
	const stored = "SELECT CONCAT(ref, ' ', buyer, ' ', COALESCE(sku, '-'), ' ', COALESCE(qty, 0)) " +
		"FROM orders LEFT JOIN order_lines ON orders.id = order_id ORDER BY ref, sku"
	onEvery(t, func(t *testing.T, p place) {
		p.create(t,
			"CREATE TABLE orders (id {id}, ref VARCHAR(20) NOT NULL UNIQUE, buyer VARCHAR(20) NOT NULL)",
			"CREATE TABLE order_lines (id {id}, order_id BIGINT NOT NULL, sku VARCHAR(20) NOT NULL, "+
				"qty INT NOT NULL CHECK (qty > 0), UNIQUE (order_id, sku), FOREIGN KEY (order_id) REFERENCES orders (id))",
			"INSERT INTO orders (id, ref, buyer) VALUES (70, 'R-1', 'Ada'), (40, 'R-4', 'Dan')",
			"INSERT INTO order_lines (order_id, sku, qty) VALUES (70, 'A', 1), (70, 'B', 1), (40, 'D', 1)")
		d := p.detect(t)

		bad := []Order{
			{Ref: "R-1", Buyer: "Eve", Lines: []Line{{SKU: "A", Qty: 1}}},
			{Ref: "R-9", Buyer: "Eve", Lines: []Line{{SKU: "A", Qty: -1}}},
		}
		if _, err := saveOrders(context.Background(), p.db, d, bad); !errors.Is(err, dialect.CheckViolation) {
			t.Errorf("a bad line: %v", err)
		}
		p.holds(t, stored, "R-1 Ada A 1", "R-1 Ada B 1", "R-4 Dan D 1")

		orders := []Order{
			{Ref: "R-3", Buyer: "Cy"},
			{Ref: "R-2", Buyer: "Bob", Lines: []Line{{SKU: "C", Qty: 3}, {SKU: "A", Qty: 2}}},
			{Ref: "R-1", Buyer: "Ada L.", Lines: []Line{{SKU: "B", Qty: 5}}},
			{Ref: "R-4", Buyer: "Dan", Lines: []Line{{SKU: "D", Qty: 1}}},
		}
		res, err := saveOrders(context.Background(), p.db, d, orders)
		if err != nil || res.Created != 2 || res.Updated != 1 || res.Unchanged != 1 || !res.Exact {
			t.Errorf("%+v, %v", res, err)
		}
		p.holds(t, stored, "R-1 Ada L. B 5", "R-2 Bob A 2", "R-2 Bob C 3", "R-3 Cy - 0", "R-4 Dan D 1")
		for _, o := range orders {
			var id int64
			if err := p.db.Get(&id, p.db.Rebind("SELECT id FROM orders WHERE ref = ?"), o.Ref); err != nil || id != o.ID {
				t.Errorf("%s has the id %d in the struct and %d in the table (%v)", o.Ref, o.ID, id, err)
			}
			for _, l := range o.Lines {
				var sku string
				err := p.db.Get(&sku, p.db.Rebind("SELECT sku FROM order_lines WHERE id = ? AND order_id = ?"), l.ID, o.ID)
				if err != nil || sku != l.SKU {
					t.Errorf("the line %d of %s is of %q in the struct and of %q in the table (%v)", l.ID, o.Ref, l.SKU, sku, err)
				}
			}
		}
	})
}
