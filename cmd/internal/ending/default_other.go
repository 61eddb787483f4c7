//go:build !linux || !(amd64 || arm64)

package ending

import (
	"os"
	"slices"
	"syscall"
)

// byDefault exits with the code that a shell reports for a signal. It does so
// only for the signals of crashes: for those Go's runtime keeps its own
// handler, which exits with another code.
func byDefault(number syscall.Signal) {
	if slices.Contains(Crashes, os.Signal(number)) {
		os.Exit(128 + int(number))
	}
}
