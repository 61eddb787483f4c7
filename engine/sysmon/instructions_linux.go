package sysmon

import (
	"encoding/binary"
	"io"
	"unsafe"

	"golang.org/x/sys/unix"
)

func thisInstructions() instructionCounter {
	return &threadCounters{
		thread: unix.Gettid, open: openInstructions, read: readCounter,
		shut:  func(counter int) { _ = unix.Close(counter) },
		known: map[int]int{},
	}
}

// openInstructions opens a counter of the instructions that the calling thread
// executes outside of the kernel: those need no privileges where
// kernel.perf_event_paranoid is 2 or less.
func openInstructions() (int, error) {
	attributes := unix.PerfEventAttr{
		Type: unix.PERF_TYPE_HARDWARE, Config: unix.PERF_COUNT_HW_INSTRUCTIONS,
		Size:        uint32(unsafe.Sizeof(unix.PerfEventAttr{})),
		Read_format: unix.PERF_FORMAT_TOTAL_TIME_ENABLED | unix.PERF_FORMAT_TOTAL_TIME_RUNNING,
		Bits:        unix.PerfBitExcludeKernel | unix.PerfBitExcludeHv,
	}
	return unix.PerfEventOpen(&attributes, 0, -1, -1, unix.PERF_FLAG_FD_CLOEXEC)
}

// readCounter reads the count, and for how long it was wanted and had the
// hardware.
func readCounter(counter int) (counted, enabled, ran uint64, err error) {
	var answer [24]byte
	n, err := unix.Read(counter, answer[:])
	if err == nil && n < len(answer) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return 0, 0, 0, err
	}
	number := func(at int) uint64 { return binary.NativeEndian.Uint64(answer[at:]) }
	return number(0), number(8), number(16), nil
}
