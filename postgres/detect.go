package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// detection asks for the version, for the text in which an engine names itself, and for the extension Citus, all of which every
// user may read.
const detection = "SELECT current_setting('server_version_num')::int, version(), (SELECT count(*) FROM pg_extension WHERE extname = 'citus')"

// Detect asks the server for its version and its engine, which is one query, and returns the dialect tuned to them. From version
// 18 on, counting an upsert needs to know less of its table. An [Engine] other than PostgreSQL needs its own statements: for it, the
// zero value is not right. A pool, a connection and a transaction of database/sql or sqlx will do as db.
func Detect(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (Dialect, error) {
	var d Dialect
	var text string
	var citus int
	if err := db.QueryRowContext(ctx, detection).Scan(&d.Version, &text, &citus); err != nil {
		return Dialect{}, fmt.Errorf("postgres: detecting the version: %w", err)
	}
	d.Engine = engineOf(text, citus > 0)
	return d, nil
}

// engineOf finds the engine by its version's text, such as "CockroachDB CCL v25.2.1 (…)" and "PostgreSQL 15.12-YB-2025.1.0.0-b168 on …".
func engineOf(version string, citus bool) Engine {
	switch {
	case strings.HasPrefix(version, "CockroachDB"):
		return CockroachDB
	case strings.Contains(version, "-YB-"):
		return YugabyteDB
	case citus:
		return Citus
	}
	return PostgreSQL
}

// probeTable answers with the version, and whether the table is an ordinary one.
const probeTable = "SELECT current_setting('server_version_num')::int, CASE WHEN c.relkind = 'r' AND a.amname = 'heap' THEN 1 ELSE 0 END " +
	"FROM pg_class c LEFT JOIN pg_am a ON a.oid = c.relam WHERE c.oid = to_regclass($1)"

// askTriggers answers with the number of triggers that may drop rows of the table; it has no row where there is no such table.
//
// A trigger may stand on the table, on a partition or child of it, or on a table beneath a view. It is one BEFORE (2)
// or INSTEAD OF (64) INSERT (4) or UPDATE (16) for each row (1), as pg_trigger.h has them. It drops a row by returning
// NULL, which a function in PL/pgSQL does not do when RETURN NEW is its only way out and it assigns nothing to NEW as a
// whole. Of other functions only those are known that PostgreSQL brings along.
const askTriggers = `WITH RECURSIVE rel (oid) AS (` +
	`SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (` +
	`SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL ` +
	`SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid ` +
	`AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) ` +
	`SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid ` +
	`JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' ` +
	`AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 ` +
	`AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') ` +
	`AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') ` +
	`!~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) ` +
	`WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL)`

// asksTriggers tells whether the triggers are asked for where rows are missing.
func (d Dialect) asksTriggers() bool { return d.Kind == AnyKind && !d.Engine.traits().noProbe }

// triggerQuestion asks, where needed says so, what may drop rows of the table: after the statement and in its transaction, which keeps
// others from changing the triggers, so that no answer is an old one.
func triggerQuestion(table string, needed func(n int, answers []dialect.Answer) bool) dialect.Step {
	step := aboutTable(askTriggers, table)
	step.Needed = needed
	return step
}

// aboutTable is a question about a table, by its quoted name.
func aboutTable(question, table string) dialect.Step {
	return dialect.Step{
		SQL:  question,
		Args: []dialect.Args{{Slots: []dialect.Slot{{Column: dialect.Fixed, Value: table}}}},
		Read: dialect.ReadNumbers,
	}
}

// Probe implements [dialect.Tuner]. It asks about the table of a counted upsert, unless the dialect knows how to count. A table that is
// replaced by a partitioned one later is counted as well; see [dialect.StaleStatement] for one that becomes a view.
func (d Dialect) Probe(s dialect.Statement) (dialect.Probe, bool) {
	if d.Kind != AnyKind || d.Engine.traits().noProbe || !d.depends(s) {
		return dialect.Probe{}, false
	}
	return dialect.Probe{Step: aboutTable(probeTable, d.Quote(s.Target())), Kept: true, Tuned: d.tuned}, true
}

// depends tells whether the way to count depends on the table.
func (d Dialect) depends(s dialect.Statement) bool {
	i, ok := s.(dialect.Insert)
	if !ok || !i.Count || i.Conflict == nil || i.Conflict.DoNothing {
		return false
	}
	t := d.Engine.traits()
	return d.Version < old && !t.looksUp() || t.plainRows
}

// tuned returns the dialect for the table that the answer is about.
func (d Dialect) tuned(a dialect.Answer) dialect.Dialect {
	if len(a.Rows) == 0 {
		return d
	}
	d.Version, d.ordinary = int(a.Rows[0][0]), a.Rows[0][1] > 0
	return d
}
