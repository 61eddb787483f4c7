package database

import (
	"context"
	"os"
	"strconv"
	"strings"
)

// Processes finds the first process of a server on this machine, by the parent of the
// process that answers one query; false where that is not to be seen from here, as in
// another container.
func (s *Server) Processes() (pid int, found bool) {
	ctx, cancel := context.WithTimeout(context.Background(), connectTimeout)
	defer cancel()
	conn, err := s.connect(ctx)
	if err != nil {
		return 0, false
	}
	defer func() { _ = conn.Close(ctx) }()
	var session int
	if err := conn.QueryRow(ctx, "SELECT pg_catalog.pg_backend_pid()").Scan(&session); err != nil {
		return 0, false
	}
	return parentOf(os.ReadFile, session)
}

// parentOf is the parent of a process of PostgreSQL, by what Linux tells of both.
func parentOf(read func(path string) ([]byte, error), pid int) (parent int, found bool) {
	name, at := processOf(read, pid)
	if name != "postgres" || at <= 1 {
		return 0, false
	}
	if name, _ = processOf(read, at); name != "postgres" {
		return 0, false
	}
	return at, true
}

// processOf reads a process's name and its parent from /proc/PID/stat: "7 (postgres) S 3 …".
func processOf(read func(path string) ([]byte, error), pid int) (name string, parent int) {
	text, err := read("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return "", 0
	}
	_, after, _ := strings.Cut(string(text), "(")
	end := strings.LastIndexByte(after, ')')
	if end < 0 {
		return "", 0
	}
	if fields := strings.Fields(after[end+1:]); len(fields) > 1 {
		parent, _ = strconv.Atoi(fields[1])
	}
	return after[:end], parent
}
