package builder

import (
	"context"
	"errors"
	"iter"
)

// Ahead reads a source in a goroutine of its own, so that the next rows are made while a statement runs. It pays where that takes about
// as long as the statement: JSON, compressed files, a service on the network.
//
//	source := builder.Ahead(builder.JSONLines[User](file))
//
// About a thousand rows, or 4 MiB, are held besides the chunks. The goroutine ends with the rows or with the run; one that ends early
// waits for the row that is being made. What the source uses must not be used by the run: it cannot query the transaction into which the
// rows are written. Rows whose type has methods that exec calls are not read ahead. A source that knows its Len has its rows already, and is returned as it is.
func Ahead(s Source) Source {
	switch s.(type) {
	case nil, sized, ahead:
		return s
	}
	return ahead{s}
}

type ahead struct{ source Source }

func (a ahead) Columns(ctx context.Context) ([]string, error) { return a.source.Columns(ctx) }

func (a ahead) Rows(ctx context.Context, columns []string) iter.Seq2[[]any, error] {
	rows := a.source.Rows(ctx, columns)
	if readingOf(ctx).prepares() { // they are looked at as they are sent
		return rows
	}
	return func(yield func([]any, error) bool) {
		groups, done := make(chan group, groupsAhead), make(chan struct{})
		go gather(rows, len(columns), groups, done)
		defer func() {
			close(done)
			for range groups { // until the goroutine has ended
			}
		}()
		for p := range groups {
			for ; p.n > 0; p.n-- {
				row := p.values[:len(columns):len(columns)]
				if p.values = p.values[len(columns):]; !yield(row, nil) {
					return
				}
			}
			if p.panic != nil {
				panic(p.panic)
			}
			if p.err != nil {
				yield(nil, p.err)
				return
			}
		}
	}
}

const (
	groupRows   = 256
	groupBytes  = 1 << 20
	groupsAhead = 3 // besides the one that is gathered
)

// group is some rows, and how they ended if they did.
type group struct {
	values []any
	n      int
	bytes  int
	err    error
	panic  any
}

// gather sends the rows in groups until they end or done is closed. It closes groups.
func gather(rows iter.Seq2[[]any, error], width int, groups chan<- group, done <-chan struct{}) {
	defer close(groups)
	var p group
	send := func() bool {
		select {
		case groups <- p:
			p = group{}
			return true
		case <-done:
			return false
		}
	}
	ended := false
	defer func() {
		if p.panic = recover(); p.panic == nil && !ended {
			p.err = errors.New("the source ended its goroutine")
		}
		if p.n > 0 || p.err != nil || p.panic != nil {
			send()
		}
	}()
	for values, err := range rows {
		if err != nil {
			p.err = err
			break
		}
		if p.values == nil {
			p.values = make([]any, 0, width*groupRows)
		}
		p.values = append(p.values, values...)
		p.n++
		for _, v := range values {
			p.bytes += max(0, cellBytes(v))
		}
		if (p.n == groupRows || p.bytes >= groupBytes) && !send() {
			p = group{}
			break
		}
	}
	ended = true
}
