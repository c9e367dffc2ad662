package integration

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

const (
	faultRows  = 35 // three chunks of ten rows, and a smaller one
	faultBatch = 10
	faultOther = 1000 // a row that no run names

	faultTable = "faults (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL)"
)

// faultProgram is a statement over faultRows rows, with what it finds and leaves. An empty name is no row.
type faultProgram struct {
	name    string
	bulk    builder.Bulk
	options []exec.Option
	before  func(id int) string
	after   func(id int) string
	in      func(on reach, scope faultScope) bool // nil: everywhere
}

// faultScope is who begins and ends transactions.
type faultScope struct {
	name   string
	option exec.Option // nil: the caller
}

var faultScopes = []faultScope{
	{"atomic", exec.Atomic()}, {"per chunk", exec.PerChunk()}, {"no transaction", exec.NoTx()}, {"yours", nil},
}

// faultPrograms are the statements of every kind and strategy.
func faultPrograms() []faultProgram {
	rows := make([][]any, faultRows)
	for id := range rows {
		rows[id] = []any{id, "new"}
	}
	bad := slices.Clone(rows)
	bad[13] = []any{13, nil}
	columns := []string{"id", "name"}
	insert := builder.Insert("faults").From(builder.Tuples(columns, rows))
	upsert := insert.OnConflict("id").DoUpdate()
	text := func(s string) func(int) string { return func(int) string { return s } }
	some := func(id int) string { return []string{"old", ""}[id%2] }
	but13 := func(id int) string { return map[bool]string{false: "new"}[id == 13] }
	inTx := func(_ reach, scope faultScope) bool { return scope.name != "no transaction" }
	fed := func(on reach, scope faultScope) bool { return on.driver == "postgres" && inTx(on, scope) }
	arrays := func(on reach, _ faultScope) bool { return on.kind == "postgres" }
	strategy := func(s dialect.Strategy) []exec.Option { return []exec.Option{exec.Strategy(s)} }
	return []faultProgram{
		{"insert", insert, nil, text(""), text("new"), nil},
		{"upsert", upsert, nil, some, text("new"), nil},
		{"update", builder.Update("faults").Key("id").Set("name").From(builder.Tuples(columns, rows)), nil, text("old"), text("new"), nil},
		{"delete", builder.Delete("faults").Key("id").From(builder.Tuples(columns[:1], firsts(rows))), nil, text("old"), text(""), nil},
		{"update or create", builder.UpdateOrCreate("faults").Key("id").Set("name").From(builder.Tuples(columns, rows)), nil, some, text("new"), inTx},
		{"bad row", builder.Insert("faults").From(builder.Tuples(columns, bad)), []exec.Option{exec.SkipBadRows(-1)}, text(""), but13, inTx},
		{"copy", insert, strategy(exec.Copy), text(""), text("new"), fed},
		{"staging", upsert, strategy(exec.Staging), some, text("new"), fed},
		{"arrays", upsert, strategy(exec.Arrays), some, text("new"), arrays},
	}
}

func firsts(rows [][]any) [][]any {
	keys := make([][]any, len(rows))
	for i, row := range rows {
		keys[i] = row[:1]
	}
	return keys
}

// state is the table after the first n rows.
func (p faultProgram) state(n int64) map[int]string {
	all := map[int]string{faultOther: "other"}
	for id := range faultRows {
		name := p.before(id)
		if int64(id) < n {
			name = p.after(id)
		}
		if name != "" {
			all[id] = name
		}
	}
	return all
}

// faulty is a database behind a proxy.
type faulty struct {
	on     reach // directly
	proxy  *faultProxy
	victim *sqlx.DB // through the proxy, one connection
	seen   map[string]int
	what   string // the run
}

func newFaulty(t *testing.T, on reach) *faulty {
	t.Helper()
	on.create(t, faultTable)
	address := on.addressOf(t)
	f := &faulty{on: on, proxy: newFaultProxy(t, on.kind, address), seen: make(map[string]int)}
	through := f.proxy.listener.Addr().String()
	if on.kind == "postgres" {
		f.victim = openPostgres(t, on.driver, strings.Replace(on.address, address, through, 1))
	} else {
		_ = driver.SetLogger(&driver.NopLogger{}) // the driver logs each lost connection
		f.victim = openMySQL(t, on.address, func(c *driver.Config) { c.Addr = through })
	}
	f.victim.SetMaxOpenConns(1)
	return f
}

// fresh closes the idle connection, so that a run begins with a new one and sends what it sent the last time.
func (f *faulty) fresh(t *testing.T) {
	t.Helper()
	f.victim.SetMaxIdleConns(0)
	f.victim.SetMaxIdleConns(1)
	f.usable(t)
}

