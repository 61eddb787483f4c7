package sysmon

import (
	"fmt"
	"strings"
	"time"

	"ep-benchmark/engine/units"
)

func checkCores(e Examination) Check {
	h, sampled := e.Host, e.Cores.Sampled
	finding := fmt.Sprintf("%d logical CPUs", h.LogicalCPUs)
	if h.PhysicalCPUs > 0 && h.PhysicalCPUs != h.LogicalCPUs {
		finding += fmt.Sprintf(" on %d cores", h.PhysicalCPUs)
	}
	switch {
	case sampled == 0:
		return Check{Verdict: Bad, Finding: finding + ", but the cores' times can't be read", Advice: "Utilisation and other processes will not be told. Check the access to the system's CPU statistics."}
	case sampled != h.LogicalCPUs:
		return Check{Verdict: Bad, Finding: fmt.Sprintf("%s, but %d are sampled", finding, sampled), Advice: "Report this with the whole output of doctor: cores may be shown wrongly."}
	case h.GOMAXPROCS < h.LogicalCPUs:
		return Check{
			Verdict: Mind, Finding: fmt.Sprintf("%s, of which this program uses %d", finding, h.GOMAXPROCS),
			Advice: "Unset GOMAXPROCS, or lift the limit of the container or the CPU affinity, to measure the whole machine.",
		}
	}
	return good("%s, all sampled", finding)
}

func checkClusters(e Examination) Check {
	if len(e.Host.Clusters) == 0 {
		if e.Host.OS == "darwin" && e.Host.Arch == "arm64" && !strings.Contains(e.Host.Virtualisation, "virtual") {
			return Check{Verdict: Mind, Finding: "the system reports no kinds of core, and this Mac has them", Advice: "Report this with the whole output of doctor."}
		}
		return good("all cores are alike, as far as the system reports")
	}
	kinds := make([]string, len(e.Host.Clusters))
	for i, c := range e.Host.Clusters {
		kinds[i] = fmt.Sprintf("%d %s (%s)", len(c.CPUs), c.Kind, units.CPUList(c.CPUs))
	}
	finding := fmt.Sprintf("%s, by %s", strings.Join(kinds, ", "), e.Cores.Basis)
	if e.Cores.Guessed {
		return Check{Verdict: Mind, Finding: finding, Advice: "Report this with the whole output of doctor, so that the order can be known."}
	}
	return good("%s", finding)
}

func checkClock(e Examination) Check {
	if e.ClockStep <= 0 {
		return Check{Verdict: Bad, Finding: "the clock stood still", Advice: "Nothing can be timed here: check the machine's clock source."}
	}
	return bounded(e.ClockStep.Seconds(), 2e-6, 100e-6, fmt.Sprintf("moves in steps of %v", e.ClockStep),
		"Latencies below some hundred of such steps are coarse; throughput is not touched. On Linux a clock source of tsc or kvm-clock is finer.")
}

func checkTimer(e Examination) Check {
	t := e.Timer
	if t.Sleeps == 0 {
		return unknown("not measured")
	}
	finding := fmt.Sprintf("sleeps of 1 ms end %v late in the median, %v at worst (of %d)",
		t.Median.Round(time.Microsecond), t.Worst.Round(time.Microsecond), t.Sleeps)
	const advice = "Simulated delays and rate limits last longer than set by as much. A busy machine or a power saving mode is the usual cause."
	median := bounded(t.Median.Seconds(), 0.5e-3, 2e-3, finding, advice)
	if median.Verdict == Good && t.Worst > 10*time.Millisecond {
		return Check{Verdict: Mind, Finding: finding, Advice: advice}
	}
	return median
}

func checkRace(e Examination) Check {
	if !e.Host.RaceBuild {
		return good("no")
	}
	return Check{
		Verdict: Bad, Finding: "the race detector is compiled in, which slows everything down several times",
		Advice: "Build without -race; such a build compares with its like only.",
	}
}
