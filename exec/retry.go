package exec

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// RetryPolicy says how often a transaction is tried and how long the pauses are.
type RetryPolicy struct {
	// Attempts is how often a transaction is tried in all; 1: no retry.
	Attempts int
	// Base is the longest pause before the second attempt. It doubles with each further attempt.
	Base time.Duration
	// Max is the longest pause of all.
	Max time.Duration
}

// DefaultRetry tries a transaction 16 times, with pauses of up to half a minute in all. Each pause is random between zero and its
// longest, so that writers that met once do not meet again.
var DefaultRetry = RetryPolicy{Attempts: 16, Base: 20 * time.Millisecond, Max: 2 * time.Second}

// pause is the pause after a failed attempt, counted from one.
func (p RetryPolicy) pause(attempt int) time.Duration {
	longest := p.Base << min(attempt-1, 30)
	if longest <= 0 || longest > p.Max {
		longest = p.Max
	}
	if longest <= 0 {
		return 0
	}
	return rand.N(longest + 1)
}

// retry calls try until it succeeds, fails for good, or has used up its attempts. It tells of each pause.
func (r *run) retry(ctx context.Context, tell func(context.Context, Event), try func() error) error {
	for attempt := 1; ; attempt++ {
		err := try()
		if err == nil || !r.retryable(err) {
			return err
		}
		if attempt >= r.options.retry.Attempts {
			if attempt > 1 {
				err = fmt.Errorf("%w (gave up after %d attempts)", err, attempt)
			}
			return err
		}
		pause := r.options.retry.pause(attempt)
		tell(ctx, Event{Kind: Retrying, Attempt: attempt, Duration: pause, Err: err})
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// retryable tells whether running the transaction again may succeed.
func (r *run) retryable(err error) bool {
	if errors.Is(err, ErrCommitUnknown) {
		return false
	}
	return r.ex.dialect.Classify(err).Kind.Retryable()
}
