package integration

import (
	"maps"
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// apply does what the database does with a row.
func (p program) apply(v *verdict, in sentRow) {
	key, isKey := p.key.of(p.key.keyed(in.fields))
	at := slices.IndexFunc(v.table, func(r fields) bool {
		stored, ok := p.key.of(r)
		return ok && isKey && stored == key
	})
	outcome, kinds := p.effect(v, in.fields, at)
	v.outcomes[in.at] = outcome
	c := &v.counts
	switch outcome {
	case exec.Created:
		c.Created++
	case exec.Updated:
		c.Updated++
	case exec.Unchanged:
		c.Unchanged++
	case exec.Skipped:
		c.Skipped++
	case exec.Deleted:
		c.Deleted++
	case exec.Unmatched:
		if p.kind != "delete" {
			c.Unmatched++
		}
	case exec.Rejected:
		c.Rows--
		v.bad[in.at] = kinds
	}
}

// effect is what becomes of a row that finds the stored row at a place, or none.
func (p program) effect(v *verdict, in fields, at int) (exec.Outcome, []dialect.Kind) {
	switch p.kind {
	case "delete":
		if at < 0 || p.where != nil && !p.where.holds(v.table[at], in) {
			return exec.Unmatched, nil
		}
		v.table = slices.Delete(v.table, at, at+1)
		return exec.Deleted, nil
	case "update":
		found := at >= 0 && (p.where == nil || p.where.holds(v.table[at], in))
		switch {
		case p.version && !(found && v.table[at]["hits"] == in["hits"]):
			return exec.Rejected, []dialect.Kind{dialect.StaleRow}
		case !found:
			return exec.Unmatched, nil
		}
		return p.write(v, in, at)
	case "update or create":
		if _, some := p.narrowed(in); at >= 0 && !some {
			return exec.Unchanged, nil
		} else if at >= 0 {
			return p.write(v, in, at)
		}
	}
	fresh := make(fields)
	maps.Copy(fresh, defaults)
	maps.Copy(fresh, p.key.keyed(in))
	kinds := p.violations(v, fresh, at, p.kind == "insert")
	if orphan(fresh) && (at < 0 || len(kinds) > 0) { // of several, a database names one
		kinds = append(kinds, dialect.ForeignKeyViolation)
	}
	if len(kinds) > 0 {
		return exec.Rejected, kinds
	}
	_, some := p.narrowed(in)
	switch {
	case at < 0:
		v.table = append(v.table, fresh)
		return exec.Created, nil
	case p.kind == "nothing" || !some:
		return exec.Skipped, nil
	case p.where != nil && !p.where.holds(v.table[at], in):
		return exec.Unchanged, nil
	}
	return p.write(v, in, at)
}

// write updates a stored row.
func (p program) write(v *verdict, in fields, at int) (exec.Outcome, []dialect.Kind) {
	stored := v.table[at]
	next, differs := maps.Clone(stored), false
	set, _ := p.narrowed(in)
	for _, c := range set {
		next[c.column] = c.value(stored, in)
		differs = differs || c.expr == nil && next[c.column] != stored[c.column]
	}
	if p.version {
		next["hits"] = stored["hits"].(int64) + 1
	}
	if p.only && !differs {
		return exec.Unchanged, nil
	}
	kinds := p.violations(v, next, at, false)
	if orphan(next) {
		kinds = append(kinds, dialect.ForeignKeyViolation)
	}
	if len(kinds) > 0 {
		return exec.Rejected, kinds
	}
	v.table[at] = next
	if maps.Equal(next, stored) {
		return p.equal, nil
	}
	return exec.Updated, nil
}

// orphan tells whether the row's parent is missing, which matters for rows that are stored only.
func orphan(row fields) bool { n, ok := row["ref"].(int64); return ok && n > 2 }

// violations are the constraints that a row breaks when it is stored at a place.
func (p program) violations(v *verdict, row fields, at int, plain bool) (kinds []dialect.Kind) {
	if row["a"] == nil {
		kinds = append(kinds, dialect.NotNullViolation)
	}
	if n, ok := row["c"].(int64); ok && n < 0 {
		kinds = append(kinds, dialect.CheckViolation)
	}
	if row["b"] == longText {
		kinds = append(kinds, p.tooLong)
	}
	tagged := slices.IndexFunc(v.table, func(r fields) bool { return r["tag"] != nil && r["tag"] == row["tag"] })
	if plain && at >= 0 || tagged >= 0 && tagged != at {
		kinds = append(kinds, dialect.UniqueViolation)
	}
	return kinds
}
