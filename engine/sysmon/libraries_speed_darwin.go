package sysmon

import (
	"errors"
	"fmt"
	"sync"
)

// darwinSpeed asks IOKit how far the CPUs' speed is limited. It is apart from
// the other libraries' functions, so that a system without this one loses
// nothing else.
type darwinSpeed struct {
	libraries  *darwinLibraries
	once       sync.Once
	opened     error
	copyStatus func(status *uintptr) int32
}

func (d *darwinSpeed) open() error {
	d.once.Do(func() {
		if d.opened = d.libraries.open(); d.opened != nil {
			return
		}
		d.opened = bind("/System/Library/Frameworks/IOKit.framework/IOKit", map[string]any{
			"IOPMCopyCPUPowerStatus": &d.copyStatus,
		})
	})
	return d.opened
}

// limit returns the share of full speed that the CPUs may run at, 0 to 1. Apple
// Silicon does not report it.
func (d *darwinSpeed) limit() (float64, error) {
	if err := d.open(); err != nil {
		return 0, err
	}
	var status uintptr
	if code := d.copyStatus(&status); code != 0 || status == 0 {
		return 0, fmt.Errorf("the limit of the CPUs' speed is not told (status %#x)", uint32(code))
	}
	defer d.libraries.release(status)
	percent, ok := d.libraries.number(d.libraries.property(status, "CPU_Speed_Limit"))
	if !ok || percent <= 0 {
		return 0, errors.New("the limit of the CPUs' speed is not told")
	}
	return min(1, percent/100), nil
}
