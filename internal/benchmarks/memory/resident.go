package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// resident is one of the figures about resident memory in /proc/self/status, in bytes: VmRSS for now, VmHWM for the peak.
func resident(name string) (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, fmt.Errorf("resident memory is only known on Linux: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		figure, ok := strings.CutPrefix(line, name+":")
		if !ok {
			continue
		}
		kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(figure), "kB")), 10, 64)
		return kib << 10, err
	}
	return 0, fmt.Errorf("/proc/self/status has no %s", name)
}
