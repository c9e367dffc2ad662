// Command mutate breaks the library on purpose, one small change at a time, and tells which changes no test notices.
//
//	go run ./internal/mutate                        # the changes that are listed in named.go
//	go run ./internal/mutate -random 50 -seed 7     # 50 random ones as well
//	go run ./internal/mutate -random 50 -integration 'TestModel|TestShapes|TestErrors'
//
// A change is given to the compiler as an overlay, so that no file of the checkout is touched. The unit tests run first. With
// -integration, a change that they let pass also meets the tests of internal/integration whose names match; they need the variables
// of `make servers`. What survives is printed with its place, and is either a test that is missing or a change that changes nothing.
package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// packages are the folders that are changed.
var packages = []string{"builder", "dialect", "exec", "exec/internal/session", "mysql", "postgres", "sqlite", "pgxcopy"}

func main() {
	log.SetFlags(0)
	root := flag.String("root", ".", "the checkout")
	count := flag.Int("random", 0, "random changes besides the listed ones")
	seed := flag.Uint64("seed", 1, "the seed of the random changes")
	only := flag.Bool("only-random", false, "leave out the listed changes")
	integration := flag.String("integration", "", "tests of internal/integration for what the unit tests let pass; empty: none")
	flag.Parse()
	dir, err := filepath.Abs(*root)
	if err != nil {
		log.Fatal(err)
	}
	t := trial{root: dir, integration: *integration}
	if v := t.judge(change{file: "doc.go"}); v != lives {
		log.Fatalf("mutate: the tests do not pass without a change: %s", v)
	}
	survived := 0
	if !*only {
		survived += t.runAll(listed(dir))
	}
	if *count > 0 {
		survived += t.runRandom(*count, rand.New(rand.NewPCG(*seed, 0)))
	}
	if survived > 0 {
		os.Exit(1)
	}
}

// runAll tries changes and returns how many survived.
func (t trial) runAll(all []change) (survived int) {
	for _, c := range all {
		switch v := t.judge(c); {
		case c.equivalent != "" && v == lives:
			fmt.Printf("%-12s %s (%s)\n", "equivalent", c, c.equivalent)
		case v == lives:
			survived++
			fallthrough
		default:
			fmt.Printf("%-12s %s\n", v, c)
		}
	}
	fmt.Printf("%d listed, %d survived\n", len(all), survived)
	return survived
}

// runRandom tries so many random changes that compile, and returns how many survived.
func (t trial) runRandom(n int, random *rand.Rand) (survived int) {
	all := sites(t.root)
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	tried := 0
	for _, c := range all {
		if tried == n {
			break
		}
		v := t.judge(c)
		if v == broken {
			continue
		}
		tried++
		if v == lives {
			survived++
		}
		fmt.Printf("%-12s %s\n", v, c)
	}
	fmt.Printf("%d random of %d possible, %d survived\n", tried, len(all), survived)
	return survived
}
