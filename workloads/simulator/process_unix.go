//go:build unix

package simulator

import "syscall"

// ownProcessGroup keeps a terminal's Ctrl-C away from the child: it goes to the foreground group, and the parent may
// have answers to wait for and a report to write before it lets the child go.
func ownProcessGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
