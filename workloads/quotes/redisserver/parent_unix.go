//go:build unix && !linux

package redisserver

import "syscall"

// endWithParent keeps the terminal's Ctrl-C away from the server. This system has no
// way to have it killed with its parent.
func endWithParent() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
