package integration

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// onGalera runs a test on the nodes of a cluster, whose addresses stand in SQBULK_TEST_GALERA, separated by spaces.
func onGalera(t *testing.T, f func(t *testing.T, on reach, nodes []*sqlx.DB)) {
	list := strings.Fields(os.Getenv("SQBULK_TEST_GALERA"))
	if len(list) < 2 {
		t.Skip("*** NOT TESTED: Galera. Set SQBULK_TEST_GALERA to the addresses of two nodes of a cluster.")
	}
	var nodes []*sqlx.DB
	for i, address := range list {
		if i == 0 {
			if _, err := prepareMySQL(address); err != nil {
				t.Fatal(err)
			}
		}
		nodes = append(nodes, openMySQL(t, address, func(c *driver.Config) {
			c.Params = map[string]string{"wsrep_sync_wait": "7"} // reads wait for what other nodes have committed
		}))
	}
	d, err := mysql.Detect(t.Context(), nodes[0])
	if err != nil {
		t.Fatal(err)
	}
	f(t, reach{kind: "mariadb", driver: "mysql", db: nodes[0], dialect: d, address: list[0]}, nodes)
}

// TestGaleraDetect: every node is found to be one of a cluster, also by a user without rights. A lock of the table, which the other
// nodes would not know of, is refused.
func TestGaleraDetect(t *testing.T) {
	onGalera(t, func(t *testing.T, on reach, nodes []*sqlx.DB) {
		check := func(db *sqlx.DB) {
			t.Helper()
			if d, ok := detected(t, on, db).(mysql.MariaDB); !ok || d.Engine != mysql.Galera {
				t.Errorf("got %+v", d)
			}
		}
		for _, node := range nodes {
			check(node)
		}
		unprivilegedUser(t, on, check)
		on.create(t, "locked (id INT NOT NULL PRIMARY KEY)")
		insert := builder.Insert("locked").Columns("id").Values(1)
		_, err := exec.New(on.db, on.dialect).Run(t.Context(), insert, exec.LockTable(true))
		if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "Galera") {
			t.Errorf("LockTable: %v", err)
		}
		if n := on.one(t, "SELECT COUNT(*) FROM locked"); n != 0 {
			t.Errorf("%d rows are stored", n)
		}
	})
}

// TestGaleraSuite runs the suite on a node.
func TestGaleraSuite(t *testing.T) {
	onGalera(t, func(t *testing.T, on reach, _ []*sqlx.DB) {
		suite := mysqlSuite
		suite.Lacks = []dialecttest.Feature{
			dialecttest.ConstraintTarget, dialecttest.PartialIndex, dialecttest.UpdateReturning, dialecttest.DoNothingReturning,
		}
		suite.ReturnsUnchanged = true
		dialecttest.RunDB(t, on.db, on.dialect, suite)
	})
}

// TestGaleraLoad brings rows by LOAD DATA on one node, into the table and into a temporary one, and reads them on another.
func TestGaleraLoad(t *testing.T) {
	onGalera(t, func(t *testing.T, on reach, nodes []*sqlx.DB) {
		on.create(t, goodsTable)
		d := on.dialect.(mysql.MariaDB)
		d.Readers = readers
		ex := exec.New(on.db, d)
		insert := builder.Insert("goods")
		res, err := ex.Run(t.Context(), insert.From(builder.Structs(goods[:1])), exec.Strategy(exec.Copy))
		if err != nil || res.Created != 1 || !res.Exact {
			t.Fatalf("%v, %v", res, err)
		}
		changed := append([]good{{1, 1, "A", "9.50"}}, goods[1:]...)
		up := insert.OnConflict(goodsKey...).DoUpdate().From(builder.Structs(changed))
		res, err = ex.Run(t.Context(), up, exec.Strategy(exec.Staging))
		if err != nil || res.Created != 2 || res.Updated != 1 || !res.Exact {
			t.Fatalf("%v, %v", res, err)
		}
		if got := stored(t, nodes[1]); !reflect.DeepEqual(got, changed) {
			t.Errorf("stored %v, want %v", got, changed)
		}
	})
}

// TestGaleraWriters lets eight writers upsert the same keys on two nodes. A transaction that loses against another node's finds out at
// its commit, or at its next statement.
func TestGaleraWriters(t *testing.T) {
	onGalera(t, func(t *testing.T, on reach, nodes []*sqlx.DB) {
		for _, c := range crowdCases {
			t.Run(c.name, func(t *testing.T) {
				on.create(t, crowdTable)
				crowd(t, on, nodes, c.opts)
			})
		}
	})
}
