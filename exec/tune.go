package exec

import (
	"context"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// maxQuestions is how many questions a dialect may ask, one after the answer to the other.
const maxQuestions = 3

// tune asks the server what the dialect needs to know about the statement's table, once per executor and question. What a strategy
// needs to know is another question.
func (p *pass) tune(ctx context.Context, d dialect.Dialect) (dialect.Dialect, error) {
	d = p.session.Inspect(d)
	for range maxQuestions {
		probe, ok := d.Probe(probed(p.job.Statement))
		if !ok {
			return d, nil
		}
		answer, err := p.ask(ctx, probe.Step)
		if err != nil {
			return nil, err
		}
		if d, err = tuneBy(probe, answer); err != nil || len(answer.Rows) == 0 {
			return d, err
		}
	}
	return d, nil
}

// ask returns the answer to a question. Only a table that was not found is asked about again.
func (p *pass) ask(ctx context.Context, question dialect.Step) (dialect.Answer, error) {
	args := question.AppendArgs(nil, dialect.Rows{}, nil, 0)
	key := fmt.Sprintf("%s %q", question.SQL, args)
	p.ex.mu.Lock()
	answer, known := p.ex.answers[key]
	p.ex.mu.Unlock()
	if known {
		return answer, nil
	}
	answer, err := p.session.Ask(ctx, question)
	if err != nil {
		return answer, fmt.Errorf("exec: looking up the table: %w", err)
	}
	p.count++
	if len(answer.Rows) > 0 {
		p.ex.mu.Lock()
		p.ex.answers[key] = answer
		p.ex.mu.Unlock()
	}
	return answer, nil
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
