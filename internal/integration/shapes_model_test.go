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

	invalid   []int                   // rows that Validate refuses, or that are set aside because they cannot be sent
	null      int                     // the first row that RejectNullKeys refuses; -1: none
	duplicate *builder.DuplicateError // the first that RejectDuplicates refuses
	mistakes  []int                   // rows that no statement can be made of
	skip      bool
	most      int // bad rows; below zero: any number
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
	case v.tooMany():
		return fmt.Sprintf("no error for too many bad rows: %v %v", sortedKeys(v.bad), v.invalid)
	case v.skip:
		return ""
	case len(v.invalid) > 0:
		return fmt.Sprintf("no error for invalid rows: %v", v.invalid)
	case len(v.bad) > 0:
		return fmt.Sprintf("no error for bad rows: %v", v.bad)
	}
	return ""
}

// tooMany tells whether more rows are bad than may be skipped.
func (v verdict) tooMany() bool { return v.skip && v.most >= 0 && len(v.bad)+len(v.invalid) > v.most }

// rejects compares the rows that were set aside; a run that failed may have reached some of them only.
func (v verdict) rejects(got []exec.RowError, all bool) string {
	seen := make(map[int]bool)
	for _, r := range got {
		kinds, ok := v.bad[r.Row]
		refused := slices.Contains(v.invalid, r.Row) && r.Fault.Kind == dialect.Unknown
		if seen[r.Row] || !refused && !(ok && slices.Contains(kinds, r.Fault.Kind)) {
			return fmt.Sprintf("wrongly rejected: row %d as %v: %v", r.Row, r.Fault.Kind, r.Err)
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
	v := verdict{null: -1, skip: p.skip, most: p.most, outcomes: make([]exec.Outcome, len(p.rows))}
	size := len(p.rows)
	if p.window == "within" || p.window == "" && strings.HasPrefix(p.source, "stream") {
		size = p.batch
	}
	for from := 0; from < len(p.rows); from += size {
		p.distinct(&v, from, min(from+size, len(p.rows)))
	}
	v.sent = slices.DeleteFunc(v.sent, func(r sentRow) bool {
		if !p.mistaken(r.fields) {
			return false
		}
		if p.skip {
			v.setAside(r.at)
		} else {
			v.mistakes = append(v.mistakes, r.at)
		}
		return p.skip
	})
	v.counts.Rows = int64(len(v.sent))
	return v
}

// setAside refuses a row before it is sent.
func (v *verdict) setAside(at int) {
	v.invalid = append(v.invalid, at)
	v.outcomes[at] = exec.Rejected
}

// distinct looks at the rows of a window.
func (p program) distinct(v *verdict, from, to int) {
	var window []sentRow
	first := make(map[string]int)
	for at := from; at < to; at++ {
		row := p.rows[at]
		if row.invalid {
			v.setAside(at)
			continue
		}
		key, isKey := p.key.of(row.fields)
		null := !isKey && p.nulls && p.updates() && p.key.isNull(row.fields)
		if null && p.skip {
			v.setAside(at)
			continue
		}
		if null && v.null < 0 {
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
		if p.duplicates == "reject" && p.skip {
			v.setAside(at)
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
func (p program) updates() bool {
	return p.kind == "upsert" || p.kind == "update" || p.kind == "update or create"
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
	if p.tx == "per chunk" || p.tx == "no transaction" {
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
