package sysmon

import "encoding/binary"

// What a process has used, as proc_pid_rusage tells it in the fourth form
// (struct rusage_info_v4): 16 bytes of a UUID, then 35 numbers of 64 bits. The
// instructions are the 30th of them.
const (
	appleUsageFlavor       = 4 // RUSAGE_INFO_V4
	appleUsageSize         = 16 + 35*8
	appleUsageInstructions = 16 + 29*8
)

// appleInstructions counts those of the whole process, since macOS does not
// count them by thread.
type appleInstructions struct {
	usage func(buffer []byte) error
}

func (*appleInstructions) whole() bool { return true }

// count is 0 on machines that do not count, such as virtual ones.
func (a *appleInstructions) count() (uint64, bool) {
	var buffer [appleUsageSize]byte
	if err := a.usage(buffer[:]); err != nil {
		return 0, false
	}
	counted := binary.LittleEndian.Uint64(buffer[appleUsageInstructions:])
	return counted, counted > 0
}
