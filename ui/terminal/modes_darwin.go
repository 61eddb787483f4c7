package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

const getModes, setModes = unix.TIOCGETA, unix.TIOCSETA

// readSide is FREAD of <sys/fcntl.h>: the side of a terminal that is read.
const readSide = 1

// dropInput drops what was typed and not read.
func dropInput(fd int) error { return unix.IoctlSetPointerInt(fd, unix.TIOCFLUSH, readSide) }

// replace makes a file descriptor refer to the file of another.
func replace(fd, by uintptr) error { return unix.Dup2(int(by), int(fd)) }

// narrow does nothing: pipes have one size here.
func narrow(*os.File) error { return nil }
