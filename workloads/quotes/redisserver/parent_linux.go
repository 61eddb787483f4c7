package redisserver

import "syscall"

// endWithParent has the system kill the server when the process that started it dies,
// and keeps the terminal's Ctrl-C away from it.
func endWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
