//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package outfile

import (
	"errors"
	"os"
)

// noFollow is nothing where the system has no such flag.
const noFollow = 0

// lock always fails where there are no locks, so that nothing is swept.
func lock(*os.File, bool) error { return errors.ErrUnsupported }

// isHeld is always false where there are no locks.
func isHeld(error) bool { return false }
