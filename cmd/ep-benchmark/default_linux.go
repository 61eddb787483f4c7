//go:build linux && (amd64 || arm64)

package main

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// action is the kernel's struct sigaction of these processors.
type action struct {
	handler, flags, restorer, mask uintptr
}

// byDefault has a signal end the process as it does any other: Go's runtime
// keeps a handler of its own for those that it prints stacks for, and exits
// with the code of a wrong command line. No core is dumped: an API key may be
// in it.
func byDefault(number syscall.Signal) {
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) // where it fails, the system's settings decide
	usual := action{}
	_, _, _ = unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(number), uintptr(unsafe.Pointer(&usual)), 0, unsafe.Sizeof(usual.mask), 0, 0) //nolint:gosec // the kernel reads it during the call
}
