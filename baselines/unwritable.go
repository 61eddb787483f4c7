package baselines

import (
	"errors"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"ep-benchmark/engine/outfile"
)

// errNoPlace is for users without a data directory.
var errNoPlace = &StoreError{Problem: "there is no place for the store, since neither HOME nor XDG_DATA_HOME names a folder of this user's"}

// Unwritable tells whether an error of Open says that nothing can be written
// at the path, rather than that something is wrong with what is there.
func Unwritable(err error) bool {
	var failed *sqlite.Error
	if errors.As(err, &failed) {
		switch failed.Code() & 0xff {
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN:
			return true
		}
		return noRoom(failed) || growing(failed)
	}
	return errors.Is(err, errNoPlace) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) ||
		errors.Is(err, syscall.ENOTDIR) || outfile.NoRoom(err)
}
