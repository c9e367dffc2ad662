package main

import (
	"encoding/json"
	"log"
	"os"
	"os/exec"
	"path/filepath"
)

// verdict is what became of a change.
type verdict string

const (
	lives   verdict = "SURVIVED"
	broken  verdict = "not compiled"
	noticed verdict = "killed"
	later   verdict = "killed late" // by the integration tests
)

// trial runs the tests on changed code.
type trial struct {
	root        string
	integration string
}

// judge tries one change.
func (t trial) judge(c change) verdict {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	overlay, err := c.overlay(t.root, dir)
	if err != nil {
		log.Fatal(err)
	}
	pgxcopy := filepath.Join(t.root, "pgxcopy")
	if !t.succeeds(t.root, "build", overlay, "./...") || !t.succeeds(pgxcopy, "build", overlay, "./...") {
		return broken
	}
	unit := []string{"-vet=off", "-count=1", "-failfast", "-timeout=3m", "./..."}
	if !t.succeeds(t.root, "test", overlay, unit...) || !t.succeeds(pgxcopy, "test", overlay, unit...) {
		return noticed
	}
	if t.integration == "" {
		return lives
	}
	folder := filepath.Join(t.root, "internal", "integration")
	if !t.succeeds(folder, "test", overlay, "-vet=off", "-count=1", "-failfast", "-timeout=15m", "-run", t.integration, ".") {
		return later
	}
	return lives
}

// succeeds runs a command of the Go tool in a folder.
func (t trial) succeeds(folder, verb, overlay string, args ...string) bool {
	cmd := exec.Command("go", append([]string{verb, "-overlay", overlay}, args...)...)
	cmd.Dir = folder
	return cmd.Run() == nil
}

// overlay writes the changed file, and the description that the Go tool reads, into a folder.
func (c change) overlay(root, dir string) (string, error) {
	file := filepath.Join(root, c.file)
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	changed := filepath.Join(dir, filepath.Base(c.file))
	after := string(text[:c.from]) + c.text + string(text[c.to:])
	if err := os.WriteFile(changed, []byte(after), 0o600); err != nil {
		return "", err
	}
	description, err := json.Marshal(map[string]map[string]string{"Replace": {file: changed}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, description, 0o600)
}
