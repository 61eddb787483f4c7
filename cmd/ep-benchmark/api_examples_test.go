package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// TestAPIExamplesRun carries out the examples of help and of docs/real-api.md
// that call a server on this machine. A simulator takes the place of the server
// that they name. Examples with a server elsewhere are not run.
func TestAPIExamplesRun(t *testing.T) {
	const named = "http://127.0.0.1:8080"
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "real-api.md"))
	if err != nil {
		t.Fatal(err)
	}
	lines := append(exampleLines(examples), exampleLines(string(text))...)
	lines = slices.DeleteFunc(lines, func(line string) bool {
		return !strings.Contains(line, "--api-url "+named) || !strings.HasPrefix(line, "ep-benchmark ") || slices.Contains(strings.Fields(line), "ab")
	})
	if len(lines) < 5 {
		t.Errorf("only %d examples were found: %q", len(lines), lines)
	}
	for _, line := range lines {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(simulator.New(simulator.Options{Latency: latency.None}).Handler())
			defer server.Close()
			runExample(t, strings.Fields(strings.ReplaceAll(line, named, server.URL))[1:])
		})
	}
}
