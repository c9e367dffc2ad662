package dialecttest

import (
	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
)

// lookup is a SELECT by key. No builder describes one; its keys are chunked as those of a DELETE.
type lookup struct {
	keys    builder.DeleteBuilder
	columns []string
	lock    bool
}

// Job implements [builder.Bulk].
func (l lookup) Job(o builder.JobOptions) (builder.Job, error) {
	job, err := l.keys.Job(o)
	if err != nil {
		return job, err
	}
	x := job.Statement.(dialect.Delete)
	job.Statement = dialect.Select{Table: x.Table, Key: x.Key, Columns: l.columns, Where: x.Where, Lock: l.lock}
	return job, nil
}

func lookupCases() []Case {
	byID := builder.Delete("people").Key("id").From(cells(2, "id"))
	composite := builder.Delete("app.members").Key("org", "email").From(cells(2, "org", "email"))
	return []Case{{
		Name:  "look up",
		Bulk:  lookup{byID, []string{"id", "name"}, false},
		Names: []string{"people", "id", "name"},
		Needs: []Feature{Lookup},
	}, {
		Name:  "look up by a composite key where, and lock",
		Bulk:  lookup{composite.Where(sq.Eq{"tenant": "tenant"}), []string{"name"}, true},
		Names: []string{"app", "members", "org", "email", "name"},
		Fixed: []any{"tenant"},
		Needs: []Feature{Lookup},
	}}
}
