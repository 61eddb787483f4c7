package scratch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// served is a server that a test has started.
type served struct {
	stop   func() error // ends it, and waits
	told   announcement
	folder string // in which its own was made
}

// serveOne starts a server in a folder of the test's own.
func serveOne(t *testing.T, o Order) served {
	t.Helper()
	folder, err := os.MkdirTemp("", "ep-t") // t.TempDir is too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	o.Folder = folder
	ctx, cancel := context.WithCancel(context.Background()) // that of the test ends before its server is stopped
	output, announced := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := Serve(ctx, o, announced)
		_ = announced.Close()
		ended <- err
	}()
	s := served{folder: folder, stop: func() error { cancel(); return <-ended }}
	if err := json.NewDecoder(output).Decode(&s.told); err != nil {
		t.Fatal(errors.Join(err, s.stop()))
	}
	return s
}

// here are the programs of this machine; a test that needs them is skipped without.
func here(t *testing.T) Programs {
	t.Helper()
	found := Find(os.Getenv("PATH"), "")
	if found.Postgres == "" {
		t.Skip("no PostgreSQL server was found on this machine: 'apt-get install postgresql' has one")
	}
	return found
}

// A server listens on its socket alone, and nothing of it is left when the run
// ends.
func TestServeStartsAndRemoves(t *testing.T) {
	programs := here(t)
	s := serveOne(t, Order{Programs: programs, Connections: 20, Pool: 4})
	if s.told.Error != "" {
		t.Fatal(s.told.Error)
	}
	sockets := []string{filepath.Join(s.told.Address, serverSocket)}
	if programs.Bouncer != "" {
		sockets = append(sockets, filepath.Join(s.told.Address, "bouncer", serverSocket))
	}
	for _, socket := range sockets {
		conn, err := net.Dial("unix", socket)
		if err != nil {
			t.Errorf("nothing answers: %v", err)
			continue
		}
		_ = conn.Close()
	}
	about, err := os.Stat(s.told.Address)
	if err != nil || about.Mode().Perm() != 0o700 {
		t.Errorf("the folder may be entered by others: %v, %v", about.Mode(), err)
	}
	process, err := os.ReadFile(filepath.Join(s.told.Address, "data/postmaster.pid"))
	if lines := strings.Split(string(process), "\n"); err != nil || len(lines) < 6 || lines[5] != "" {
		t.Errorf("it listens on an address: %q, %v", lines, err)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(s.folder); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	for _, socket := range sockets {
		if conn, err := net.Dial("unix", socket); err == nil {
			_ = conn.Close()
			t.Errorf("%s answers still", socket)
		}
	}
}

// What can't be started says what to do, and leaves nothing.
func TestServeSaysWhatFailed(t *testing.T) {
	for name, test := range map[string]struct{ script, want string }{
		"full disk":  {"echo 'initdb: error: could not write: No space left on device' >&2; exit 1", "the disk of the scratch folder"},
		"forbidden":  {"echo 'could not access directory: Permission denied' >&2; exit 1", "who has to be able to enter"},
		"unknown":    {"echo 'broken library'; exit 3", "initdb: exit status 3: broken library"},
		"no program": {"", "starting "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder, err := os.MkdirTemp("", "ep-t")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = os.RemoveAll(folder) }()
			initdb := filepath.Join(folder, "initdb")
			if test.script != "" {
				if err := os.WriteFile(initdb, []byte("#!/bin/sh\n"+test.script+"\n"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			s := serveOne(t, Order{Programs: Programs{Postgres: "/bin/false", Initdb: initdb}})
			if !strings.Contains(s.told.Error, test.want) {
				t.Errorf("got %q, want %q in it", s.told.Error, test.want)
			}
			if err := s.stop(); err != nil {
				t.Error(err)
			}
			if left, _ := os.ReadDir(s.folder); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
		})
	}
}

// A server that ends by itself is an error with what it printed.
func TestServerThatEnds(t *testing.T) {
	programs := here(t)
	programs.Bouncer = ""
	s := serveOne(t, Order{Programs: programs, Connections: 20, Settings: []string{"shared_buffers=nonsense"}})
	if !strings.Contains(s.told.Error, "shared_buffers") || !strings.Contains(s.told.Error, "postgres: it ended at once") {
		t.Errorf("got %q", s.told.Error)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

// A run that ends before the server is ready gets nothing.
func TestEndedBeforeItIsReady(t *testing.T) {
	folder, err := os.MkdirTemp("", "ep-t")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	initdb := filepath.Join(folder, "initdb")
	if err := errors.Join(os.WriteFile(initdb, []byte("#!/bin/sh\nexec sleep 60\n"), 0o755), os.Chmod(folder, 0o755)); err != nil {
		t.Fatal(err)
	}
	var output bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Serve(ctx, Order{Programs: Programs{Postgres: "/bin/false", Initdb: initdb}, Folder: folder}, &output); err != nil || output.Len() > 0 {
		t.Errorf("got %v, and announced %q", err, output.String())
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}
