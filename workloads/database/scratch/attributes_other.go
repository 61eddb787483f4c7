//go:build !linux

package scratch

import "syscall"

// attributes are of a process of its own group.
func attributes(credential *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Credential: credential}
}
