//go:build !linux || !(amd64 || arm64)

package main

import (
	"os"
	"slices"
	"syscall"
)

// byDefault ends the process by the code that a shell has for a signal, where
// Go's runtime keeps a handler of its own that exits with another.
func byDefault(number syscall.Signal) {
	if slices.Contains(crashes, os.Signal(number)) {
		os.Exit(128 + int(number))
	}
}
