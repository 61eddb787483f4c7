package main

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"ep-benchmark/cmd/internal/cli"
)

// ownDatabase launches a long run at a server of its own, in a folder for its scratch.
func ownDatabase(t *testing.T) (p *launched, folder string) {
	t.Helper()
	postgresHere(t)
	folder, err := os.MkdirTemp("", "ep-t") // t.TempDir is too long for a socket
	if err == nil {
		err = os.Chmod(folder, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	p = launch(t, func(command *exec.Cmd) { command.Env = append(command.Env, "TMPDIR="+folder) },
		"database", "--vary", "connections=per-query,pool:2", "-n", "2", "--rows", "1000", "--rounds", "500", "--plain")
	p.await(`^\d\d:\d\d `)
	return p, folder
}

// left checks that a folder is empty.
func left(t *testing.T, folder string) {
	t.Helper()
	if all, err := os.ReadDir(folder); err != nil || len(all) > 0 {
		t.Errorf("left: %v, %v", all, err)
	}
}

// A server of the run's own goes with the program, however that ends.
func TestDatabaseGoesWithTheProgram(t *testing.T) {
	t.Parallel()
	p, folder := ownDatabase(t)
	goesWith(t, p)
	left(t, folder)
}

// A run that is interrupted reports what it has, and leaves nothing.
func TestDatabaseInterrupted(t *testing.T) {
	t.Parallel()
	p, folder := ownDatabase(t)
	p.signal(syscall.SIGINT)
	if code := p.end(); code != cli.ExitInterrupted {
		t.Errorf("exit code %d\n%s", code, p.told.String())
	}
	left(t, folder)
}

// A server that is killed in the middle ends the run with the reason.
func TestDatabaseServerKilled(t *testing.T) {
	t.Parallel()
	p, folder := ownDatabase(t)
	if err := syscall.Kill(simulatorOf(t, p), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if code := p.end(); code != cli.ExitFailed {
		t.Errorf("exit code %d\n%s", code, p.told.String())
	}
	if told := p.told.String(); !strings.Contains(told, "PostgreSQL process: signal: killed") || !strings.Contains(p.out.String(), "the run's own server") {
		t.Errorf("it does not say what happened:\n%s%s", told, p.out.String())
	}
	left(t, folder)
}
