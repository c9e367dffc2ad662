package integration

import (
	"fmt"
	"net"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// faultKind is what the proxy does at a message of the client.
type faultKind int

const (
	cutBefore   faultKind = iota // hang up instead of passing it on
	cutInside                    // pass on half of it and hang up
	cutSent                      // pass it on and hang up at once
	loseAnswer                   // pass it on, wait until the server has answered, and hang up instead of passing the answer on
	tearAnswer                   // pass it on, and all but the last byte of the answer's first part, and hang up
	stallBefore                  // hold it back until told
	stallAnswer                  // pass it on and hold the answer back until told
	faultKinds
)

func (k faultKind) String() string {
	return [...]string{"cut before", "cut inside", "cut after", "answer lost", "answer torn", "stalled before", "answer stalled"}[k]
}

// stalls tells whether the fault ends only when it is told.
func (k faultKind) stalls() bool { return k >= stallBefore }

// faultPoint is a fault at the message with a number, from zero, since it was set.
type faultPoint struct {
	at      int
	kind    faultKind
	refuse  bool          // new connections are refused from then on
	hit     chan struct{} // closed when the message comes
	told    chan struct{} // closed by the test: a stalled message or answer goes on
	seen    message
	commits bool // the message is a COMMIT

	previous string // the message before
}

// faultProxy passes messages on between clients and a server, and does one fault when told. It counts the messages of all
// connections, but for those that greet, so that a point means the same in every run.
type faultProxy struct {
	kind, target string
	listener     net.Listener
	links        sync.WaitGroup
	open         atomic.Int32 // connections

	mu      sync.Mutex
	point   *faultPoint
	count   int
	trace   []string
	refuse  bool
	cancels chan struct{} // a request to cancel a statement was passed on
}

// newFaultProxy listens on a free port of this machine.
func newFaultProxy(t *testing.T, kind, target string) *faultProxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &faultProxy{kind: kind, target: target, listener: listener, cancels: make(chan struct{}, 100)}
	p.links.Go(p.accept)
	t.Cleanup(func() {
		listener.Close()
		p.links.Wait()
	})
	return p
}

// set sets a fault and begins to count; nil: none.
func (p *faultProxy) set(point *faultPoint) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.point, p.count, p.trace, p.refuse = point, 0, nil, false
	for len(p.cancels) > 0 {
		<-p.cancels
	}
}

// heal takes back what was set, and returns the messages that came since.
func (p *faultProxy) heal() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	trace := p.trace
	p.point, p.trace, p.refuse = nil, nil, false
	return trace
}

// next counts a message, and returns the fault that is to happen there.
func (p *faultProxy) next(m message) *faultPoint {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m.greeting {
		return nil
	}
	point := p.point
	if point != nil && p.count == point.at && len(p.trace) > 0 {
		point.previous = p.trace[len(p.trace)-1]
	}
	p.trace = append(p.trace, m.name)
	if point == nil || p.count != point.at {
		p.count++
		return nil
	}
	p.count++
	p.refuse = point.refuse
	point.seen, point.commits = m, m.commits()
	close(point.hit)
	return point
}

func (p *faultProxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.mu.Lock()
		refuse := p.refuse
		p.mu.Unlock()
		server, err := net.Dial("tcp", p.target)
		if err != nil || refuse {
			client.(*net.TCPConn).SetLinger(0)
			client.Close()
			if err == nil {
				server.Close()
			}
			continue
		}
		l := &link{proxy: p, client: client.(*net.TCPConn), server: server.(*net.TCPConn), answered: make(chan struct{})}
		p.open.Add(1)
		p.links.Go(l.up)
		p.links.Go(l.down)
	}
}

// link is one connection through the proxy.
type link struct {
	proxy          *faultProxy
	client, server *net.TCPConn

	mu       sync.Mutex
	point    *faultPoint // what happens to the next answer
	answered chan struct{}
}

