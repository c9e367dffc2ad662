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

// probeTable answers with the version, whether the table is an ordinary one, and the number of triggers that may drop
// its rows.
//
// A trigger may stand on the table, on a partition or child of it, or on a table beneath a view. It is one BEFORE (2)
// or INSTEAD OF (64) INSERT (4) or UPDATE (16) for each row (1), as pg_trigger.h has them. It drops a row by returning
// NULL, which a function in PL/pgSQL does not do when RETURN NEW is its only way out and it assigns nothing to NEW as a
// whole. Of other functions only those are known that PostgreSQL brings along.
const probeTable = `WITH RECURSIVE rel (oid) AS (` +
	`SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (` +
	`SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL ` +
	`SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid ` +
	`AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) ` +
	`SELECT current_setting('server_version_num')::int, ` +
	`CASE WHEN c.relkind = 'r' AND a.amname = 'heap' THEN 1 ELSE 0 END, ` +
	`(SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid ` +
	`JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' ` +
	`AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 ` +
	`AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') ` +
	`AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') ` +
	`!~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) ` +
	`FROM pg_class c LEFT JOIN pg_am a ON a.oid = c.relam WHERE c.oid = to_regclass($1)`

// Probe implements [dialect.Tuner]. It asks about the table of a counted upsert or UPDATE, unless the dialect knows
// what the counts need.
func (d Dialect) Probe(s dialect.Statement) (dialect.Probe, bool) {
	if d.Kind != AnyKind || d.Engine.traits().noProbe || !d.depends(s) {
		return dialect.Probe{}, false
	}
	table := d.Quote(s.Target())
	step := dialect.Step{
		SQL:  probeTable,
		Args: []dialect.Args{{Slots: []dialect.Slot{{Column: dialect.Fixed, Value: table}}}},
		Read: dialect.ReadNumbers,
	}
	return dialect.Probe{Step: step, Kept: true, Tuned: d.tuned}, true
}

// depends tells whether the statement's counts depend on the table.
func (d Dialect) depends(s dialect.Statement) bool {
	t := d.Engine.traits()
	switch s := s.(type) {
	case dialect.Insert:
		if !s.Count || s.Conflict == nil || s.Conflict.DoNothing {
			return false
		}
		conditional := s.Conflict.UpdateWhere != nil || s.Conflict.OnlyChanged
		return conditional || d.Version < old && !t.looksUp() || t.plainRows
	case dialect.Update:
		return s.Count && !s.OnlyChanged
	}
	return false
}

// tuned returns the dialect for the table that the answer is about.
func (d Dialect) tuned(a dialect.Answer) dialect.Dialect {
	if len(a.Rows) == 0 {
		return d
	}
	version, heap, triggers := a.Rows[0][0], a.Rows[0][1] > 0, a.Rows[0][2] > 0
	d.Version = int(version)
	switch {
	case heap && triggers:
		d.Kind = HeapTriggers
	case heap:
		d.Kind = Heap
	case triggers:
		d.Kind = OtherTriggers
	default:
		d.Kind = Other
	}
	return d
}
