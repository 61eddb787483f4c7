//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package outfile

import (
	"errors"
	"os"
	"syscall"
)

// noFollow has a file opened only if its path is no symbolic link.
const noFollow = syscall.O_NOFOLLOW

// isHeld tells whether an error of lock says that another holder has the lock.
func isHeld(err error) bool { return errors.Is(err, syscall.EWOULDBLOCK) }

// lock locks a file until it is closed; the end of the process closes it too.
func lock(file *os.File, wait bool) error {
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	for {
		err := syscall.Flock(int(file.Fd()), how)
		if err != syscall.EINTR {
			return err
		}
	}
}
