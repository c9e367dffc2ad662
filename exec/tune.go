package exec

import (
	"context"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// inspect lets the dialect learn from the driver's connection, where there is one to look at.
func (s *session) inspect(d dialect.Dialect) dialect.Dialect {
	inspector, ok := d.(dialect.ConnInspector)
	if !ok || s.conn == nil {
		return d
	}
	_ = s.conn.Raw(func(driverConn any) error {
		d = inspector.Inspect(driverConn)
		return nil
	})
	return d
}

// tune asks the server what the dialect needs to know about the statement's table, once per executor and table.
func (p *pass) tune(ctx context.Context, d dialect.Dialect) (dialect.Dialect, error) {
	d = p.session.inspect(d)
	prober, ok := d.(dialect.Prober)
	if !ok {
		return d, nil
	}
	probe, ok := prober.Probe(probed(p.job.Statement))
	if !ok {
		return d, nil
	}
	table := p.job.Statement.Target()
	p.ex.mu.Lock()
	known := p.ex.tuned[table]
	p.ex.mu.Unlock()
	if known != nil {
		return known, nil
	}
	answer, err := numbers(p.session.QueryContext(ctx, probe.Step.SQL, probe.Step.AppendArgs(nil, dialect.Rows{}, nil, 0)...))
	if err != nil {
		return nil, fmt.Errorf("exec: looking up the table: %w", err)
	}
	p.steps.sent++
	tuned, err := tuneBy(probe, answer)
	if err != nil {
		return nil, err
	}
	if len(answer.Rows) > 0 {
		p.ex.mu.Lock()
		p.ex.tuned[table] = tuned
		p.ex.mu.Unlock()
	}
	return tuned, nil
}

// tuneBy returns the tuned dialect. An answer of another shape than the question's is an error instead of a panic.
func tuneBy(probe dialect.Probe, answer dialect.Answer) (d dialect.Dialect, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: the answer about the table has too few columns: %v", p)
		}
	}()
	return probe.Tuned(answer), nil
}
