package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// machine is the processor, the cores and the memory, as far as Linux tells them.
func machine() string {
	return fmt.Sprintf("%s, %d cores, %s of memory, %s/%s", lineOf("/proc/cpuinfo", "model name"), runtime.NumCPU(), lineOf("/proc/meminfo", "MemTotal"),
		runtime.GOOS, runtime.GOARCH)
}

// lineOf is the value of the first line of a file that starts so.
func lineOf(file, start string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == start {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

// load is the machine's load average, as Linux tells it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

// named are the settings of each kind of database that the report names: those of durability, and the memory.
var named = map[string][]string{
	"postgres": {"fsync", "synchronous_commit", "full_page_writes", "wal_level", "shared_buffers", "max_wal_size", "jit"},
	"mysql": {"innodb_flush_log_at_trx_commit", "sync_binlog", "log_bin", "innodb_doublewrite", "innodb_buffer_pool_size",
		"innodb_redo_log_capacity", "max_allowed_packet"},
	"mariadb": {"innodb_flush_log_at_trx_commit", "sync_binlog", "log_bin", "innodb_doublewrite", "innodb_buffer_pool_size",
		"innodb_log_file_size", "max_allowed_packet"},
	"sqlite": {"journal_mode", "synchronous", "cache_size"},
}

// describe names the version and the settings of the server, all of which hold for every contestant.
func (t *target) describe(ctx context.Context) (string, error) {
	query := map[string]string{"postgres": "SHOW ", "sqlite": "PRAGMA "}[t.kind]
	if query == "" {
		query = "SELECT @@"
	}
	var all []string
	for _, name := range named[t.kind] {
		var value string
		if err := t.db.GetContext(ctx, &value, query+name); err != nil {
			return "", fmt.Errorf("%s: %s%s: %w", t.name, query, name, err)
		}
		all = append(all, name+"="+value)
	}
	return t.name + ": " + t.version + ", " + strings.Join(all, ", "), nil
}

// modules are the versions of the contestants and the drivers.
func modules() (all []string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	named := []string{"Masterminds/squirrel", "jmoiron/sqlx", "gorm.io/", "uptrace/bun", "doug-martin/goqu", "stephenafamo/bob", "lib/pq", "jackc/pgx/",
		"go-sql-driver/mysql", "modernc.org/sqlite", "mattn/go-sqlite3"}
	for _, d := range info.Deps {
		if slices.ContainsFunc(named, func(n string) bool { return strings.Contains(d.Path, n) }) {
			all = append(all, d.Path+" "+d.Version)
		}
	}
	return all
}
