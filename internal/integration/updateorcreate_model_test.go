package integration

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
)

// TestUpdateOrCreateModel runs random batches and compares the counts, the lists and the table's content with a model in memory.
// SQBULK_SEED and SQBULK_MODEL_BATCHES are those of TestModel.
func TestUpdateOrCreateModel(t *testing.T) {
	seed, err := modelSeed()
	if err != nil {
		t.Fatalf("SQBULK_SEED is not a number: %v", err)
	}
	onEach(t, func(t *testing.T, on reach) {
		hash := fnv.New64a()
		hash.Write([]byte(t.Name()))
		random := rand.New(rand.NewPCG(seed, hash.Sum64()))
		m := &priceModel{Rand: random, on: on}
		batches := number("SQBULK_MODEL_BATCHES", 300)
		for first := 0; first < batches; first += 60 {
			t.Run(fmt.Sprint("from batch ", first), func(t *testing.T) {
				m.restart(t)
				for n := first; n < min(first+60, batches); n++ {
					if problem := m.batch(); problem != "" {
						t.Fatalf("SQBULK_SEED=%d, batch %d: %s", seed, n, problem)
					}
				}
			})
		}
	})
}

// priceRow is a row of the model; nil is NULL.
type priceRow struct {
	shop, sku   any // int, string
	price, hits int
	note        string
}

// priceModel is the table prices, and what must be in it.
type priceModel struct {
	*rand.Rand
	on     reach
	unique bool
	rows   []*priceRow
}

// restart empties the table, with or without a unique constraint in turn, and stores some rows.
func (m *priceModel) restart(t *testing.T) {
	m.unique, m.rows = !m.unique, nil
	createPrices(t, m.on)
	if m.unique {
		m.on.must(t, "CREATE UNIQUE INDEX prices_unique ON prices (shop_id, sku)")
		return
	}
	for range 12 { // several rows of some keys
		r := &priceRow{m.shop(), m.sku(), m.IntN(4), 0, "old"}
		m.rows = append(m.rows, r)
		if _, err := m.on.db.Exec(m.on.db.Rebind("INSERT INTO prices VALUES (?, ?, ?, ?, ?)"), r.shop, r.sku, r.price, r.note, r.hits); err != nil {
			t.Fatal(err)
		}
	}
}

func (m *priceModel) shop() any {
	if n := m.IntN(5); n > 0 {
		return n
	}
	return nil
}

func (m *priceModel) sku() any {
	if n := m.IntN(40); n > 0 {
		return fmt.Sprintf("sku %d", n)
	}
	return nil
}

// input is a random batch.
type input struct {
	shared                      bool // the shop is one for all rows
	shop                        any
	touch, onCreate, changed    bool
	batch                       int
	rows                        [][]any // shop, sku, price, note
	set                         bool
	options                     []exec.Option
	created, found              []int
	creates, updates, unchanged int64
}

// draw makes a batch. Keys differ within the batch, but for those with NULL.
func (m *priceModel) draw() *input {
	in := &input{shared: m.IntN(2) == 0, shop: m.shop(), touch: m.IntN(2) == 0, onCreate: m.IntN(2) == 0, set: m.IntN(4) > 0, batch: 1 + m.IntN(15)}
	in.changed = in.set && m.IntN(2) == 0
	if m.IntN(2) == 0 {
		in.options = append(in.options, exec.PerChunk())
	}
	if m.IntN(4) == 0 {
		in.options = append(in.options, exec.LockTable(true))
	}
	seen := make(map[string]bool)
	for range m.IntN(30) {
		shop, sku := m.shop(), m.sku()
		if in.shared {
			shop = in.shop
		}
		key := fmt.Sprint(shop, sku)
		if seen[key] && sku != nil && (shop != nil || in.shared) {
			continue
		}
		seen[key] = true
		in.rows = append(in.rows, []any{shop, sku, m.IntN(4), "new"})
	}
	return in
}

