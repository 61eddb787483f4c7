package terminal

import (
	"bytes"
	"fmt"
	"os"
	"strings"
)

// parentOf is a process's parent. Behind the name, which may hold anything,
// stand the state and the parent.
func parentOf(pid int) (parent int, err error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	var state string
	_, err = fmt.Sscan(string(text[bytes.LastIndexByte(text, ')')+1:]), &state, &parent)
	return parent, err
}

// nameOf is a process's name; "" where it is unknown.
func nameOf(pid int) string {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	return strings.TrimSpace(string(text))
}
