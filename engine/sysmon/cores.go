package sysmon

import (
	"errors"
	"fmt"

	"ep-benchmark/engine"

	"github.com/shirou/gopsutil/v4/cpu"
)

// Cores reads the time that each core has spent since the machine's start.
// The zero value is ready; it holds no state, so any number of goroutines may
// use one.
//
// Note: gopsutil's cpu.Percent would answer in one call, but against a
// reading that it keeps globally. Legs and the sampler look over different
// spans at the same time, so each keeps its own reading and takes [Shares].
type Cores struct{}

// Read returns the cumulative time of every core in seconds, in the order in
// which the system counts them. Busy is everything but idle and waiting for
// I/O. Time stolen by a hypervisor counts as busy, since this machine can't use
// it. Read fails where the system does not report the times; that is no reason
// to stop a run.
func (c *Cores) Read() ([]engine.CoreTime, error) {
	stats, err := cpu.Times(true)
	if err != nil {
		return nil, fmt.Errorf("reading core times: %w", err)
	}
	if len(stats) == 0 {
		return nil, errors.New("reading core times: the system names no cores")
	}
	times := coreTimes(stats)
	if now, ok := uptime(); ok {
		totalByClock(times, now)
	}
	return times, nil
}

// coreTimes sums the system's separate times. Busy is a sum and not the total
// less the idle time. A difference of large figures would drift by a rounding
// error, and a core that did nothing would seem to go backwards. Guest time is
// left out, since Linux includes it in User and Nice.
func coreTimes(stats []cpu.TimesStat) []engine.CoreTime {
	times := make([]engine.CoreTime, len(stats))
	for i := range stats {
		s := &stats[i]
		busy := s.User + s.Nice + s.System + s.Irq + s.Softirq + s.Steal
		times[i] = engine.CoreTime{Busy: busy, Total: busy + s.Idle + s.Iowait}
	}
	return times
}

// totalByClock replaces the total of every core by the machine's own clock, in
// seconds. It is for systems that stop counting a core's idle time while the
// core is powered down. By its ticks alone, a core that slept and woke for a
// moment would seem busy all the time.
func totalByClock(times []engine.CoreTime, now float64) {
	for i := range times {
		times[i].Total = now
	}
}