// builder is the statement of the batch.
func (in *input) builder() builder.UpdateOrCreateBuilder {
	uc := builder.UpdateOrCreate("prices").BatchSize(in.batch).From(builder.Tuples([]string{"shop_id", "sku", "price", "note"}, in.rows))
	if in.shared {
		uc = uc.Shared(sq.Eq{"shop_id": in.shop}).Key("sku")
	} else {
		uc = uc.Key("shop_id", "sku")
	}
	if in.set {
		uc = uc.Set("price")
	}
	if in.touch {
		uc = uc.SetExpr("hits", bump)
	}
	if in.onCreate {
		uc = uc.OnCreate("note")
	}
	if in.changed {
		uc = uc.OnlyChanged()
	}
	return uc
}

// apply does to the model what the batch must do to the table.
func (m *priceModel) apply(in *input) {
	stored := m.rows
	for i, r := range in.rows {
		shop, sku, price := r[0], r[1], r[2].(int)
		found := false
		for _, s := range stored {
			if sku == nil || s.sku != sku || s.shop != shop || shop == nil && !in.shared {
				continue
			}
			found = true
			m.update(in, s, price)
		}
		if found {
			in.found = append(in.found, i)
			if !in.set && !in.touch {
				in.unchanged++ // counted by input row, since nothing is sent
			}
			continue
		}
		in.created = append(in.created, i)
		in.creates++
		n := &priceRow{shop, sku, 0, 0, "none"} // the defaults
		if in.set {
			n.price = price
		}
		if in.onCreate {
			n.note = "new"
		}
		m.rows = append(m.rows, n)
	}
}

// update updates a stored row.
func (m *priceModel) update(in *input, s *priceRow, price int) {
	if !in.set && !in.touch {
		return
	}
	differs := in.set && s.price != price
	// MySQL and MariaDB do not count a row as updated that stays equal, the others do unless told not to write it.
	equal := !differs && (in.changed || !in.touch && (m.on.kind == "mysql" || m.on.kind == "mariadb"))
	if equal {
		in.unchanged++
		return
	}
	in.updates++
	if in.set {
		s.price = price
	}
	if in.touch {
		s.hits++
	}
}

// batch runs a random batch, and says what differs from the model.
func (m *priceModel) batch() string {
	in := m.draw()
	m.apply(in)
	res, err := exec.New(m.on.db, m.on.dialect).UpdateOrCreate(context.Background(), in.builder(), in.options...)
	if err != nil {
		return fmt.Sprintf("%+v: %v", in, err)
	}
	if got, want := fmt.Sprint(res.CreatedRows, res.FoundRows), fmt.Sprint(in.created, in.found); got != want {
		return fmt.Sprintf("%+v: lists %s, want %s", in, got, want)
	}
	counts := exec.Result{Rows: int64(len(in.rows)), Created: in.creates, Updated: in.updates, Unchanged: in.unchanged, Exact: true,
		Chunks: res.Chunks, Statements: res.Statements}
	if got, want := fmt.Sprintf("%+v", res.Result), fmt.Sprintf("%+v", counts); got != want {
		return fmt.Sprintf("%+v: counts\n%s, want\n%s", in, got, want)
	}
	var want []string
	for _, r := range m.rows {
		want = append(want, m.line(r))
	}
	got, err := m.on.content()
	if err != nil {
		return err.Error()
	}
	if !sameRows(got, want) {
		slices.Sort(got)
		slices.Sort(want)
		return fmt.Sprintf("%+v: the table has\n%s\nwant\n%s", in, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return ""
}

// line is a row as stored writes it.
func (m *priceModel) line(r *priceRow) string {
	text := func(v any) string {
		if v == nil {
			return "NULL"
		}
		return fmt.Sprint(v)
	}
	return fmt.Sprintf("%s %s %d %s %d", text(r.shop), text(r.sku), r.price, r.note, r.hits)
}
