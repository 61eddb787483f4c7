package sysmon

import "golang.org/x/sys/unix"

func thisPlatform() platform { return appleHost{kernel: darwinKernel{}} }

// darwinKernel is the running kernel.
type darwinKernel struct{}

func (darwinKernel) Text(name string) (string, error)   { return unix.Sysctl(name) }
func (darwinKernel) Number(name string) (uint32, error) { return unix.SysctlUint32(name) }
