package baselines

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What was asked for and isn't there.
var (
	ErrNoBaseline = errors.New("no such baseline")
	ErrNoRun      = errors.New("no such run")
)

// unknown is an error of one of these kinds that says more than the kind.
type unknown struct {
	kind error
	text string
}

func (u unknown) Error() string { return u.text }
func (u unknown) Unwrap() error { return u.kind }

// A StoreError says why a store can't be used. It does not say how to choose
// another store, or none: the caller adds that, since it knows its own options.
type StoreError struct {
	Problem string // "the store runs.db can't be opened (…)"
	Remedy  string // what can be done about the store itself; "" for nothing
	Cause   error  // nil where the problem says all
}

// Error is the problem and its remedy.
func (e *StoreError) Error() string {
	if e.Remedy == "" {
		return e.Problem
	}
	return e.Problem + ": " + e.Remedy
}

func (e *StoreError) Unwrap() error { return e.Cause }

// unusable is the error of a store at a path, worded after "the store x.db".
func unusable(path string, cause error, format string, args ...any) error {
	return &StoreError{Problem: "the store " + path + " " + fmt.Sprintf(format, args...), Cause: cause}
}

// inWords says what SQLite's error means for the store at a path. Other errors,
// and those that are in words already, are passed on as they are.
func inWords(path string, err error) error {
	var failed *sqlite.Error
	var known *StoreError
	if err == nil || errors.As(err, &known) || !errors.As(err, &failed) {
		return err
	}
	code := failed.Code() & 0xff // the other bits are finer distinctions
	switch {
	case code == sqlite3.SQLITE_CORRUPT, code == sqlite3.SQLITE_NOTADB, code == sqlite3.SQLITE_ERROR: // the last: a table or a column is gone
		return damaged(path, err)
	case code == sqlite3.SQLITE_IOERR && growing(failed):
		code = cantGrow
	}
	m, ok := meanings[code]
	if !ok {
		return &StoreError{Problem: fmt.Sprintf("the store %s: %v", path, err), Cause: err}
	}
	return &StoreError{fmt.Sprintf(m.problem, path, err), m.remedy, err}
}

// cantGrow stands for the codes of SQLITE_IOERR about making a file larger.
const cantGrow = -1

// A meaning is what an error of SQLite's means, and what can be done about it.
type meaning struct {
	problem string // of the store's path and the error
	remedy  string
}

var (
	unwritten = meaning{"the store %s can't be written (%v)", "make it and its folder writable"}
	heldUp    = meaning{"another process has kept the store %s to itself for " + patience.String() + " (%v)", "try again when it is done"}
)

// meanings are those of SQLite's codes.
var meanings = map[int]meaning{
	sqlite3.SQLITE_READONLY: unwritten,
	sqlite3.SQLITE_PERM:     unwritten,
	sqlite3.SQLITE_AUTH:     unwritten,
	sqlite3.SQLITE_CANTOPEN: {"the store %s can't be opened (%v)", "make its folder writable"},
	sqlite3.SQLITE_FULL:     {"the disk of the store %s is full (%v), and nothing of the change was kept", "free some space"},
	cantGrow: {
		"the store %s can't grow (%v): the disk is full, or a quota or a limit on the size of files (ulimit -f) is reached; nothing of the change was kept",
		"make room",
	},
	sqlite3.SQLITE_BUSY:   heldUp,
	sqlite3.SQLITE_LOCKED: heldUp,
	sqlite3.SQLITE_IOERR:  {"the disk of the store %s failed (%v)", ""},
}

// noRoom tells whether SQLite found the disk full.
func noRoom(failed *sqlite.Error) bool { return failed.Code()&0xff == sqlite3.SQLITE_FULL }

// growing tells whether SQLite failed to make a file larger. SQLite has a code
// for a full disk. It has none for a quota, a limit, or a full disk under the
// index of its log.
func growing(failed *sqlite.Error) bool {
	switch failed.Code() {
	case sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP:
		return true
	}
	return false
}

// damaged says that a file is not a store, or a damaged one.
func damaged(path string, why error) error {
	return &StoreError{
		Problem: fmt.Sprintf("the store %s is damaged, or another kind of file (%v); it was left as it is", path, why),
		Remedy:  "move it away", Cause: why,
	}
}
