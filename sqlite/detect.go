package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// The oldest supported version, which brought RETURNING and several conflict targets.
const oldestMajor, oldestMinor = 3, 35

// askBuild asks for the version, and for the limit on parameters where the library was built with one of its own
// (https://www.sqlite.org/pragma.html#pragma_compile_options).
const askBuild = `SELECT sqlite_version(), coalesce((SELECT max(CAST(substr(compile_options, 21) AS INTEGER)) ` +
	`FROM pragma_compile_options WHERE compile_options LIKE 'MAX_VARIABLE_NUMBER=%'), 0)`

// Detect asks the library for its version and its limit on parameters, and returns the dialect tuned to it. A version
// before 3.35 is an error that wraps [errors.ErrUnsupported]. A pool, a connection and a transaction of database/sql or
// sqlx will do as db.
func Detect(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (Dialect, error) {
	var version string
	var d Dialect
	if err := db.QueryRowContext(ctx, askBuild).Scan(&version, &d.MaxVariables); err != nil {
		return Dialect{}, fmt.Errorf("sqlite: detecting the version: %w", err)
	}
	if !supported(version) {
		return Dialect{}, fmt.Errorf("sqlite: %w: version %s; %d.%d or later is needed", errors.ErrUnsupported, version, oldestMajor, oldestMinor)
	}
	return d, nil
}

// supported tells whether a version such as 3.35.4 is not too old.
func supported(version string) bool {
	major, rest, _ := strings.Cut(version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	a, err1 := strconv.Atoi(major)
	b, err2 := strconv.Atoi(minor)
	return err1 == nil && err2 == nil && (a > oldestMajor || a == oldestMajor && b >= oldestMinor)
}
