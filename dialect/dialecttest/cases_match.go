package dialecttest

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// matching is the question which input rows exist. Its keys are chunked as those of a DELETE.
type matching struct {
	keys builder.DeleteBuilder
	fold []string
}

// Job implements [builder.Bulk].
func (m matching) Job(o builder.JobOptions) (builder.Job, error) {
	job, err := m.keys.Job(o)
	if err != nil {
		return job, err
	}
	x := job.Statement.(dialect.Delete)
	job.Statement = dialect.Match{Table: x.Table, Key: x.Key, Fold: m.fold, Where: x.Where}
	return job, nil
}

// folded is an UPDATE whose key is compared without regard to case.
type folded struct {
	update builder.UpdateBuilder
	fold   []string
}

// Job implements [builder.Bulk].
func (f folded) Job(o builder.JobOptions) (builder.Job, error) {
	job, err := f.update.Job(o)
	if err != nil {
		return job, err
	}
	u := job.Statement.(dialect.Update)
	u.Fold = f.fold
	job.Statement = u
	return job, nil
}

func matchCases() []Case {
	byID := builder.Delete("people").Key("id").From(cells(2, "id"))
	composite := builder.Delete("app.members").Key("org", "email").From(cells(2, "org", "email"))
	members := []string{"app", "members", "org", "email"}
	up := builder.Update("app.members").Key("org", "email").Set("name").From(cells(2, "org", "email", "name"))
	return []Case{{
		Name:  "match",
		Bulk:  matching{byID, nil},
		Names: []string{"people", "id"},
		Needs: []Feature{Matching},
	}, {
		Name:  "match a composite key where, and without regard to case",
		Bulk:  matching{composite.Where(sq.Expr("? = ?", builder.Stored("tenant"), "tenant")), []string{"email"}},
		Names: append(members, "tenant"),
		Fixed: []any{"tenant"},
		Needs: []Feature{Matching},
	}, {
		Name:  "update, join form, without regard to case",
		Bulk:  folded{up, []string{"email"}},
		Names: append(members, "name"),
		Needs: []Feature{Matching},
	}, {
		Name:  "update, join form, only changed rows, without regard to case",
		Bulk:  folded{up.OnlyChanged(), []string{"email"}},
		Names: append(members, "name"),
		Needs: []Feature{Matching},
	}}
}