// usable fails the test unless the pool is whole.
func (f *faulty) usable(t *testing.T) {
	t.Helper()
	if n := f.victim.Stats().InUse; n != 0 {
		t.Errorf("%s: %d connections are still in use", f.what, n)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := answers(ctx, f.victim); err != nil {
		t.Fatalf("%s: the pool cannot be used afterwards: %v", f.what, err)
	}
}

// fill brings the table to what a program finds.
func (f *faulty) fill(t *testing.T, p faultProgram) {
	t.Helper()
	var values []string
	for id, name := range p.state(0) {
		values = append(values, fmt.Sprintf("(%d, '%s')", id, name))
	}
	f.on.must(t, "DELETE FROM faults", "INSERT INTO faults VALUES "+strings.Join(values, ", "))
}

// stored is the table, read over another connection.
func (f *faulty) stored(t *testing.T) map[int]string {
	t.Helper()
	var rows []struct {
		ID   int
		Name string
	}
	if err := f.on.db.Select(&rows, "SELECT id, name FROM faults"); err != nil {
		t.Fatal(err)
	}
	all := make(map[int]string)
	for _, row := range rows {
		all[row.ID] = row.Name
	}
	return all
}

// ending is how a run ended.
type ending struct {
	res   exec.Result
	err   error // of the run
	begun bool  // the caller's transaction, where there is one
	last  error // of the caller's commit
}

// once runs a program, in the caller's transaction where the scope says so.
func (f *faulty) once(ctx context.Context, p faultProgram, scope faultScope) ending {
	options := append([]exec.Option{exec.BatchSize(faultBatch)}, p.options...)
	if scope.option != nil {
		res, err := f.execute(ctx, exec.New(f.victim, f.on.dialect, append(options, scope.option)...), p)
		return ending{res: res, err: err, begun: true}
	}
	tx, err := f.victim.Beginx()
	if err != nil {
		return ending{err: err}
	}
	defer tx.Rollback()
	e := ending{begun: true}
	if e.res, e.err = f.execute(ctx, exec.New(tx, f.on.dialect, options...), p); e.err == nil {
		e.last = tx.Commit()
	}
	return e
}

func (f *faulty) execute(ctx context.Context, ex *exec.Executor, p faultProgram) (exec.Result, error) {
	if either, ok := p.bulk.(builder.UpdateOrCreateBuilder); ok {
		res, err := ex.UpdateOrCreate(ctx, either)
		return res.Result, err
	}
	return ex.Run(ctx, p.bulk)
}

// trace is what a run sends when nothing happens to it.
func (f *faulty) trace(t *testing.T, p faultProgram, scope faultScope) []string {
	t.Helper()
	f.what = fmt.Sprintf("%s, %s", p.name, scope.name)
	f.fill(t, p)
	f.fresh(t)
	f.proxy.set(nil)
	e := f.once(context.Background(), p, scope)
	if stored := f.stored(t); e.err != nil || e.last != nil || !maps.Equal(stored, p.state(faultRows)) {
		t.Fatalf("%s without a fault: %v, %v\n%v", f.what, e.err, e.last, stored)
	}
	return f.proxy.heal()
}

// run does a fault in a run, and compares the table with what the error says.
func (f *faulty) run(t *testing.T, p faultProgram, scope faultScope, point *faultPoint) {
	t.Helper()
	f.what = fmt.Sprintf("%s, %s, message %d %v, refuse %v", p.name, scope.name, point.at, point.kind, point.refuse)
	f.fill(t, p)
	f.fresh(t)
	point.hit, point.told = make(chan struct{}), make(chan struct{})
	f.proxy.set(point)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan ending, 1)
	go func() { done <- f.once(ctx, p, scope) }()
	var e ending
	select {
	case e = <-done: // or the fault was met as well
	case <-point.hit:
		if point.kind.stalls() {
			cancel()
			f.wait(t, point, scope, done)
		}
		close(point.told)
		e = <-done
	}
	trace := f.proxy.heal()
	f.victim.SetMaxIdleConns(0) // hang up, so that the server ends what is on its way
	f.proxy.quiet(t)
	f.judge(t, p, scope, point, e)
	if t.Failed() {
		t.Fatalf("%s: %+v\nerror %v, last %v\n%s", f.what, e.res, e.err, e.last, strings.Join(trace, "\n"))
	}
	f.victim.SetMaxIdleConns(1)
	f.usable(t)
}

