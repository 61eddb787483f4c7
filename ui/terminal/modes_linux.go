package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

const getModes, setModes = unix.TCGETS, unix.TCSETS

// dropInput drops what was typed and not read.
func dropInput(fd int) error { return unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCIFLUSH) }

// replace makes a file descriptor refer to the file of another.
func replace(fd, by uintptr) error { return unix.Dup3(int(by), int(fd), 0) }

// narrow makes a pipe hold as little as it can, so that a writer of more waits
// for the reader.
func narrow(pipe *os.File) error {
	_, err := unix.FcntlInt(pipe.Fd(), unix.F_SETPIPE_SZ, os.Getpagesize())
	return err
}
