# The commands of this repository. `make` or `make help` lists them.

SHELL := bash
.DEFAULT_GOAL := help

# Every folder with a go.mod, the root first; a new module needs no line here.
MODULES := $(sort $(patsubst %/go.mod,%,$(shell find . -name go.mod -not -path '*/testdata/*' -not -path '*/vendor/*')))
# The Go packages whose tests hold golden files, and the fuzz targets as folder:name.
GOLDEN = $(sort $(dir $(shell grep -rlw 'dialecttest.Golden' --include='*_test.go' .)))
FUZZ = $(shell grep -rE '^func Fuzz' --include='*_test.go' . | sed -E 's,/[^/]*_test.go:func (\w+).*,:\1,')

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOLANGCI := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

SERVERS := internal/integration/servers.sh
SERVERS_ENV := internal/integration/.servers/env

BENCH ?= .
FUZZTIME ?= 30s

# each COMMAND: runs it in every module, goes on after a failure, and leaves the outcome in the shell's rc.
each = rc=0; for m in $(MODULES); do (cd $$m && $(1)) || rc=1; done
# go_test FLAGS: the integration tests share servers, so there one package runs at a time.
go_test = go test -count=1 $$([[ $$m != */integration ]] || echo -p 1) $(1) ./...

# say_missing: with CI=true it does not come to this, since then servers fails.
say_missing = [ -z "$$SQBULK_TEST_MISSING" ] || printf '\n*** NOT TESTED, because it could not be had here: %s\n' "$$SQBULK_TEST_MISSING"

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: servers
servers: ## find or start the databases for the tests
	@mkdir -p $(dir $(SERVERS_ENV))
	@$(SERVERS) > $(SERVERS_ENV)

.PHONY: servers-down
servers-down: ## stop the databases that make started
	@$(SERVERS) down

.PHONY: test
test: servers ## every test of every module, on every database that can be had
	@. $(SERVERS_ENV); $(call each,$(call go_test,-timeout 28m)); $(say_missing); exit $$rc

.PHONY: test-race
test-race: servers ## the same under the race detector
	@. $(SERVERS_ENV); $(call each,$(call go_test,-race -timeout 60m)); $(say_missing); exit $$rc

.PHONY: unit
unit: MODULES := $(filter-out ./internal/integration,$(MODULES))
unit: ## the tests that need no database server
	@$(call each,$(call go_test,-timeout 5m)); exit $$rc

.PHONY: check
check: ## gofmt, go mod tidy and go vet: the quick part of lint
	@files=$$(gofmt -l .); [ -z "$$files" ] || { echo "gofmt would change: $$files"; exit 1; }
	@go mod tidy -diff
	@$(call each,go vet ./...); exit $$rc

.PHONY: lint
lint: check ## check; staticcheck; doc comments and the direction of imports
	@$(call each,go run $(STATICCHECK) ./...); exit $$rc
	@go run $(GOLANGCI) run

.PHONY: vuln
vuln: ## known vulnerabilities in what the modules use
	@$(call each,go run $(GOVULNCHECK) ./...); exit $$rc

.PHONY: bench
bench: servers ## the benchmarks that match BENCH
	@. $(SERVERS_ENV); $(call each,go test -run '^$$' -bench '$(BENCH)' -benchmem -timeout 60m -p 1 ./...); exit $$rc

# The suite in dialecttest is left out: what it does not run are its own complaints.
.PHONY: cover
cover: servers ## coverage of the library by the tests of all modules, in cover.out, and the functions with a gap
	@rm -rf .cover && mkdir .cover
	@. $(SERVERS_ENV); $(call each,$(call go_test,-timeout 60m -cover -coverpkg=github.com/sqbulk/sqbulk/...) -args -test.gocoverdir=$(CURDIR)/.cover); \
	go tool covdata textfmt -i=.cover -o cover.all && grep -vE 'sqbulk/(internal|examples|pgxcopy|dialect/dialecttest)/' cover.all > cover.out; rm -f cover.all; \
	go tool cover -func cover.out | grep -v '100.0%$$'; exit $$rc

# The versions that go.mod names are the oldest ones that are supported, so OLDEST is Go's. NEWEST is that of the Go command itself.
OLDEST = go$(shell sed -n 's/^go //p' go.mod)
NEWEST ?= local

.PHONY: oldest
oldest: ## the unit tests with the oldest supported Go and dependencies
	GOTOOLCHAIN=$(OLDEST) go test -count=1 ./...

.PHONY: newest
newest: ## the unit tests with the newest dependencies, and with the Go of NEWEST, such as go1.27.1
	@dir=$$(mktemp -d) && git archive HEAD | tar -x -C $$dir && cd $$dir && export GOTOOLCHAIN=$(NEWEST) && \
	go get -u -t ./... && go list -m -f '{{if not .Main}}{{.Path}} {{.Version}}{{end}}' all && go vet ./... && go test -count=1 ./...; \
	rc=$$?; rm -rf $$dir; exit $$rc

MUTATIONS ?= 50
SEED ?= 1

.PHONY: mutate
mutate: servers ## break the library on purpose, as listed and at random (MUTATIONS, SEED), and tell what no test notices
	@. $(SERVERS_ENV); go run ./internal/mutate -random $(MUTATIONS) -seed $(SEED) -integration 'TestModel|TestShapes|TestErrors|TestSuite'

.PHONY: golden
golden: ## rewrite the golden files; read the diff before you commit it
	@for d in $(GOLDEN); do (cd $$d && go test -count=1 -run Golden . -update) || exit; done

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME
	@for f in $(FUZZ); do (cd $${f%:*} && go test -run '^$$' -fuzz "^$${f##*:}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 2s .) || exit; done
