//go:build !unix

package child

import "syscall"

// ownProcessGroup does nothing on this system: the child shares the parent's console and its Ctrl-C.
func ownProcessGroup() *syscall.SysProcAttr { return nil }
