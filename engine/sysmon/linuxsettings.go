package sysmon

import (
	"io/fs"
)

// linuxFrequency is the mean of what the CPUs run at in hertz; nil where the
// kernel sets no frequencies. Asking may take milliseconds for each CPU.
func linuxFrequency(root fs.FS) *float64 {
	var sum, count float64
	for _, name := range glob(root, "sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_cur_freq") {
		if kilohertz, ok := readNumber(root, name); ok && kilohertz > 0 {
			sum, count = sum+kilohertz*1000, count+1
		}
	}
	if count == 0 {
		return nil
	}
	mean := sum / count
	return &mean
}

// linuxSettings reads what may have been set about the CPUs' speed.
func linuxSettings(root fs.FS) Settings {
	s := Settings{Turbo: linuxTurbo(root)}
	if s.Profile, _ = readWord(root, "sys/firmware/acpi/platform_profile"); s.Profile != "" {
		s.LowPower = new(s.Profile == "low-power" || s.Profile == "quiet")
	}
	for _, name := range glob(root, "sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_driver") {
		if s.Driver, _ = readWord(root, name); s.Driver != "" {
			break
		}
	}
	return s
}

// linuxTurbo tells whether CPUs may run above their base frequency; nil where
// no driver reports it.
func linuxTurbo(root fs.FS) *bool {
	switch word, _ := readWord(root, "sys/devices/system/cpu/intel_pstate/no_turbo"); word {
	case "0":
		return new(true)
	case "1":
		return new(false)
	}
	for _, name := range append([]string{"sys/devices/system/cpu/cpufreq/boost"},
		glob(root, "sys/devices/system/cpu/cpufreq/policy*/boost")...) {
		switch word, _ := readWord(root, name); word {
		case "0":
			return new(false)
		case "1":
			return new(true)
		}
	}
	return nil
}
