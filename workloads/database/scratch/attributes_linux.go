package scratch

import "syscall"

// attributes are of a process of its own group, that is asked to end when the process
// that started it is killed.
func attributes(credential *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Credential: credential, Pdeathsig: syscall.SIGQUIT}
}
