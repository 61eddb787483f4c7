//go:build linux && (amd64 || arm64)

package ending

import (
	"syscall"
	"unsafe"
)

// action is the kernel's struct sigaction on these processors.
type action struct {
	handler, flags, restorer, mask uintptr
}

// setDumpable is PR_SET_DUMPABLE, of which the package syscall does not know.
const setDumpable = 4

// byDefault restores the system's default action of a signal, so that the
// signal ends the process. Go's runtime keeps its own handler for the signals
// that it prints stacks for. That handler exits with the code of a wrong
// command line. No core is dumped, because it may hold an API key.
func byDefault(number syscall.Signal) {
	_, _, _ = syscall.RawSyscall6(syscall.SYS_PRCTL, setDumpable, 0, 0, 0, 0, 0) // where it fails, the system's settings decide
	usual := action{}
	_, _, _ = syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(number), uintptr(unsafe.Pointer(&usual)), 0, unsafe.Sizeof(usual.mask), 0, 0) //nolint:gosec // the kernel reads it during the call
}