// up passes on what the client says. When it hangs up, the server reads what is on its way to the end.
func (l *link) up() {
	defer l.server.CloseWrite()
	w := newWire(l.proxy.kind, l.client)
	for {
		m, err := w.next()
		if err != nil {
			return
		}
		if point := l.proxy.next(m); point != nil && !l.fault(point, m) {
			l.client.Close()
			return
		} else if point != nil {
			continue
		}
		if _, err := l.server.Write(m.raw); err != nil {
			return
		}
		if m.cancels {
			l.proxy.cancels <- struct{}{}
		}
	}
}

// fault does a fault, and tells whether the connection goes on.
func (l *link) fault(point *faultPoint, m message) bool {
	passed := m.raw
	switch {
	case point.kind == cutBefore:
		return false
	case point.kind == cutInside:
		passed = m.raw[:len(m.raw)/2]
	case point.kind == stallBefore:
		<-point.told
	}
	l.mu.Lock()
	if point.kind != stallAnswer || m.asks {
		l.point = point
	}
	l.mu.Unlock()
	if _, err := l.server.Write(passed); err != nil || point.kind.stalls() {
		return err == nil
	}
	if (point.kind == loseAnswer || point.kind == tearAnswer) && m.asks {
		<-l.answered
	}
	return false
}

// down passes on what the server says, until it hangs up: then it has done all that it was sent, or undone it.
func (l *link) down() {
	defer l.proxy.open.Add(-1)
	defer l.client.Close()
	defer l.server.Close()
	b := make([]byte, 1<<16)
	first := sync.OnceFunc(func() { close(l.answered) })
	defer first()
	deaf := false
	for {
		n, err := l.server.Read(b)
		if err != nil {
			return
		}
		answer := b[:n]
		l.mu.Lock()
		point := l.point
		l.point = nil
		l.mu.Unlock()
		if point != nil {
			switch point.kind {
			case stallAnswer:
				<-point.told
			case cutInside, cutSent, loseAnswer:
				answer, deaf = nil, true
			case tearAnswer:
				_, _ = l.client.Write(answer[:n-1])
				answer, deaf = nil, true
			}
			first()
		}
		if !deaf {
			_, _ = l.client.Write(answer) // a client that is gone does not keep the server from going on
		}
	}
}

// addressOf is the host and port of a server's address, as SQBULK_TEST_POSTGRES and the others have it.
func (on reach) addressOf(t *testing.T) string {
	t.Helper()
	address := on.address
	if _, rest, ok := strings.Cut(address, "@"); ok {
		address = rest
	}
	address, _, _ = strings.Cut(address, "/")
	address = strings.TrimSuffix(strings.TrimPrefix(address, "tcp("), ")")
	if _, _, err := net.SplitHostPort(address); err != nil {
		t.Fatal(fmt.Errorf("the address of the %s server has no host and port: %w", on.kind, err))
	}
	return address
}

// quiet waits until every connection that a client has left is ended by the server as well.
func (p *faultProxy) quiet(t *testing.T) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for p.open.Load() > 0 {
		if time.Now().After(deadline) {
			t.Fatalf("%d connections are not ended by the server", p.open.Load())
		}
		runtime.Gosched()
	}
}

// heedless tells whether the message at the point is one that no context ends: a COMMIT, a request to forget a statement, lib/pq's BEGIN,
// the BEGIN of a caller who gave it no context, and a COPY in a caller's transaction.
func (point *faultPoint) heedless(on reach, scope faultScope) bool {
	name := strings.ToLower(point.seen.name)
	switch {
	case point.commits, name == "close", name == "quit":
		return true
	case begins(name):
		return on.driver == "postgres" || scope.option == nil
	case scope.option == nil && (name == "d" || name == "c"):
		return true
	}
	return on.kind == "postgres" && (name == "c" || point.previous == "C" || strings.HasPrefix(name, "q deallocate"))
}

// begins tells whether a message, in lower case, begins a transaction.
func begins(name string) bool {
	return strings.HasPrefix(name, "q begin") || strings.HasPrefix(name, "query start transaction")
}
