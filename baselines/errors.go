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
	if noRoom(failed) {
		return fmt.Errorf("the disk of the store %s is full (%w): nothing of the change was kept; free some space, %s", path, err, instead)
	}
	switch failed.Code() & 0xff { // the rest of it are finer differences
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR: // the last: a table or a column is gone
		return damaged(path, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return fmt.Errorf("the store %s can't be written (%w): make it and its folder writable, %s", path, err, instead)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("the store %s can't be opened (%w): make its folder writable, %s", path, err, instead)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("another process has kept the store %s to itself for %s (%w): try again when it is done, %s", path, patience, err, instead)
	case sqlite3.SQLITE_IOERR:
		if growing(failed) {
			return fmt.Errorf("the store %s can't grow (%w): the disk, a quota or a limit on the size of files (ulimit -f) leaves no room; nothing of the change was kept; make room, %s",
				path, err, instead)
		}
		return fmt.Errorf("the disk of the store %s failed (%w): %s", path, err, instead)
	}
	return fmt.Errorf("the store %s: %w", path, err)
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
	return fmt.Errorf("the store %s is damaged, or another kind of file (%w); it was left as it is: move it away, %s", path, why, instead)
}
