package sysmon

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// quieten is the advice where other programs use the machine.
const quieten = "Close what computes in the background (browsers, indexing, backups, builds), and measure again."

func checkForeign(e Examination) Check {
	foreign := e.Conditions.Foreign
	if foreign == nil {
		return unknown("their CPU time is not told")
	}
	finding := fmt.Sprintf("they use %s of all CPUs (over %.1f s)", units.PercentTo(*foreign, 1), e.Conditions.Wall.Seconds())
	return bounded(*foreign, engine.MostTaken/2, engine.MostTaken, finding, quieten)
}

// checkLoad never says bad: the load looks back over a minute, and also counts
// tasks that wait for a disk.
func checkLoad(e Examination) Check {
	if e.Load == nil {
		return unknown("the system does not tell")
	}
	finding := fmt.Sprintf("%.2f over the last minute, on %d logical CPUs", *e.Load, e.Host.LogicalCPUs)
	if *e.Load <= 0.5*float64(max(1, e.Host.LogicalCPUs)) {
		return good("%s", finding)
	}
	return Check{Verdict: Mind, Finding: finding, Advice: "If that was not this program: wait until it has fallen. " + quieten}
}

func checkPressure(e Examination) Check {
	pressure := e.Conditions.Pressure
	if pressure == nil {
		return unknown("the system does not tell")
	}
	finding := fmt.Sprintf("a task waited for a CPU in %s of the time", units.PercentTo(*pressure, 1))
	return bounded(*pressure, 0.05, 0.25, finding, quieten)
}

func checkSteal(e Examination) Check {
	steal := e.Conditions.Steal
	if steal == nil {
		return unknown("the system does not tell")
	}
	return bounded(*steal, 0.01, 0.05,
		fmt.Sprintf("a hypervisor kept back %s of all CPU time", units.PercentTo(*steal, 1)),
		"The host gives this machine's CPUs to others. Use one with CPUs of its own, or measure at another time, and compare only what was measured together.")
}

func checkCanary(e Examination) Check {
	if e.Canary == nil {
		return unknown("the thread's CPU clock can't be read")
	}
	finding := fmt.Sprintf("%.2f ms of CPU for %d dependent steps (%.2f ns each), on a CPU for %s of the time",
		e.Canary.Unit.Seconds()*1000, e.CanarySteps, e.Canary.Step(), units.PercentTo(e.Canary.OnCPU, 0))
	if e.Canary.OnCPU >= engine.LeastOnCPU {
		return good("%s", finding)
	}
	return Check{Verdict: Mind, Finding: finding, Advice: "It had to wait for a CPU. " + quieten}
}

func checkQuota(e Examination) Check {
	quota, c := e.Host.CPUQuota, e.Conditions
	throttled := c.QuotaThrottles != nil && *c.QuotaThrottles > 0
	finding := fmt.Sprintf("%.3g CPUs for %d goroutines at once", quota, e.Host.GOMAXPROCS)
	const advice = "Raise the container's CPU limit, or set GOMAXPROCS to what it allows."
	switch {
	case throttled:
		return Check{
			Verdict: Bad, Advice: advice,
			Finding: fmt.Sprintf("%s; stopped %d times within %.1f s", finding, *c.QuotaThrottles, c.Wall.Seconds()),
		}
	case quota == 0 && e.Host.OS == "linux":
		return good("none")
	case quota == 0:
		return good("this system has none")
	case quota < float64(e.Host.GOMAXPROCS):
		return Check{Verdict: Bad, Finding: finding + ": it will be stopped in the midst of legs", Advice: advice}
	}
	return Check{
		Verdict: Mind, Finding: finding,
		Advice: "The runtime's own threads count too: a leg that uses all CPUs may be stopped. " + advice,
	}
}

func checkVirtualisation(e Examination) Check {
	if e.Host.Virtualisation == "" {
		return good("none was found")
	}
	return Check{
		Verdict: Mind, Finding: e.Host.Virtualisation,
		Advice: "A guest sees neither its clock nor its neighbours: trust comparisons within a run more than between runs.",
	}
}
