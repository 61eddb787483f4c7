package database

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"ep-benchmark/workloads/database/scratch"
)

// folder is where the server of all tests listens; "" where there is no PostgreSQL.
// bouncing tells whether pgbouncer is in front of it.
var (
	folder   string
	bouncing bool
)

func TestMain(m *testing.M) { os.Exit(withServer(m)) }

// withServer runs the tests with one server, which is removed afterwards.
func withServer(m *testing.M) int {
	programs := scratch.Find(os.Getenv("PATH"), "")
	if programs.Postgres == "" {
		return m.Run()
	}
	bouncing = programs.Bouncer != ""
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	output, announced := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- scratch.Serve(ctx, scratch.Order{Programs: programs, Folder: os.TempDir(), Connections: 60, Pool: 4, Settings: []string{"min_parallel_table_scan_size=0"}}, announced)
		_ = announced.Close()
	}()
	var told struct{ Address, Error string }
	if err := json.NewDecoder(output).Decode(&told); err != nil || told.Error != "" {
		fmt.Fprintln(os.Stderr, "the server of the tests:", err, told.Error)
		return 1
	}
	folder = told.Address
	code := m.Run()
	cancel()
	if err := <-ended; err != nil {
		fmt.Fprintln(os.Stderr, "the server of the tests:", err)
		return 1
	}
	return code
}

// options are those of a server with few rows. Without PostgreSQL the test is skipped.
func options(t *testing.T) Options {
	t.Helper()
	if folder == "" {
		t.Skip("no PostgreSQL server was found on this machine: 'apt-get install postgresql' has one")
	}
	o := Options{URL: scratch.ServerURL(folder), Rows: 500, Queries: 40, Seed: 7}
	if bouncing {
		o.Bouncer = scratch.BouncerURL(folder)
	}
	return o
}

// filled is a server with its table, which is dropped after the test.
func filled(t *testing.T) *Server {
	t.Helper()
	s, err := Connect(t.Context(), options(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Fill(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Drop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// execute carries commands out as the superuser.
func execute(t *testing.T, commands ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), scratch.ServerURL(folder))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	for _, command := range commands {
		if _, err := conn.Exec(t.Context(), command); err != nil {
			t.Fatalf("%s: %v", command, err)
		}
	}
}
