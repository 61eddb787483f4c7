//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/latency"
)

// fencedBlock matches a fenced block of docs/simulator.md.
var fencedBlock = regexp.MustCompile("(?ms)^```(toml|sh)\n(.*?)^```$")

// documented returns the blocks of a language.
func documented(t *testing.T, language string) []string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "simulator.md"))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, found := range fencedBlock.FindAllStringSubmatch(string(page), -1) {
		if found[1] == language {
			texts = append(texts, found[2])
		}
	}
	if len(texts) < 3 {
		t.Fatalf("only %d blocks of %s were found", len(texts), language)
	}
	return texts
}

// documentedFiles writes the files of the page, which are called what their
// first line says, into a folder.
func documentedFiles(t *testing.T) (folder string, names []string) {
	t.Helper()
	folder = t.TempDir()
	for _, text := range documented(t, "toml") {
		first, _, _ := strings.Cut(text, "\n")
		name := strings.TrimPrefix(first, "# ")
		if filepath.Ext(name) != ".toml" {
			t.Fatalf("a block has no name: %q", first)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return folder, names
}

func TestDocumentedFilesAreAccepted(t *testing.T) {
	folder, names := documentedFiles(t)
	for _, name := range names {
		path := filepath.Join(folder, name)
		_, latencies := latency.ReadProfile(path)
		_, faults := faults.Read(path, 1)
		if latencies != nil && faults != nil {
			t.Errorf("%s is neither a file of latencies nor one of faults:\n%v\n%v", name, latencies, faults)
		}
	}
}

// Every line of every block runs: first the simulator, which goes on, and then
// what asks it.
func TestDocumentedCommandsRun(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("there is no curl")
	}
	for _, text := range documented(t, "sh") {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			folder, _ := documentedFiles(t)
			runCommands(t, folder, strings.Split(strings.TrimSpace(text), "\n"))
		})
	}
}

func TestSimulatorExamplesRun(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("there is no curl")
	}
	folder, _ := documentedFiles(t)
	lines := exampleLines(find(t, "simulator").Example)
	if len(lines) < 6 {
		t.Fatalf("only %d examples were found", len(lines))
	}
	runCommands(t, folder, lines)
}

// runCommands runs the lines of a shell in a folder. A simulator keeps running
// while the next lines call it. They call the last one with the same scheme, at
// the port that it got.
func runCommands(t *testing.T, folder string, lines []string) {
	t.Helper()
	reached := map[string]string{}
	for _, line := range lines {
		words := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "ep-benchmark simulator"):
			p, address := servingIn(t, folder, words[1:]...)
			scheme := "http://"
			if slices.Contains(words, "--tls") {
				scheme = "https://"
			}
			reached[scheme] = address
			defer func() {
				p.signal(os.Interrupt)
				if code := p.end(); code != cli.ExitOK {
					t.Errorf("%s: exit code %d\n%s", line, code, p.told.String())
				}
			}()
		case words[0] == "ep-benchmark":
			args := append(slices.Clone(words[1:]), "--quick", "--minimum-leg", "1ms", "--packages", "2", "--fail-on", "none", "--no-save")
			p := launch(t, func(command *exec.Cmd) { command.Dir = folder }, args...)
			if code := p.end(); code != cli.ExitOK {
				t.Errorf("%s: exit code %d\n%s", line, code, p.told.String())
			}
		case words[0] == "curl":
			command := exec.CommandContext(t.Context(), "sh", "-c", asking(line, reached)+" --silent --show-error")
			command.Dir = folder
			if text, err := command.CombinedOutput(); err != nil || len(text) == 0 {
				t.Errorf("%s: %v\n%s", line, err, text)
			}
		default:
			t.Errorf("this test can't run %q", line)
		}
	}
}

// asking returns a line with the addresses by scheme in place of the usual one.
func asking(line string, addresses map[string]string) string {
	for scheme, address := range addresses {
		line = strings.ReplaceAll(line, scheme+"127.0.0.1:8080", scheme+address)
	}
	return line
}
