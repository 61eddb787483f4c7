package sysmon

// missing lists what an examination has not found, and why. It knows the
// reasons for Linux and macOS; other systems are not asked.
func missing(e Examination) []Missing {
	c := e.Conditions
	var list []Missing
	for _, m := range []struct {
		known               bool
		what, linux, darwin string
	}{
		{e.Power != "", "power source", "no power supply is listed, as on most servers", "the system names none"},
		{e.Settings.LowPower != nil, "low-power mode", "the firmware has no profiles of power", "pmset names no such mode"},
		{e.Host.Governor != "", "governor", "the kernel sets no frequencies, as in most virtual machines", "macOS has none to choose"},
		{e.Settings.Turbo != nil, "turbo", "no driver of frequencies tells", "macOS does not tell"},
		{c.Frequency != nil, "clock frequency", "the kernel sets no frequencies, as in most virtual machines", "macOS does not tell"},
		{c.SpeedLimit != nil, "CPU speed limit", "Linux keeps none", "Apple Silicon does not tell"},
		{c.Thermal != "", "thermal state", "Linux tells temperatures only", "the system does not tell, as in a virtual machine"},
		{c.ThermalThrottles != nil, "thermal throttle counters", "only Intel's CPUs count, and not in virtual machines", "macOS keeps none"},
		{len(e.Sensors) > 0, "temperature sensors", "no driver of a CPU's sensors is loaded, as in most virtual machines", "the system names none, as in a virtual machine"},
		{e.Load != nil, "load", "/proc/loadavg can't be read", "the system does not tell"},
		{c.Foreign != nil, "other processes' CPU time", "/proc/stat can't be read", "the cores' times can't be read"},
		{c.Steal != nil, "steal time", "/proc/stat can't be read", "macOS does not tell"},
		{c.Pressure != nil, "CPU pressure", "no /proc/pressure/cpu: a kernel before 4.20, or switched off", "macOS keeps none"},
		{c.QuotaThrottles != nil, "cgroup throttling", "this process's cgroup counts none", "macOS has no cgroups"},
		{e.Canary != nil, "canary", "the thread's CPU clock can't be read", "the thread's CPU clock can't be read"},
		{e.Timer.Sleeps > 0, "timer overshoot", "the examination was ended early", "the examination was ended early"},
	} {
		if m.known {
			continue
		}
		why := "this system is not asked"
		switch e.Host.OS {
		case "linux":
			why = m.linux
		case "darwin":
			why = m.darwin
		}
		list = append(list, Missing{What: m.what, Why: why})
	}
	return list
}
