package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/sqbulk/sqbulk/dialect"
)

// Detect returns the dialect tuned to the server: [MariaDB] or [Dialect] with its version, its max_allowed_packet and its Engine, which
// is one query, and a second one on MySQL and MariaDB, whose version does not name a cluster; and FoundRows where db is, or hands out, a connection of a driver that [Dialect.Inspect] knows.
func Detect(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (dialect.Dialect, error) {
	return Dialect{}.Detect(ctx, db)
}

// Detect is [Detect] for a dialect whose Readers, and Loc where db does not show it, are to be kept.
func (d Dialect) Detect(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (dialect.Dialect, error) {
	var version string
	err := db.QueryRowContext(ctx, "SELECT VERSION(), @@max_allowed_packet"+oneRow).Scan(&version, &d.MaxAllowedPacket)
	if err != nil {
		return nil, fmt.Errorf("mysql: detect: %w", err)
	}
	if d.Version, err = parseVersion(version); err != nil {
		return nil, err
	}
	if d.Engine, err = detectEngine(ctx, db, version); err != nil {
		return nil, err
	}
	if err := withConn(ctx, db, func(conn any) { d = d.inspect(conn) }); err != nil {
		return nil, fmt.Errorf("mysql: detect: %w", err)
	}
	if strings.Contains(strings.ToLower(version), "mariadb") {
		return MariaDB{d}, nil
	}
	return d, nil
}

// clusterSetting finds the setting of a library or a group that makes a server part of a cluster. Every user may read settings, and a
// server that lacks one of them says nothing about it.
const clusterSetting = "SHOW VARIABLES WHERE Variable_name = 'wsrep_provider' AND Value NOT IN ('', 'none') " +
	"OR Variable_name = 'group_replication_group_name' AND Value <> ''"

// detectEngine finds the engine by the version's text, such as "8.0.11-TiDB-v8.5.0" and "8.0.40-Vitess", or by the server's settings.
func detectEngine(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, version string) (Engine, error) {
	switch {
	case strings.Contains(version, "-TiDB-"):
		return TiDB, nil
	case strings.Contains(version, "-Vitess"):
		return Vitess, nil
	}
	var name, value string
	err := db.QueryRowContext(ctx, clusterSetting).Scan(&name, &value)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return SingleServer, nil
	case err != nil:
		return SingleServer, fmt.Errorf("mysql: detect: %w", err)
	case name == "wsrep_provider":
		return Galera, nil
	}
	return GroupReplication, nil
}

// parseVersion returns 80019 for "8.0.19-log".
func parseVersion(text string) (int, error) {
	var major, minor, patch int
	if _, err := fmt.Sscanf(text, "%d.%d.%d", &major, &minor, &patch); err != nil {
		return 0, fmt.Errorf("mysql: detect: %q is not a server version", text)
	}
	return major*10000 + minor*100 + patch, nil
}

// withConn calls f with a connection of db, where there is one to look at.
func withConn(ctx context.Context, db any, f func(driverConn any)) error {
	type raw interface{ Raw(f func(any) error) error }
	conn, ok := db.(raw)
	if pool, isPool := db.(interface {
		Conn(ctx context.Context) (*sql.Conn, error)
	}); isPool {
		c, err := pool.Conn(ctx)
		if err != nil {
			return err
		}
		defer c.Close()
		conn, ok = c, true
	}
	if !ok {
		return nil
	}
	return conn.Raw(func(c any) error {
		f(c)
		return nil
	})
}

// inspect returns the dialect with the connection's settings: those in the field cfg of go-sql-driver's connection, which points to
// the exported Config. The fields are only read, and anything else leaves the settings as they are.
func (d Dialect) inspect(driverConn any) Dialect {
	conn := dialect.FindConn(driverConn, func(conn reflect.Value) bool { return configOf(conn).IsValid() })
	if !conn.IsValid() {
		return d
	}
	cfg := configOf(conn)
	if on := cfg.FieldByName("ClientFoundRows"); on.Bool() {
		d.FoundRows = FoundRowsOn
	} else {
		d.FoundRows = FoundRowsOff
	}
	loc, truncate := cfg.FieldByName("Loc"), cfg.FieldByName("timeTruncate")
	if loc.IsValid() && loc.Type() == locationType && !(truncate.IsValid() && truncate.CanInt() && truncate.Int() > 0) {
		d.Loc = (*time.Location)(loc.UnsafePointer())
	}
	return d
}

var locationType = reflect.TypeFor[*time.Location]()

// configOf is the struct with the setting ClientFoundRows; the zero Value when a connection has none.
func configOf(conn reflect.Value) reflect.Value {
	cfg := reflect.Indirect(conn.FieldByName("cfg"))
	if cfg.Kind() == reflect.Struct && cfg.FieldByName("ClientFoundRows").Kind() == reflect.Bool {
		return cfg
	}
	return reflect.Value{}
}
