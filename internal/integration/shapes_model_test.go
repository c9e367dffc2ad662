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

// sentRow is a row that is sent, and its position in the input.
type sentRow struct {
	at int
	fields
}

// verdict is what a program must do.
type verdict struct {
	table    []fields
	counts   exec.Result
	outcomes []exec.Outcome
	bad      map[int][]dialect.Kind // what is wrong with rows that the database refuses
	sent     []sentRow

	invalid   []int                   // rows that Validate refuses
	null      int                     // the first row that RejectNullKeys refuses; -1: none
	duplicate *builder.DuplicateError // the first that RejectDuplicates refuses
	mistakes  []int                   // rows that no statement can be made of
	skip      bool
}

// unmet says why the run should have failed.
func (v verdict) unmet() string {
	switch {
	case v.duplicate != nil:
		return fmt.Sprintf("no error for the duplicate: %+v", v.duplicate)
	case v.null >= 0:
		return fmt.Sprintf("no error for the NULL key: row %d", v.null)
	case len(v.mistakes) > 0:
		return fmt.Sprintf("no error for rows that cannot be sent: %v", v.mistakes)
	case v.skip:
		return ""
	case len(v.invalid) > 0:
		return fmt.Sprintf("no error for invalid rows: %v", v.invalid)
	case len(v.bad) > 0:
		return fmt.Sprintf("no error for bad rows: %v", v.bad)
	}
	return ""
}

// rejects compares the rows that were set aside; a run that failed may have reached some of them only.
func (v verdict) rejects(got []exec.RowError, all bool) string {
	seen := make(map[int]bool)
	for _, r := range got {
		kinds, ok := v.bad[r.Row]
		refused := slices.Contains(v.invalid, r.Row) && r.Fault.Kind == dialect.Unknown
		if seen[r.Row] || !refused && !(ok && slices.Contains(kinds, r.Fault.Kind)) {
			return fmt.Sprintf("wrongly rejected: row %d as %v: %v", r.Row, r.Fault.Kind, r.Cause)
		}
		seen[r.Row] = true
	}
	if want := len(v.bad) + len(v.invalid); all && len(seen) != want {
		return fmt.Sprintf("not rejected: %d rows, not %d: %v", len(seen), want, sortedKeys(seen))
	}
	return ""
}

// sendable is all that Validate and the duplicate policy let pass.
func (p program) sendable() verdict {
	v := verdict{null: -1, skip: p.skip, outcomes: make([]exec.Outcome, len(p.rows))}
	size := len(p.rows)
	if p.window == "within" || p.window == "" && strings.HasPrefix(p.source, "stream") {
		size = p.batch
	}
	for from := 0; from < len(p.rows); from += size {
		p.distinct(&v, from, min(from+size, len(p.rows)))
	}
	v.counts.Rows = int64(len(v.sent))
	for _, r := range v.sent {
		if p.mistaken(r.fields) {
			v.mistakes = append(v.mistakes, r.at)
		}
	}
	return v
}

// distinct looks at the rows of a window.
func (p program) distinct(v *verdict, from, to int) {
	var window []sentRow
	first := make(map[string]int)
	for at := from; at < to; at++ {
		row := p.rows[at]
		if row.invalid {
			v.invalid = append(v.invalid, at)
			v.outcomes[at] = exec.Rejected
			continue
		}
		key, isKey := p.key.of(row.fields)
		if !isKey && p.nulls && p.updates() && p.key.isNull(row.fields) && v.null < 0 {
			v.null = at
		}
		again := slices.IndexFunc(window, func(r sentRow) bool {
			other, ok := p.key.of(r.fields)
			return ok && other == key
		})
		if !isKey || again < 0 || !p.updates() || p.duplicates == "allow" {
			window = append(window, sentRow{at, row.fields})
			if _, seen := first[key]; !seen {
				first[key] = at
			}
			continue
		}
		v.counts.Duplicates++
		switch p.duplicates {
		case "reject":
			if v.duplicate == nil {
				v.duplicate = &builder.DuplicateError{Row: at, First: first[key], Key: p.key.columns}
			}
		case "first":
			v.outcomes[at] = exec.Duplicate
		default:
			old := window[again]
			v.outcomes[old.at] = exec.Duplicate
			row := maps.Clone(row.fields)
			if p.duplicates == "merge" {
				row = merged(old.fields, row)
			}
			window = append(slices.Delete(window, again, again+1), sentRow{at, row})
		}
	}
	v.sent = append(v.sent, window...)
}

