package redisserver_test

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ep-benchmark/workloads/quotes/redisserver"
)

// serving starts the server, and returns its address, what stops it, and how it ended.
func serving(t *testing.T) (address string, stop func(), ended <-chan error) {
	t.Helper()
	program, err := exec.LookPath(redisserver.Program)
	if err != nil {
		t.Skip("there is no redis-server on this machine: apt-get install redis-server has this test run")
	}
	t.Setenv("TMPDIR", t.TempDir())
	in, hold := io.Pipe()
	addresses, end := make(chan string, 1), make(chan error, 1)
	go func() {
		end <- redisserver.Serve(program, in, os.Environ(), func(address string) error {
			addresses <- address
			return nil
		})
	}()
	t.Cleanup(func() { _ = hold.Close() })
	select {
	case address = <-addresses:
	case err := <-end:
		t.Fatal(err)
	}
	return address, func() { _ = hold.Close() }, end
}

// asked sends one command and returns the first line of the answer.
func asked(t *testing.T, address, command string) (string, error) {
	t.Helper()
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
	if _, err := io.WriteString(conn, command+"\r\n"); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	return strings.TrimSpace(line), err
}

// A server answers at this machine alone, and is gone with its folder when the process that
// wants it has gone.
func TestServe(t *testing.T) {
	address, stop, ended := serving(t)
	if host, _, _ := net.SplitHostPort(address); host != "127.0.0.1" {
		t.Errorf("it listens at %s", address)
	}
	if got, err := asked(t, address, "SET a 1"); err != nil || got != "+OK" {
		t.Errorf("%q, %v", got, err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got, err := asked(t, address, "PING"); err == nil {
		t.Errorf("it still answers %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "ep-benchmark-redis-*")); len(left) > 0 {
		t.Errorf("%q are left", left)
	}
}

// A server that ends by itself is an error.
func TestServerThatEnds(t *testing.T) {
	address, _, ended := serving(t)
	_, _ = asked(t, address, "SHUTDOWN NOSAVE") // it closes the connection
	if err := <-ended; err == nil || !strings.Contains(err.Error(), "ended") {
		t.Errorf("%v", err)
	}
}

// What is no Redis server is an error with what it printed.
func TestProgramsThatAreNoServer(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	never := func(string) error { t.Error("an address is announced"); return nil }
	if err := redisserver.Serve(filepath.Join(t.TempDir(), "none"), strings.NewReader(""), nil, never); err == nil {
		t.Error("a program that is not there is started")
	}
	program := filepath.Join(t.TempDir(), "wrong")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho no such option >&2\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := redisserver.Serve(program, strings.NewReader(""), nil, never); err == nil || !strings.Contains(err.Error(), "no such option") {
		t.Errorf("%v", err)
	}
}
