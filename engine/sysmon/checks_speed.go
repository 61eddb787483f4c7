package sysmon

import (
	"fmt"
	"strings"

	"ep-benchmark/engine/units"
)

func checkPower(e Examination) Check {
	charge := ""
	if e.Battery != nil {
		charge = fmt.Sprintf(", battery at %s", units.PercentTo(*e.Battery, 0))
	}
	switch e.Power {
	case onAC:
		return good("on mains power%s", charge)
	case onBattery:
		return Check{
			Verdict: Bad, Finding: "on battery" + charge,
			Advice: "Plug the machine in: on battery many run slower, and its runs are not compared with those on mains power.",
		}
	}
	return unknown("the system names no source of power")
}

func checkLowPower(e Examination) Check {
	profile := ""
	if e.Settings.Profile != "" {
		profile = ": the profile is " + e.Settings.Profile
	}
	switch low := e.Settings.LowPower; {
	case low == nil:
		return unknown("the system reports no such mode")
	case !*low:
		return good("off%s", profile)
	}
	advice := "Choose a balanced or a performance profile, as with powerprofilesctl."
	if e.Host.OS == "darwin" {
		advice = "Turn it off in System Settings, Battery (or: sudo pmset -a lowpowermode 0)."
	}
	return Check{Verdict: Bad, Finding: "on" + profile, Advice: advice}
}

func checkGovernor(e Examination) Check {
	const advice = "For steady clocks: sudo cpupower frequency-set -g performance."
	governor, driver := e.Host.Governor, e.Settings.Driver
	switch {
	case governor == "" && e.Host.OS == "darwin":
		return good("macOS sets the clocks itself; there is none to choose")
	case governor == "":
		return unknown("the kernel does not set CPU frequencies here, and nothing reports them")
	case governor == "performance":
		return good("performance")
	case governor == "powersave" && !setsOwnClocks(driver):
		return Check{Verdict: Bad, Finding: "powersave: the CPUs stay at their lowest clock", Advice: advice}
	}
	return Check{
		Verdict: Mind, Advice: advice,
		Finding: governor + ": the clocks follow the load, so the start of a short leg is slow",
	}
}

// setsOwnClocks tells whether a driver lets the CPU choose its own clocks, so
// that powersave is but a hint. It is also true where the driver is unknown, so
// that powersave does not count as bad then.
func setsOwnClocks(driver string) bool {
	return driver == "" || driver == "intel_pstate" || strings.HasSuffix(driver, "-epp")
}

func checkTurbo(e Examination) Check {
	switch turbo := e.Settings.Turbo; {
	case turbo == nil:
		return unknown("the system does not tell; most CPUs run a single core faster than all together")
	case !*turbo:
		return good("off: one core runs as fast as all together")
	}
	command := "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost"
	if e.Settings.Driver == "intel_pstate" || e.Settings.Driver == "intel_cpufreq" {
		command = "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
	}
	return Check{
		Verdict: Mind, Finding: "on: a single core runs faster than all together, which lowers the speedup of CPU-bound work",
		Advice: "Leave it on for what a user would see; off for clean comparisons (" + command + ").",
	}
}

// hot is where laptops begin to slow down, in degrees Celsius.
const hot = 90

func checkThermal(e Examination) Check {
	const advice = "Let the machine cool down, and see that its vents are free; then measure again."
	c := e.Conditions
	worse := func(verdict Verdict, finding string, values ...any) Check {
		return Check{Verdict: verdict, Finding: fmt.Sprintf(finding, values...), Advice: advice}
	}
	switch {
	case c.SpeedLimit != nil && *c.SpeedLimit < 1:
		return worse(Bad, "the system limits the CPUs to %s of their speed", units.PercentTo(*c.SpeedLimit, 0))
	case c.Thermal == "serious" || c.Thermal == "critical":
		return worse(Bad, "%s: the system slows the CPUs down", c.Thermal)
	case c.ThermalThrottles != nil && *c.ThermalThrottles > 0:
		return worse(Bad, "CPUs slowed down %d times within %.1f s", *c.ThermalThrottles, c.Wall.Seconds())
	case c.Thermal == "fair":
		return worse(Mind, "fair: warm, and soon to be slowed down")
	case e.Temperature != nil && *e.Temperature >= hot:
		return worse(Mind, "the hottest CPU sensor is at %.0f °C", *e.Temperature)
	case c.Thermal != "":
		return good("%s", c.Thermal)
	case c.ThermalThrottles != nil:
		return good("no CPU slowed down within %.1f s", c.Wall.Seconds())
	case e.Temperature != nil:
		return good("the hottest CPU sensor is at %.0f °C", *e.Temperature)
	}
	return unknown("the system reports neither heat nor throttling; the canary measures the clock instead")
}