// merged is what the function of MergeDuplicates makes of two rows.
func merged(a, b fields) fields {
	row := maps.Clone(a)
	for c, v := range b {
		if hits, ok := a[c].(int64); ok && c == "hits" {
			v = hits + v.(int64)
		}
		row[c] = v
	}
	return row
}

// updates tells whether keys are looked at before the rows are sent.
func (p program) updates() bool { return p.kind == "upsert" || p.kind == "update" }

// of is a row's key as a text; ok is false when a part is NULL or not set.
func (k keyShape) of(row fields) (text string, ok bool) {
	for _, c := range k.columns {
		if row[c] == nil {
			return "", false
		}
		text += fmt.Sprintf("%q,", row[c])
	}
	return text, true
}

// isNull tells whether a part of the key is set to NULL.
func (k keyShape) isNull(row fields) bool {
	return slices.ContainsFunc(k.columns, func(c string) bool { v, ok := row[c]; return ok && v == nil })
}

// loose tells whether rows that are sent lack a part of the key.
func (v verdict) loose(k keyShape) bool {
	return slices.ContainsFunc(v.sent, func(r sentRow) bool {
		return slices.ContainsFunc(k.columns, func(c string) bool { _, ok := r.fields[c]; return !ok })
	})
}

// narrowed is what is set from a row: not what is computed from columns that it lacks. ok is false when nothing is left.
func (p program) narrowed(row fields) (set []change, ok bool) {
	for _, c := range p.set {
		lacks := slices.ContainsFunc(c.needs, func(n string) bool { _, has := row[n]; return !has })
		if !lacks {
			set = append(set, c)
			ok = ok || !p.only || c.expr == nil
		}
	}
	return set, ok
}

// mistaken tells whether no statement can be made of a row.
func (p program) mistaken(row fields) bool {
	if p.where != nil && p.kind != "delete" && p.where.needs != "" {
		if _, has := row[p.where.needs]; !has {
			return true
		}
	}
	if _, has := row["hits"]; p.version && !has {
		return true
	}
	_, ok := p.narrowed(row)
	return p.kind == "update" && !ok && (!p.version || p.only) // the version alone is something to set
}

// verdict applies the rows one after the other.
func (p program) verdict(v verdict) verdict {
	v.bad, v.counts.Exact = make(map[int][]dialect.Kind), true
	v.table = make([]fields, len(p.stored))
	for i, row := range p.stored {
		v.table[i] = maps.Clone(row)
	}
	for _, row := range v.sent {
		p.apply(&v, row)
	}
	return v
}

// reached is what a failed run must have applied.
func (p program) reached(v verdict, res exec.Result) verdict {
	applied := 0
	if p.tx != "atomic" {
		applied = int(res.Rows)
		for _, r := range res.Rejected {
			if !slices.Contains(v.invalid, r.Row) {
				applied++
			}
		}
	}
	v.sent = v.sent[:min(applied, len(v.sent))]
	return v
}

// keyed is a row with its key as it is stored.
func (k keyShape) keyed(row fields) fields {
	row = maps.Clone(row)
	for _, c := range k.columns {
		if _, ok := row[c]; !ok && c == "org" {
			row[c] = k.org
		}
	}
	return row
}

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
	}
	fresh := make(fields)
	maps.Copy(fresh, defaults)
	maps.Copy(fresh, p.key.keyed(in))
	if kinds := p.violations(v, fresh, at, p.kind == "insert"); len(kinds) > 0 {
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
	if kinds := p.violations(v, next, at, false); len(kinds) > 0 {
		return exec.Rejected, kinds
	}
	v.table[at] = next
	if maps.Equal(next, stored) {
		return p.equal, nil
	}
	return exec.Updated, nil
}

// violations are the constraints that a row breaks when it is stored at a place.
func (p program) violations(v *verdict, row fields, at int, plain bool) (kinds []dialect.Kind) {
	if row["a"] == nil {
		kinds = append(kinds, dialect.NotNullViolation)
	}
	if n, ok := row["c"].(int64); ok && n < 0 {
		kinds = append(kinds, dialect.CheckViolation)
	}
	tagged := slices.IndexFunc(v.table, func(r fields) bool { return r["tag"] != nil && r["tag"] == row["tag"] })
	if plain && at >= 0 || tagged >= 0 && tagged != at {
		kinds = append(kinds, dialect.UniqueViolation)
	}
	return kinds
}