// wait waits until a run whose context has ended has noticed it, while the network is still stalled. lib/pq asks the server to cancel
// the statement and waits for its answer. Nobody gives up on a COMMIT, nor on a request to forget a statement.
func (f *faulty) wait(t *testing.T, point *faultPoint, scope faultScope, done chan ending) {
	t.Helper()
	if point.heedless(f.on, scope) {
		return
	}
	var asked chan struct{}
	if f.on.driver == "postgres" {
		asked = f.proxy.cancels
	}
	select {
	case e := <-done:
		done <- e
	case <-asked:
	case <-time.After(20 * time.Second):
		buf := make([]byte, 1<<20)
		t.Errorf("%s: the run goes on although its context has ended, at %q\n%s", f.what, point.seen.name, buf[:runtime.Stack(buf, true)])
	}
}

// judge compares what is stored with what the run says.
func (f *faulty) judge(t *testing.T, p faultProgram, scope faultScope, point *faultPoint, e ending) {
	t.Helper()
	stored := f.stored(t)
	holds := func(n int64) bool { return maps.Equal(stored, p.state(n)) }
	unknown := errors.Is(e.err, exec.ErrCommitUnknown)
	var outcome string
	switch {
	case e.err == nil && e.last == nil:
		outcome = "done"
		if !holds(faultRows) || e.res.Rows+int64(len(e.res.Rejected)) != faultRows {
			t.Errorf("%s: no error, but the table holds %v", f.what, stored)
		}
	case scope.option == nil:
		outcome = f.judgeYours(t, e, holds)
	default:
		sure := f.claimed(t, scope, e)
		next := sure + faultBatch
		if scope.name == "atomic" {
			next = faultRows
		}
		outcome = fmt.Sprintf("unknown %v, stored more %v", unknown, !holds(sure))
		if !holds(sure) && (!unknown || !holds(min(next, faultRows))) {
			t.Errorf("%s: %d rows are claimed, and the table holds %v", f.what, sure, stored)
		}
		// A stalled COMMIT is answered in the end.
		want := point.commits && !point.kind.stalls()
		if point.seen.name == "close" { // nothing answers it, so that MySQL's driver learns of it from the COMMIT
			want = unknown
		}
		if scope.name != "no transaction" && unknown != want {
			t.Errorf("%s: the fate is said to be unknown: %v, at a COMMIT: %v", f.what, unknown, point.commits)
		}
	}
	f.cause(t, point, e)
	f.seen[fmt.Sprintf("%v, %v: %s", scope.name, point.kind, outcome)]++
}

// claimed is the number of rows that the run says are stored.
func (f *faulty) claimed(t *testing.T, scope faultScope, e ending) int64 {
	t.Helper()
	var sure int64
	var failed *exec.ChunkError
	if errors.As(e.err, &failed) {
		sure = failed.Applied
		if failed.Committed != (scope.name != "atomic") {
			t.Errorf("%s: committed: %v", f.what, failed.Committed)
		}
	}
	if rows := e.res.Rows + int64(len(e.res.Rejected)); e.res.Rows != sure || scope.name == "atomic" && rows != 0 {
		t.Errorf("%s: the result has %d rows, the error %d", f.what, e.res.Rows, sure)
	}
	return sure + int64(len(e.res.Rejected))
}

// judgeYours judges a run in the caller's transaction: what stays is the caller's commit's.
func (f *faulty) judgeYours(t *testing.T, e ending, holds func(int64) bool) string {
	t.Helper()
	if e.err == nil {
		if !holds(0) && !holds(faultRows) {
			t.Errorf("%s: some rows are stored", f.what)
		}
		return fmt.Sprintf("your commit failed, stored %v", holds(faultRows))
	}
	var failed *exec.ChunkError
	if e.begun && errors.As(e.err, &failed) && (failed.Committed || failed.Applied != e.res.Rows) {
		t.Errorf("%s: committed %v, %d rows applied, %d in the result", f.what, failed.Committed, failed.Applied, e.res.Rows)
	}
	if errors.Is(e.err, exec.ErrCommitUnknown) || !holds(0) {
		t.Errorf("%s: your transaction failed, and some rows are stored or unknown", f.what)
	}
	return "failed"
}

// cause tells whether the error says what happened.
func (f *faulty) cause(t *testing.T, point *faultPoint, e ending) {
	t.Helper()
	switch {
	case e.err == nil || !e.begun:
	case point.kind.stalls():
		if !errors.Is(e.err, context.Canceled) {
			t.Errorf("%s: not the context's error: %v", f.what, e.err)
		}
	case !errors.Is(e.err, dialect.ConnectionLost):
		t.Errorf("%s: not recognised as a lost connection: %v (%#v)", f.what, e.err, root(e.err))
	}
}
