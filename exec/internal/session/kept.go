package session

import (
	"context"
	"database/sql"
	"slices"
	"sync"
)

// Kept are statements of a pool that stay prepared from run to run: texts that are sent for the second time, and at most so many of them.
// The one that was not used for the longest time goes first. It is safe for concurrent use. Closing the pool closes them.
type Kept struct {
	most int

	mu    sync.Mutex
	texts []*kept // the one that was used last comes last
}

// kept is a text that was sent.
type kept struct {
	all   *Kept // those that it belongs to
	text  string
	stmt  *sql.Stmt // nil: it is not prepared
	users int       // who use it now
	gone  bool      // it is closed when nobody uses it any more

	mu  sync.Mutex
	ran kinds // what it ran with, on any connection
}

// NewKept returns those of a pool, at most so many; none where most is zero.
func NewKept(most int) *Kept { return &Kept{most: most} }

// seenTexts is how many texts are remembered for each that is kept.
const seenTexts = 4

// Ahead prepares texts that will be sent, if they were sent before, and remembers the others. It takes a connection of the pool, so that the
// caller must have none. A text that cannot be prepared is forgotten: it is sent as it is, and the server then says what is wrong.
func (k *Kept) Ahead(ctx context.Context, pool DB, texts ...string) {
	for _, text := range texts {
		if !k.again(text) {
			continue
		}
		stmt, err := pool.PrepareContext(ctx, text)
		if err != nil {
			k.forget(text)
			continue
		}
		k.keep(text, stmt)
	}
}

// again notes a text, and tells whether it is known and not yet prepared.
func (k *Kept) again(text string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.most == 0 {
		return false
	}
	if known := k.find(text); known != nil {
		return known.stmt == nil
	}
	if len(k.texts) == seenTexts*k.most {
		k.drop(0)
	}
	k.texts = append(k.texts, &kept{all: k, text: text})
	return false
}

// keep keeps a statement, unless another goroutine has prepared the text meanwhile.
func (k *Kept) keep(text string, stmt *sql.Stmt) {
	k.mu.Lock()
	defer k.mu.Unlock()
	known := k.find(text)
	if known == nil || known.stmt != nil {
		_ = stmt.Close()
		return
	}
	known.stmt = stmt
	prepared := func(one *kept) bool { return one.stmt != nil }
	for n := k.count(); n > k.most; n-- {
		k.drop(slices.IndexFunc(k.texts, prepared))
	}
}

// Close closes the statements that are not in use, and keeps none from now on.
func (k *Kept) Close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for k.most = 0; len(k.texts) > 0; {
		k.drop(0)
	}
}

// Len is how many statements are kept.
func (k *Kept) Len() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.count()
}

// use returns the statement of a text until it is released; nil: it is not kept.
func (k *Kept) use(text string) *kept {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	known := k.find(text)
	if known == nil || known.stmt == nil {
		return nil
	}
	known.users++
	return known
}

// release ends a use.
func (one *kept) release() {
	one.all.mu.Lock()
	defer one.all.mu.Unlock()
	if one.users--; one.users == 0 && one.gone {
		_ = one.stmt.Close()
	}
}

// forget drops a text.
func (k *Kept) forget(text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if i := k.index(text); i >= 0 {
		k.drop(i)
	}
}

// drop drops the text at a place, and closes its statement as soon as nobody uses it. k.mu is held.
func (k *Kept) drop(i int) {
	one := k.texts[i]
	k.texts = slices.Delete(k.texts, i, i+1)
	one.gone = true
	if one.stmt != nil && one.users == 0 {
		_ = one.stmt.Close()
	}
}

// find returns a text, which is then the one that was used last; nil: it is not known. k.mu is held.
func (k *Kept) find(text string) *kept {
	i := k.index(text)
	if i < 0 {
		return nil
	}
	one := k.texts[i]
	k.texts = append(slices.Delete(k.texts, i, i+1), one)
	return one
}

func (k *Kept) index(text string) int {
	return slices.IndexFunc(k.texts, func(one *kept) bool { return one.text == text })
}

// count is how many statements are kept. k.mu is held.
func (k *Kept) count() (n int) {
	for _, one := range k.texts {
		if one.stmt != nil {
			n++
		}
	}
	return n
}

// takes tells whether the statement may run with arguments, as far as their types decide.
func (one *kept) takes(args []any) bool {
	one.mu.Lock()
	defer one.mu.Unlock()
	return one.ran.take(args)
}
