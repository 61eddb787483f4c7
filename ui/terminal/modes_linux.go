package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

const getModes, setModes = unix.TCGETS, unix.TCSETS

// dropInput drops what was typed and not read.
func dropInput(fd int) error { return unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCIFLUSH) }

// replace has a file descriptor stand for another's file.
func replace(fd, by uintptr) error { return unix.Dup3(int(by), int(fd), 0) }

// narrow has a pipe hold as little as it can, so that whoever writes more
// waits for whoever reads.
func narrow(pipe *os.File) error {
	_, err := unix.FcntlInt(pipe.Fd(), unix.F_SETPIPE_SZ, os.Getpagesize())
	return err
}
