//go:build unix

package child

import "syscall"

// ownProcessGroup keeps a terminal's Ctrl-C away from the child. The terminal sends it to the foreground group, and the
// parent may have to wait for answers and write a report before it stops the child.
func ownProcessGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
