//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package sheets

import (
	"os"
	"syscall"
)

// hold locks a directory until it is closed. It is false where another has
// locked it.
func hold(directory *os.File) (bool, error) {
	err := syscall.Flock(int(directory.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == syscall.EWOULDBLOCK {
		return false, nil
	}
	return err == nil, err
}
