package sysmon

import "time"

// CounterReading is where the machine's counters stood at a moment. Its
// counters are cumulative from some moment on; what the system does not report
// is nil.
type CounterReading struct {
	At time.Time

	// Busy is the CPU time that all processes together have used. Stolen is what a
	// hypervisor withheld from them. Capacity is the time of all logical CPUs
	// together. They move in steps of 10 ms of one CPU.
	Busy, Stolen, Capacity *time.Duration
	// Own is the CPU time of this process and of those that were named to
	// [Counters.Include].
	Own *time.Duration

	// Pressure is the time in which at least one thread that could have run waited
	// for a CPU; this process's own threads count too.
	Pressure *time.Duration
	// QuotaThrottles is how often this process's cgroup, or one above it, was
	// stopped for having used its CPU quota up. QuotaThrottled is for how long,
	// summed over CPUs.
	QuotaThrottles *uint64
	QuotaThrottled *time.Duration
	// ThermalThrottles is how often the CPUs slowed down for being too hot.
	ThermalThrottles *uint64

	// These three are states, some seconds old, and no counters.
	Frequency  *float64 // of the CPUs in hertz, on average
	SpeedLimit *float64 // share of full speed that the CPUs may run at
	Thermal    string   // the system's word, as in engine.HostSample
}

// Conditions are what a stretch of time was like on this machine: the
// differences between two readings. What is not known is nil.
type Conditions struct {
	Wall time.Duration `json:"wall_ns"`

	// Shares of the capacity of all logical CPUs, 0 to 1. Foreign is what
	// processes used that are not ours.
	Busy    *float64 `json:"busy,omitempty"`
	Own     *float64 `json:"own,omitempty"`
	Foreign *float64 `json:"foreign,omitempty"`
	Steal   *float64 `json:"steal,omitempty"`

	// Pressure is the share of the time in which some thread, ours or not,
	// waited for a CPU.
	Pressure *float64 `json:"pressure,omitempty"`

	QuotaThrottles   *uint64        `json:"quota_throttles,omitempty"`
	QuotaThrottled   *time.Duration `json:"quota_throttled_ns,omitempty"`
	ThermalThrottles *uint64        `json:"thermal_throttles,omitempty"`

	Frequency  *float64 `json:"frequency_hz,omitempty"` // as the stretch ended
	SpeedLimit *float64 `json:"speed_limit,omitempty"`
	Thermal    string   `json:"thermal,omitempty"`
}

// Since returns the conditions between an earlier reading and this one.
//
// Shares over less than half a second are coarse: the system charges its CPUs
// in steps of 10 ms, while own time is exact. So over 100 ms on two CPUs the
// foreign share may be off by a tenth.
func (after CounterReading) Since(before CounterReading) Conditions {
	c := Conditions{
		Wall:             after.At.Sub(before.At),
		QuotaThrottles:   grown(before.QuotaThrottles, after.QuotaThrottles),
		QuotaThrottled:   grown(before.QuotaThrottled, after.QuotaThrottled),
		ThermalThrottles: grown(before.ThermalThrottles, after.ThermalThrottles),
		Frequency:        after.Frequency,
		SpeedLimit:       after.SpeedLimit,
		Thermal:          after.Thermal,
	}
	c.Pressure = shareOf(grown(before.Pressure, after.Pressure), &c.Wall)
	capacity := grown(before.Capacity, after.Capacity)
	busy, own := grown(before.Busy, after.Busy), grown(before.Own, after.Own)
	c.Busy, c.Own = shareOf(busy, capacity), shareOf(own, capacity)
	c.Steal = shareOf(grown(before.Stolen, after.Stolen), capacity)
	if busy != nil && own != nil {
		foreign := max(0, *busy-*own)
		c.Foreign = shareOf(&foreign, capacity)
	}
	return c
}

// grown is the difference of two readings of a counter. It is nil where one is
// unknown, or the counter went backwards, as after a suspension, or the
// difference overflows.
func grown[T uint64 | time.Duration](before, after *T) *T {
	if before == nil || after == nil || *after < *before {
		return nil
	}
	difference := *after - *before
	if difference < 0 {
		return nil
	}
	return &difference
}

func shareOf(part, whole *time.Duration) *float64 {
	if part == nil || whole == nil || *whole <= 0 {
		return nil
	}
	share := min(1, float64(*part)/float64(*whole))
	return &share
}
