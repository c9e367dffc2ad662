package integration

import (
	"os"
	"strings"
	"testing"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

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
	f(t, reach{kind: "mariadb", driver: "mysql", db: nodes[0], dialect: mysql.MariaDB{}}, nodes)
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
