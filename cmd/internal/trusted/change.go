package trusted

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"ep-benchmark/engine/outfile"
)

// lockSuffix makes the name of the lock's file. The list's own file can't be locked,
// since each change puts a new file in its place.
const lockSuffix = ".lock"

// change reads the list again, has it edited, and writes it if the edit says so. A
// lock keeps others from changing it meanwhile, so that no entry of theirs is lost.
func (l *List) change(edit func() bool) error {
	if err := os.MkdirAll(filepath.Dir(l.path), outfile.PrivateFolder); err != nil {
		return outfile.Explain(err)
	}
	lock, err := os.OpenFile(l.path+lockSuffix, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, outfile.Private)
	if err != nil {
		return outfile.Explain(err)
	}
	defer func() { _ = lock.Close() }() // nothing was written to it
	if err := outfile.LockWaiting(lock); err != nil {
		return fmt.Errorf("locking the list of trusted files by %s: %w", lock.Name(), err)
	}
	now, err := Open(l.path)
	if err != nil {
		return err
	}
	l.entries = now.entries
	if !edit() {
		return nil
	}
	return l.write()
}
