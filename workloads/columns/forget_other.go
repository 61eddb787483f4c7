//go:build !linux

package columns

import (
	"errors"
	"os"
)

// forget has no form here that an ordinary user may use.
func forget(*os.File) error { return errors.ErrUnsupported }

// CanForget tells whether the system drops files from its page cache when asked.
const CanForget = false
