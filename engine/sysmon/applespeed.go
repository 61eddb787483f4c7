package sysmon

// appleSpeed asks macOS what holds the CPUs back.
type appleSpeed struct {
	pressure func() (uint64, error)  // thermal pressure level
	limit    func() (float64, error) // of the CPUs' speed, 0 to 1
}

func (a appleSpeed) read() vitals {
	var v vitals
	if level, err := a.pressure(); err == nil {
		v.thermal = appleThermal(level)
	}
	if limit, err := a.limit(); err == nil {
		v.speedLimit = &limit
	}
	return v
}
