//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package outfile

import (
	"errors"
	"os"
)

// noFollow is nothing where the system has no such flag.
const noFollow = 0

// lock has no lock to give, so that nothing is swept.
func lock(*os.File, bool) error { return errors.ErrUnsupported }

// isHeld is never so where there are no locks.
func isHeld(error) bool { return false }
