package columns

import (
	"os"

	"golang.org/x/sys/unix"
)

// CanForget tells whether the system drops files from its page cache when it is asked to.
const CanForget = true

// forget asks for a file to be dropped from the page cache. What was not written to the disk yet would stay, so it is
// written first; on a file system that is read-only there is nothing to write.
func forget(f *os.File) error {
	_ = f.Sync()
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var advice error
	err = raw.Control(func(fd uintptr) { advice = unix.Fadvise(int(fd), 0, 0, unix.FADV_DONTNEED) })
	if err != nil {
		return err
	}
	return advice
}
