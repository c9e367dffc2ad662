package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
)

// Detect asks the library for its version, which must be 3.35 or later, and for its limit of bind parameters, and returns
// the dialect tuned to it. A pool, a connection and a transaction of database/sql or sqlx will do as db.
func Detect(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (Dialect, error) {
	var version, limit string
	err := db.QueryRowContext(ctx, "SELECT sqlite_version(), COALESCE((SELECT compile_options FROM pragma_compile_options "+
		"WHERE compile_options LIKE 'MAX_VARIABLE_NUMBER=%'), '')").Scan(&version, &limit)
	if err != nil {
		return Dialect{}, fmt.Errorf("sqlite: detect: %w", err)
	}
	var major, minor int
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil {
		return Dialect{}, fmt.Errorf("sqlite: detect: %q is not a version", version)
	}
	if major < 3 || major == 3 && minor < 35 {
		return Dialect{}, unsupported("version "+version, "use 3.35 or later")
	}
	var d Dialect
	if _, n, ok := strings.Cut(limit, "="); ok {
		if d.MaxVariables, err = strconv.Atoi(n); err != nil {
			return Dialect{}, fmt.Errorf("sqlite: detect: the parameter limit %q is not a number", n)
		}
	}
	return d, nil
}
