package outofcore

import (
	"bytes"
	"os"
	"strconv"
)

// system is what the kernel reports of this process.
type system struct{}

// resident is the memory that the process has now, and the most that it had since the mark was reset; 0 where they are
// not known.
func (system) resident() (now, peak int64) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, 0
	}
	return field(text, "VmRSS:") << 10, field(text, "VmHWM:") << 10
}

// resetPeak begins the mark anew. It is false where that is not allowed.
func (system) resetPeak() bool { return os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) == nil }

// fetched is how many bytes the process has caused to be read from storage.
func (system) fetched() (bytes int64, known bool) {
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0, false
	}
	return field(text, "read_bytes:"), true
}

// field is the number after a key at the beginning of a line; 0 where there is none.
func field(text []byte, key string) int64 {
	for line := range bytes.Lines(text) {
		if rest, found := bytes.CutPrefix(line, []byte(key)); found {
			if words := bytes.Fields(rest); len(words) > 0 {
				n, _ := strconv.ParseInt(string(words[0]), 10, 64)
				return n
			}
		}
	}
	return 0
}
