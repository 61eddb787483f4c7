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
const instead = "use another with --store, or --no-save to run without one"

// inWords says what SQLite's error means for the store at a path. Other errors
// are passed on as they are.
func inWords(path string, err error) error {
	var failed *sqlite.Error
	if err == nil || !errors.As(err, &failed) {
		return err
	}
	switch failed.Code() & 0xff { // the rest of it are finer differences
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR: // the last: a table or a column is gone
		return damaged(path, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return fmt.Errorf("the store %s can't be written (%w): make it and its folder writable, %s", path, err, instead)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("the store %s can't be opened (%w): make its folder writable, %s", path, err, instead)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("there is no room left for the store %s (%w): nothing of the change was kept; free some, %s", path, err, instead)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("another process has kept the store %s to itself for %s (%w): try again when it is done, %s", path, patience, err, instead)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("the disk of the store %s failed (%w): %s", path, err, instead)
	}
	return fmt.Errorf("the store %s: %w", path, err)
}

// damaged says that a file is no store, though it may have been one.
func damaged(path string, why error) error {
	return fmt.Errorf("the store %s is damaged, or another kind of file (%w); it was left as it is: move it away, %s", path, why, instead)
}
