package integration

import (
	"net/url"
	"testing"

	"github.com/sqbulk/sqbulk/dialect/dialecttest"
	"github.com/sqbulk/sqbulk/postgres"
)

// TestEngineForms runs the statements for other engines on PostgreSQL, which understands them: what they store and count is right, in
// an isolation in which their look-up is. It does not show that the engines take them.
func TestEngineForms(t *testing.T) {
	for _, tt := range []struct {
		engine    postgres.Engine
		isolation string
	}{
		{postgres.Citus, "read committed"},
		{postgres.YugabyteDB, "repeatable read"},
	} {
		t.Run(tt.engine.String(), func(t *testing.T) {
			onServers(t, func(t *testing.T, on reach) {
				if on.kind != "postgres" {
					return
				}
				u, err := url.Parse(on.address)
				if err != nil {
					t.Fatal("SQBULK_TEST_POSTGRES has an address that is no URL")
				}
				parameters := u.Query()
				parameters.Set("default_transaction_isolation", tt.isolation)
				u.RawQuery = parameters.Encode()
				form := target{db: openPostgres(t, on.driver, u.String()), dialect: postgres.Dialect{Engine: tt.engine}, suite: postgresSuite}
				t.Run("suite", func(t *testing.T) { dialecttest.RunDB(t, form.db, form.dialect, form.suite) })
				t.Run("model", func(t *testing.T) { runModel(t, form) })
			})
		})
	}
}
