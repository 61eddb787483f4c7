package outfile

import (
	"os"
	"path/filepath"
	"strings"
)

// The names of temporary files; no other files have such names.
const (
	prefix = ".ep-benchmark-"
	suffix = ".part"
)

// sweep removes the temporary files that killed programs have left in a
// folder. Those of a living one are locked. What can't be removed stays.
func sweep(folder string) {
	opened, err := os.Open(folder)
	if err != nil {
		return // a folder may be writable and not readable
	}
	defer func() { _ = opened.Close() }() // it was read only
	names, _ := opened.Readdirnames(-1)   // those that were read before an error count
	for _, name := range names {
		if strings.HasPrefix(name, prefix) && strings.HasSuffix(name, suffix) {
			remove(filepath.Join(folder, name))
		}
	}
}

// remove removes a temporary file that no program has locked.
func remove(path string) {
	file, err := os.OpenFile(path, os.O_RDWR|noFollow, 0)
	if err != nil {
		return
	}
	defer func() { _ = file.Close() }() // nothing was written
	if about, err := file.Stat(); err != nil || !about.Mode().IsRegular() {
		return
	}
	if lock(file, false) == nil && standing(file) {
		_ = os.Remove(path)
	}
}

// standing tells whether a file still has the name that it was opened by.
func standing(file *os.File) bool {
	opened, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(file.Name())
	return err == nil && os.SameFile(opened, named)
}

// Lock locks a file for as long as it is open, and tells whether it could. It
// can't where another program has locked the file.
func Lock(file *os.File) bool { return lock(file, false) == nil }

// LockWaiting locks a file for as long as it is open, and waits while another program
// has locked it.
func LockWaiting(file *os.File) error { return lock(file, true) }
