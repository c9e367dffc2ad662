package exec

import (
	"context"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// maxQuestions is how many questions a dialect may ask, one after the answer to the other.
const maxQuestions = 3

// tune asks the server what the dialect needs to know about the statement's table. What a strategy needs to know is another question.
func (p *pass) tune(ctx context.Context, d dialect.Dialect) (dialect.Dialect, error) {
	if !p.session.Alone {
		d = p.session.Inspect(d)
	}
	for range maxQuestions {
		probe, ok := d.Probe(probed(p.job.Statement))
		if !ok {
			return d, nil
		}
		answer, err := p.ask(ctx, probe)
		if err != nil {
			return nil, err
		}
		if d, err = tuneBy(probe, answer); err != nil || len(answer.Rows) == 0 {
			return d, err
		}
	}
	return d, nil
}

// ask returns the answer to a question: anew for each try at a run, since tables change, unless the answer may be kept. A table that was
// not found is asked about again.
func (p *pass) ask(ctx context.Context, probe dialect.Probe) (dialect.Answer, error) {
	key := ""
	if probe.Kept {
		key = questionKey(probe.Step)
		if answer, known := p.ex.known(key); known {
			return answer, nil
		}
	}
	answer, err := p.session.Ask(ctx, probe.Step)
	if err != nil {
		return answer, fmt.Errorf("exec: looking up the table: %w", err)
	}
	p.count++
	if probe.Kept && len(answer.Rows) > 0 {
		p.ex.keep(key, answer)
	}
	return answer, nil
}

// known returns an answer that was kept.
func (e *Executor) known(key string) (dialect.Answer, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	answer, ok := e.answers[key]
	return answer, ok
}

// keep keeps an answer.
func (e *Executor) keep(key string, answer dialect.Answer) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers[key] = answer
}

// forgetAnswers has every question asked anew.
func (e *Executor) forgetAnswers() {
	e.mu.Lock()
	defer e.mu.Unlock()
	clear(e.answers)
}

// questionKey tells questions apart.
func questionKey(question dialect.Step) string {
	return fmt.Sprintf("%s %q", question.SQL, question.AppendArgs(nil, dialect.Rows{}, nil, 0))
}

// tuneBy returns the tuned dialect. An answer of another shape than the question's is an error instead of a panic.
func tuneBy(probe dialect.Probe, answer dialect.Answer) (d dialect.Dialect, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("exec: the answer about the table has too few columns, which docs/sqlmock.md lists: %v", p)
		}
	}()
	return probe.Tuned(answer), nil
}
