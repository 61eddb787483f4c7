package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-shellwords"

	"ep-benchmark/cmd/internal/cli"
)

// block returns the text of a document's first block of a kind.
func block(t *testing.T, document, kind string) string {
	t.Helper()
	_, rest, found := strings.Cut(document, "```"+kind+"\n")
	text, _, ended := strings.Cut(rest, "```\n")
	if !found || !ended {
		t.Fatalf("there is no block of %s", kind)
	}
	return text
}

// TestBulkDocsRun carries out the commands of docs/bulk.md on its example, and
// checks that the document shows their output.
func TestBulkDocsRun(t *testing.T) {
	skipUnseenChildren(t)
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "bulk.md"))
	if err != nil {
		t.Fatal(err)
	}
	document, folder := string(text), t.TempDir()
	writeOrders(t, folder)
	for name, kind := range map[string]string{"orders.csv": "csv", "bestellungen.csv": "german"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(block(t, document, kind)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	told := map[string]string{"orders.csv": block(t, document, "text"), "bestellungen.csv": block(t, document, "notice")}
	commands := 0
	for line := range strings.Lines(document) {
		if !strings.HasPrefix(line, "ep-benchmark ") {
			continue
		}
		commands++
		words, err := shellwords.Parse(line)
		if err != nil {
			t.Fatal(err)
		}
		args := slices.Concat(words[1:], smaller(words[1:]))
		p := launch(t, func(command *exec.Cmd) { command.Dir = folder }, args...)
		may := []int{cli.ExitOK, cli.ExitMissed}
		if slices.Contains(args, "--results") {
			may = []int{cli.ExitIncomplete}
		}
		if code := p.end(); !slices.Contains(may, code) {
			t.Errorf("%s: exit code %d\n%s", line, code, p.told.String())
		}
		for file, shown := range told {
			if slices.Contains(args, file) && !strings.Contains(p.told.String(), shown) {
				t.Errorf("%s prints\n%s\nand not\n%s", line, p.told.String(), shown)
			}
		}
	}
	created, err := os.ReadFile(filepath.Join(folder, "created.csv"))
	if err != nil || commands != 5 {
		t.Fatalf("%d commands, %v", commands, err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(created)), "\n") {
		if begins := []string{"line,shipment_id,rate,currency,carrier,service,latency_ms,error", "2,shp_", "3,,,,,,,", "4,shp_"}; !strings.HasPrefix(line, begins[i]) {
			t.Errorf("row %d is %s", i, line)
		}
	}
}
