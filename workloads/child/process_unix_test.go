//go:build unix

package child

import (
	"syscall"
	"testing"
)

// A terminal sends Ctrl-C to the group in its foreground; the child is in one of its own.
func TestProcessGroupOfItsOwn(t *testing.T) {
	p, err := start(t, roleChild)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Stop() }()
	if group, err := syscall.Getpgid(p.PID()); err != nil || group != p.PID() {
		t.Errorf("process %d is in group %d, %v", p.PID(), group, err)
	}
}
