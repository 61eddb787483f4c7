//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package sheets

import (
	"errors"
	"os"
)

// hold fails: there are no locks on directories here.
func hold(*os.File) (bool, error) { return false, errors.ErrUnsupported }
