package integration

import (
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestFaultRandom cuts, stalls and refuses at random messages of random runs, 40 for each database and driver or SQBULK_FAULTS:
// what is stored is what the error says, the pool can be used afterwards, and no goroutine is left. SQBULK_SEED repeats a run.
func TestFaultRandom(t *testing.T) {
	runs := number("SQBULK_FAULTS", 40)
	onServers(t, func(t *testing.T, on reach) {
		seed := uint64(number("SQBULK_SEED", 1))
		before := runtime.NumGoroutine()
		t.Run("faults", func(t *testing.T) {
			f := newFaulty(t, on)
			random := rand.New(rand.NewPCG(seed, 7))
			programs, traces := faultPrograms(), make(map[[2]int][]string)
			for range runs {
				i, j := random.IntN(len(programs)), random.IntN(len(faultScopes))
				p, scope := programs[i], faultScopes[j]
				if p.in != nil && !p.in(on, scope) {
					continue
				}
				if traces[[2]int{i, j}] == nil {
					traces[[2]int{i, j}] = f.trace(t, p, scope)
				}
				point := &faultPoint{at: random.IntN(len(traces[[2]int{i, j}])), kind: faultKind(random.IntN(int(faultKinds)))}
				point.refuse = !point.kind.stalls() && random.IntN(4) == 0
				f.run(t, p, scope, point)
			}
			f.report(t)
		})
		gone(t, before)
	})
}

// TestFaultEnds does every fault at the beginning and the end of transactions, and in the middle of a COPY.
func TestFaultEnds(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		f := newFaulty(t, on)
		for _, p := range faultPrograms() {
			for _, scope := range faultScopes {
				if p.name != "upsert" && p.name != "copy" || p.in != nil && !p.in(on, scope) || scope.name == "no transaction" {
					continue
				}
				ends := f.ends(f.trace(t, p, scope))
				if len(ends) < 2 {
					t.Errorf("%s: no BEGIN or no COMMIT", f.what)
				}
				for _, at := range ends {
					for kind := range faultKinds {
						f.run(t, p, scope, &faultPoint{at: at, kind: kind})
					}
				}
			}
		}
		f.report(t)
	})
}

// ends are the messages of a run that begin or end transactions, and those of a COPY: the first of each, and the second COMMIT.
func (f *faulty) ends(trace []string) []int {
	var all []int
	seen := make(map[string]int)
	for at, name := range trace {
		commits := (message{name: name}).commits()
		if !commits && !begins(strings.ToLower(name)) && name != "d" && name != "c" {
			continue
		}
		if seen[name]++; seen[name] == 1 || commits && seen[name] == 2 {
			all = append(all, at)
		}
	}
	return all
}

// report says what was seen.
func (f *faulty) report(t *testing.T) {
	t.Helper()
	sum := 0
	for _, what := range slices.Sorted(maps.Keys(f.seen)) {
		sum += f.seen[what]
		t.Logf("%4d %s", f.seen[what], what)
	}
	t.Logf("%4d faults", sum)
}

// gone waits until no more goroutines run than before.
func gone(t *testing.T, before int) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
		}
	}
}
