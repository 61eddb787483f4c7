//go:build !unix

package simulator

import "syscall"

// ownProcessGroup has no equal here: the child shares the parent's console and its Ctrl-C.
func ownProcessGroup() *syscall.SysProcAttr { return nil }
