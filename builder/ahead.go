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
	asked := readingOf(ctx)
	if asked.prepares() { // they are looked at as they are sent
		return a.source.Rows(ctx, columns)
	}
	apart := asked.apart()
	rows := a.source.Rows(context.WithValue(ctx, readingKey{}, apart), columns)
	return func(yield func([]any, error) bool) {
		groups, done := make(chan group, groupsAhead), make(chan struct{})
		g := gatherer{told: &apart.told, width: len(columns), groups: groups, done: done}
		go g.gather(rows)
		defer func() {
			close(done)
			for range groups { // until the goroutine has ended
			}
		}()
		for p := range groups {
			for i := range p.n {
				asked.bad = append(asked.bad, p.badBefore(i)...)
				row := p.values[:len(columns):len(columns)]
				asked.at(p.lines[i], row)
				if p.values = p.values[len(columns):]; !yield(row, nil) {
					return
				}
			}
			asked.bad, asked.full = append(asked.bad, p.badBefore(p.n)...), p.full
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
	lines  []int // of the rows
	n      int
	bytes  int
	bad    []badRow // that were set aside
	full   bool     // and one more
	err    error
	panic  any
}

// badRow is a row that was set aside before row at of its group.
type badRow struct {
	at int
	*RowError
}

// badBefore are the rows that were set aside right before a row.
func (p *group) badBefore(at int) (bad []*RowError) {
	for len(p.bad) > 0 && p.bad[0].at == at {
		bad, p.bad = append(bad, p.bad[0].RowError), p.bad[1:]
	}
	return bad
}

// gatherer reads rows and sends them in groups.
type gatherer struct {
	told   *told // what the source tells in this goroutine
	width  int
	groups chan<- group
	done   <-chan struct{}
	group
}

// send sends the group. It returns false when nobody takes it any more.
func (g *gatherer) send() bool {
	select {
	case g.groups <- g.group:
		g.group = group{}
		return true
	case <-g.done:
		return false
	}
}

// gather sends the rows in groups until they end or done is closed. It closes groups.
func (g *gatherer) gather(rows iter.Seq2[[]any, error]) {
	defer close(g.groups)
	ended := false
	defer func() {
		if g.panic = recover(); g.panic == nil && !ended {
			g.err = errors.New("the source ended its goroutine")
		}
		if g.n > 0 || len(g.bad) > 0 || g.err != nil || g.panic != nil {
			g.send()
		}
	}()
	g.told.begin()
	lines, n := 0, 0
	for values, err := range rows {
		n += g.takeBad()
		if err == nil && len(values) != g.width {
			bad := ragged(values, g.width)
			if bad.Row = n; g.told.setAside(bad) {
				continue
			}
			err = bad
		}
		n++
		if err != nil {
			g.err, g.full = err, g.told.full
			break
		}
		g.add(values, g.told.lineOf(values, &lines))
		if (g.n == groupRows || g.bytes >= groupBytes) && !g.send() {
			g.group = group{}
			break
		}
	}
	g.takeBad()
	ended = true
}

// takeBad adds the rows that were set aside, and tells how many.
func (g *gatherer) takeBad() int {
	all := g.told.takeBad()
	for _, bad := range all {
		g.bad = append(g.bad, badRow{g.n, bad})
	}
	return len(all)
}

// add adds a row.
func (g *gatherer) add(values []any, line int) {
	if g.values == nil {
		g.values, g.lines = make([]any, 0, g.width*groupRows), make([]int, 0, groupRows)
	}
	g.values, g.lines = append(g.values, values...), append(g.lines, line)
	g.n++
	for _, v := range values {
		g.bytes += max(0, cellBytes(v))
	}
}
