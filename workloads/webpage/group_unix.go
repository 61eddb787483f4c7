//go:build unix

package webpage

import (
	"os/exec"
	"syscall"
)

// inGroup has all processes of a browser end with it.
func inGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
