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

// instead is what a user can do who can't use the store.
const instead = "name another file with --store, or run with --no-save"

// worded is an error of SQLite's in words.
type worded struct {
	text  string
	cause error
}

func (w worded) Error() string { return w.text }
func (w worded) Unwrap() error { return w.cause }

// inWords says what SQLite's error means for the store at a path. Other errors,
// and those that are in words already, are passed on as they are.
func inWords(path string, err error) error {
	var failed *sqlite.Error
	var known worded
	if err == nil || errors.As(err, &known) || !errors.As(err, &failed) {
		return err
	}
	code := failed.Code() & 0xff // the rest of it are finer differences
	switch {
	case code == sqlite3.SQLITE_CORRUPT, code == sqlite3.SQLITE_NOTADB, code == sqlite3.SQLITE_ERROR: // the last: a table or a column is gone
		return damaged(path, err)
	case code == sqlite3.SQLITE_IOERR && growing(failed):
		code = cantGrow
	}
	text, ok := meanings[code]
	if !ok {
		text = "the store %s: %v"
	}
	return worded{fmt.Sprintf(text, path, err), err}
}

// cantGrow stands for those of SQLITE_IOERR that are about making a file larger.
const cantGrow = -1

// meanings say what SQLite's errors mean, of the store's path and the error.
var meanings = map[int]string{
	sqlite3.SQLITE_READONLY: "the store %s can't be written (%v): make it and its folder writable, " + instead,
	sqlite3.SQLITE_PERM:     "the store %s can't be written (%v): make it and its folder writable, " + instead,
	sqlite3.SQLITE_AUTH:     "the store %s can't be written (%v): make it and its folder writable, " + instead,
	sqlite3.SQLITE_CANTOPEN: "the store %s can't be opened (%v): make its folder writable, " + instead,
	sqlite3.SQLITE_FULL:     "the disk of the store %s is full (%v): nothing of the change was kept; free some space, " + instead,
	cantGrow: "the store %s can't grow (%v): the disk is full, or a quota or a limit on the size of files (ulimit -f) is reached; " +
		"nothing of the change was kept; make room, " + instead,
	sqlite3.SQLITE_BUSY:   "another process has kept the store %s to itself for " + patience.String() + " (%v): try again when it is done, " + instead,
	sqlite3.SQLITE_LOCKED: "another process has kept the store %s to itself for " + patience.String() + " (%v): try again when it is done, " + instead,
	sqlite3.SQLITE_IOERR:  "the disk of the store %s failed (%v): " + instead,
}

// noRoom tells whether SQLite found the disk full.
func noRoom(failed *sqlite.Error) bool { return failed.Code()&0xff == sqlite3.SQLITE_FULL }

// growing tells whether SQLite failed to make a file larger. It has a code of
// its own for a full disk, and none for a quota, a limit, or a full disk under
// the index of its log.
func growing(failed *sqlite.Error) bool {
	switch failed.Code() {
	case sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP:
		return true
	}
	return false
}

// damaged says that a file is no store, though it may have been one.
func damaged(path string, why error) error {
	return worded{fmt.Sprintf("the store %s is damaged, or another kind of file (%v); it was left as it is: move it away, %s", path, why, instead), why}
}
