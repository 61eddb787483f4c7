//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
)

// serving starts the simulator command without latency and returns its
// address.
func serving(t *testing.T, args ...string) (p *launched, address string) {
	t.Helper()
	return servingIn(t, "", append(args, "--latency", "none")...)
}

// servingIn starts a command that serves at a free port, in a folder or in
// one of its own.
func servingIn(t *testing.T, folder string, args ...string) (p *launched, address string) {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	p = launch(t, func(command *exec.Cmd) {
		command.Stdout = writer
		if folder != "" {
			command.Dir = folder
		}
	}, append(args, "--addr", "127.0.0.1:0")...)
	_ = writer.Close()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %q, %v\n%s", args, line, err, p.out.String())
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
	if code := p.end(); code != cli.ExitOK {
		t.Errorf("exit code %d, want %d:\n%s", code, cli.ExitOK, p.told.String())
	}
	if told := p.told.String(); !strings.Contains(told, "POST /trackers  1         201 x 1 ") {
		t.Errorf("it does not tell what it has served:\n%s", told)
	}
}

// A request that waits for its delay, and one that is never to be answered,
// don't keep the simulator from ending in order.
func TestSimulatorEndsDuringAStall(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const faults = "[[fault]]\nendpoint = \"GET /trackers\"\nevery = 1\nkind = \"stall\"\nfor = \"5m\"\n"
	if err := os.WriteFile(filepath.Join(folder, "faults.toml"), []byte(faults), 0o600); err != nil {
		t.Fatal(err)
	}
	p, address := servingIn(t, folder, "simulator", "--faults", "faults.toml")
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, "GET /v2/trackers HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	for asked := false; !asked; { // until the request has arrived, as it is never answered
		answer, err := http.Get("http://" + address + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		asked = strings.Contains(string(text), "ep_simulator_in_flight 1\n")
	}
	p.signal(os.Interrupt)
	if code := p.end(); code != cli.ExitOK || !strings.Contains(p.told.String(), "none x 1") || !strings.Contains(p.told.String(), "stall x 1") {
		t.Errorf("exit code %d, want %d:\n%s", code, cli.ExitOK, p.told.String())
	}
}

func find(t *testing.T, name string) *cobra.Command {
	t.Helper()
	command, _, err := newRoot(silent(io.Discard, io.Discard), nil).Find([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	return command
}
