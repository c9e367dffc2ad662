package integration

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// program is a statement, its rows, its options, and what is stored before.
type program struct {
	key      keyShape
	kind     string // insert, nothing, upsert, update, update or create, delete
	source   string
	columns  []string // of the source
	stored   []fields
	rows     []programRow
	set      []change
	all      bool // DoUpdate without columns
	target   bool // DoNothing names the key
	where    *filter
	only     bool
	caseForm bool
	version  bool // hits is an optimistic lock

	duplicates string // reject, first, last, merge or allow
	window     string // "", within or across
	nulls      bool   // RejectNullKeys
	batch      int
	tx         string // atomic, connection, per chunk, workers, no transaction, caller's, caller's rollback
	outcomes   bool
	uncounted  bool // Count(false)
	skip       bool
	most       int // bad rows; below zero: any number
	strategy   dialect.Strategy

	equal   exec.Outcome // of a row that is updated and stays equal
	tooLong dialect.Kind // of longText
}

// programRow is an input row.
type programRow struct {
	fields
	invalid bool // Validate refuses it
}

// String describes the program so that it can be repeated by hand.
func (p program) String() string {
	what := []string{p.kind, p.key.name, "from " + p.source, fmt.Sprint("columns ", p.columns)}
	for _, c := range p.set {
		what = append(what, "set "+c.what)
	}
	if p.where != nil {
		what = append(what, "where "+p.where.what)
	}
	what = append(what, "duplicates: "+p.duplicates+" "+p.window, fmt.Sprintf("batch %d", p.batch), p.tx)
	if p.skip {
		what = append(what, fmt.Sprintf("SkipBadRows(%d)", p.most))
	}
	if p.strategy != exec.Statements {
		what = append(what, fmt.Sprint("strategy ", p.strategy))
	}
	flags := map[string]bool{"all": p.all, "target": p.target, "only changed": p.only, "case form": p.caseForm, "version hits": p.version,
		"reject null keys": p.nulls, "outcomes": p.outcomes, "uncounted": p.uncounted}
	for _, name := range slices.Sorted(maps.Keys(flags)) {
		if flags[name] {
			what = append(what, name)
		}
	}
	lines := []string{strings.Join(what, ", "), "stored:"}
	for _, c := range p.stored {
		lines = append(lines, fmt.Sprint("  ", map[string]any(c)))
	}
	lines = append(lines, "rows:")
	for i, r := range p.rows {
		lines = append(lines, fmt.Sprint("  ", i, ": ", map[string]any(r.fields), map[bool]string{true: " invalid"}[r.invalid]))
	}
	return strings.Join(lines, "\n")
}

// complete tells whether the source has all columns: maps have those of their rows.
func (p program) complete() bool {
	for _, c := range p.columns {
		if !slices.ContainsFunc(p.rows, func(r programRow) bool { _, ok := r.fields[c]; return ok }) {
			return false
		}
	}
	return true
}

// ragged tells whether rows lack columns.
func (p program) ragged() bool {
	return slices.ContainsFunc(p.rows, func(r programRow) bool { return len(r.fields) < len(p.columns) })
}

// policies are the options of a run that compares keys; another one has no use for them, and refuses them.
func (p program) policies() []exec.Option {
	policy := map[string]builder.DuplicatePolicy{"reject": builder.RejectDuplicates, "first": builder.KeepFirst, "last": builder.KeepLast,
		"allow": builder.AllowDuplicates, "merge": builder.MergeDuplicates(func(kept, next map[string]any) {
			hits, ok := kept["hits"].(int64)
			maps.Copy(kept, next)
			if more, both := next["hits"].(int64); ok && both {
				kept["hits"] = hits + more
			}
			for _, c := range p.key.columns {
				kept[c] = "the key stays"
			}
		})}[p.duplicates]
	switch p.window {
	case "within":
		policy = policy.WithinChunk()
	case "across":
		policy = policy.AcrossChunks()
	}
	return []exec.Option{exec.Duplicates(policy), exec.RejectNullKeys(p.nulls)}
}

