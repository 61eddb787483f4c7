//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// serving starts the simulator command and returns its address.
func serving(t *testing.T, args ...string) (p *launched, address string) {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	p = launch(t, func(command *exec.Cmd) { command.Stdout = writer }, append(args, "--addr", "127.0.0.1:0", "--latency", "none")...)
	_ = writer.Close()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var announced struct{ Address string }
	if err := json.Unmarshal([]byte(line), &announced); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return p, announced.Address
}

func TestSimulatorServesUntilItIsInterrupted(t *testing.T) {
	t.Parallel()
	p, address := serving(t, "simulator")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+address+"/v2/trackers",
		strings.NewReader(`{"tracker":{"tracking_code":"EZ4000000004"}}`))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth("EZTKanything", "")
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil || answer.StatusCode/100 != 2 || !strings.Contains(string(text), `"EZ4000000004"`) {
		t.Errorf("%s %v: %s", answer.Status, err, text)
	}
	p.signal(os.Interrupt)
	if code := p.end(); code != exitOK {
		t.Errorf("exit code %d, want %d:\n%s", code, exitOK, p.told.String())
	}
}

// The simulator's examples, one to serve and one to ask, at a free port.
func TestSimulatorExamplesRun(t *testing.T) {
	t.Parallel()
	command := find(t, "simulator")
	lines := exampleLines(command.Example)
	p, address := serving(t, strings.Fields(lines[0])[1:]...)
	defer p.end()
	defer p.signal(os.Interrupt)
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("there is no curl")
	}
	ask := strings.ReplaceAll(lines[1], "127.0.0.1:8080", address)
	text, err := exec.CommandContext(t.Context(), "sh", "-c", ask+" --silent --fail").CombinedOutput()
	if err != nil || !strings.Contains(string(text), `"EZ4000000004"`) {
		t.Errorf("%s: %v\n%s", ask, err, text)
	}
}

func find(t *testing.T, name string) *cobra.Command {
	t.Helper()
	command, _, err := newRoot(surroundings{}).Find([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	return command
}
