//go:build unix

package baselines

import "golang.org/x/sys/unix"

// mayWrite tells whether this user may write a file or into a folder. It opens
// nothing: to close a file that SQLite has open would cost SQLite its locks.
func mayWrite(path string) bool {
	return unix.Faccessat(unix.AT_FDCWD, path, unix.W_OK, unix.AT_EACCESS) == nil
}
