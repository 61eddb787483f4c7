//go:build !unix

package redisserver

import "syscall"

// endWithParent does nothing on this system.
func endWithParent() *syscall.SysProcAttr { return nil }
