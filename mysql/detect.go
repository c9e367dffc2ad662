package mysql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"reflect"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// Detect returns the dialect tuned to the server: [MariaDB] or [Dialect] with its version and its max_allowed_packet, which
// is one query, and FoundRows where db is, or hands out, a connection of a driver that [Dialect.Inspect] knows.
func Detect(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (dialect.Dialect, error) {
	var version string
	var d Dialect
	err := db.QueryRowContext(ctx, "SELECT VERSION(), @@max_allowed_packet").Scan(&version, &d.MaxAllowedPacket)
	if err != nil {
		return nil, fmt.Errorf("mysql: detect: %w", err)
	}
	if d.Version, err = parseVersion(version); err != nil {
		return nil, err
	}
	if d.FoundRows, err = detectFoundRows(ctx, db); err != nil {
		return nil, fmt.Errorf("mysql: detect: %w", err)
	}
	if strings.Contains(strings.ToLower(version), "mariadb") {
		return MariaDB{d}, nil
	}
	return d, nil
}

// parseVersion returns 80019 for "8.0.19-log".
func parseVersion(text string) (int, error) {
	var major, minor, patch int
	if _, err := fmt.Sscanf(text, "%d.%d.%d", &major, &minor, &patch); err != nil {
		return 0, fmt.Errorf("mysql: detect: %q is not a server version", text)
	}
	return major*10000 + minor*100 + patch, nil
}

// detectFoundRows looks at a connection of db.
func detectFoundRows(ctx context.Context, db any) (FoundRows, error) {
	type raw interface{ Raw(f func(any) error) error }
	conn, ok := db.(raw)
	if pool, isPool := db.(interface {
		Conn(ctx context.Context) (*sql.Conn, error)
	}); isPool {
		c, err := pool.Conn(ctx)
		if err != nil {
			return FoundRowsUnknown, err
		}
		defer c.Close()
		conn, ok = c, true
	}
	found := FoundRowsUnknown
	if !ok {
		return found, nil
	}
	err := conn.Raw(func(c any) error {
		found = foundRows(c)
		return nil
	})
	return found, err
}

// inspect returns the dialect with the connection's setting.
func (d Dialect) inspect(driverConn any) Dialect {
	if found := foundRows(driverConn); found != FoundRowsUnknown {
		d.FoundRows = found
	}
	return d
}

// wrapperDepth is how many wrappers around a driver's connection foundRows looks through.
const wrapperDepth = 4

// foundRows reads the setting from the connection of go-sql-driver: its field cfg points to the exported Config with the
// exported ClientFoundRows. The fields are only read, and anything else leaves the setting unknown.
func foundRows(driverConn any) FoundRows {
	return findSetting(reflect.ValueOf(driverConn), wrapperDepth)
}

var connType = reflect.TypeFor[driver.Conn]()

func findSetting(v reflect.Value, depth int) FoundRows {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return FoundRowsUnknown
	}
	if cfg := reflect.Indirect(v.FieldByName("cfg")); cfg.Kind() == reflect.Struct {
		if on := cfg.FieldByName("ClientFoundRows"); on.Kind() == reflect.Bool {
			if on.Bool() {
				return FoundRowsOn
			}
			return FoundRowsOff
		}
	}
	for i := 0; i < v.NumField() && depth > 0; i++ { // a wrapper holds the connection as a driver.Conn
		if f := v.Field(i); f.Type().Implements(connType) {
			if found := findSetting(f, depth-1); found != FoundRowsUnknown {
				return found
			}
		}
	}
	return FoundRowsUnknown
}