// options are those of the run.
func (p program) options() []exec.Option {
	scope := map[string]exec.Option{"per chunk": exec.PerChunk(), "workers": exec.PerChunk(), "no transaction": exec.NoTx(), "caller's": exec.PerChunk()}[p.tx]
	if scope == nil {
		scope = exec.Atomic()
	}
	opts := []exec.Option{exec.BatchSize(p.batch), scope, exec.Strategy(p.strategy), exec.Count(!p.uncounted)}
	if p.tx == "workers" {
		opts = append(opts, exec.Workers(3))
	}
	if p.updates() {
		opts = append(opts, p.policies()...)
	}
	if p.outcomes {
		opts = append(opts, exec.Outcomes(true))
	}
	if p.skip {
		opts = append(opts, exec.SkipBadRows(p.most))
	}
	return opts
}

// bulk is the statement, and for rows with AfterSave what they will have been told.
func (p program) bulk() (b builder.Bulk, told []exec.Outcome) {
	source, told := p.from()
	plain := []string{}
	for _, c := range p.set {
		if c.expr == nil {
			plain = append(plain, c.column)
		}
	}
	insert := builder.Insert(p.key.table()).Columns(p.columns...).From(source)
	switch p.kind {
	case "insert":
		return insert, told
	case "nothing":
		if p.target {
			insert = insert.OnConflict(p.key.columns...)
		}
		return insert.DoNothing(), told
	case "upsert":
		return p.upsert(insert, plain), told
	case "update":
		return p.update(builder.Update(p.key.table()).Key(p.key.columns...).From(source), plain), told
	case "update or create":
		return p.updateOrCreate(builder.UpdateOrCreate(p.key.table()).Key(p.key.columns...).From(source), plain), told
	}
	del := builder.Delete(p.key.table()).Key(p.key.columns...).From(source)
	if p.where != nil {
		del = del.Where(p.where.expr)
	}
	return del, told
}

func (p program) upsert(up builder.InsertBuilder, plain []string) builder.Bulk {
	up = up.OnConflict(p.key.columns...)
	if p.all {
		up = up.DoUpdate()
	} else if len(plain) > 0 {
		up = up.DoUpdate(plain...)
	}
	for _, c := range p.set {
		if c.expr != nil {
			up = up.DoUpdateSet(c.column, c.expr)
		}
	}
	if p.where != nil {
		up = up.DoUpdateWhere(p.where.expr)
	}
	if p.only {
		up = up.OnlyChanged()
	}
	return up
}

func (p program) update(up builder.UpdateBuilder, plain []string) builder.Bulk {
	up = up.Set(plain...)
	for _, c := range p.set {
		if c.expr != nil {
			up = up.SetExpr(c.column, c.expr)
		}
	}
	if p.where != nil {
		up = up.Where(p.where.expr)
	}
	if p.only {
		up = up.OnlyChanged()
	}
	if p.version {
		up = up.Version("hits")
	}
	if p.caseForm {
		up = up.CaseForm()
	}
	return up
}

func (p program) updateOrCreate(uc builder.UpdateOrCreateBuilder, plain []string) builder.Bulk {
	uc = uc.Set(plain...)
	for _, c := range p.set {
		if c.expr != nil {
			uc = uc.SetExpr(c.column, c.expr)
		}
	}
	asked := p.asked()
	for _, c := range p.columns {
		if !slices.Contains(asked, c) {
			uc = uc.OnCreate(c)
		}
	}
	if p.only {
		uc = uc.OnlyChanged()
	}
	return uc
}

// asked are the columns that an update asks its rows for.
func (p program) asked() []string {
	return slices.DeleteFunc(slices.Clone(p.columns), func(c string) bool {
		return !slices.Contains(p.key.columns, c) && !(p.version && c == "hits") && (p.where == nil || p.where.needs != c) &&
			!slices.ContainsFunc(p.set, func(s change) bool { return slices.Contains(s.needs, c) })
	})
}

// callers tells whether the transaction is the caller's.
func (p program) callers() bool { return strings.HasPrefix(p.tx, "caller's") }
