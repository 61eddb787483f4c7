package terminal

import "golang.org/x/sys/unix"

// parentOf is a process's parent.
func parentOf(pid int) (int, error) {
	process, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	if err != nil {
		return 0, err
	}
	return int(process.Eproc.Ppid), nil
}

// nameOf is a process's name; "" where it is unknown.
func nameOf(pid int) string {
	process, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	if err != nil {
		return ""
	}
	return unix.ByteSliceToString(process.Proc.P_comm[:])
}
