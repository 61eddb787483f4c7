package diagnose

import (
	"math"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// A reading is one figure of a leg's evidence.
type reading int

const (
	timePerItem reading = iota
	busyPerItem
	activeWorkers
	occupied
	finishShare
	longest
	longestShare
	excessPerItem

	requestsPerItem
	firstByte
	unevenness
	serverTime
	onTheWay
	bodyTime
	bodyPerItem
	inFlight
	inFlightMost
	waitPerItem
	waitShare
	connectPerItem
	reuse
	limited

	cpuUse
	scheduling
	cpuPerItem
	bytesPerItem
	objectsPerItem
	gcPerItem
	gcShare
	lockPerItem

	canary
	onCPU
	foreign
	steal
	pressure
	held
	thermal

	readingCount
)

// A leg is a sample with what its readings are counted in.
type leg struct {
	*engine.Sample
	items   float64 // of the workload's size: passes times size
	cpus    float64 // that this process may use
	longest float64 // operation of a pass, in seconds; 0 where unknown
}

// A source describes a reading and takes it from a leg; false where the leg
// does not have it.
type source struct {
	name, unit, from string
	// mean says that the reading comes in lumps, so that its mean over legs
	// says more than its median.
	mean bool
	read func(leg) (float64, bool)
}

// catalogue is the whole evidence. Units: s are seconds, share is 0 to 1.
var catalogue = [readingCount]source{
	timePerItem:   {name: "time per item", unit: "s", from: "makespan", read: perItem(func(l leg) time.Duration { return l.Makespan })},
	busyPerItem:   {name: "time inside operations per item", unit: "s", from: "workers' clocks", read: perItem(func(l leg) time.Duration { return l.Busy })},
	activeWorkers: {name: "active workers", from: "workers that carried out an operation", read: func(l leg) (float64, bool) { return float64(l.ActiveWorkers), l.ActiveWorkers > 0 }},
	occupied:      {name: "share of the active workers' time inside operations", unit: "share", from: "workers' clocks", read: occupation},
	finishShare:   {name: "serial end of a pass", unit: "share", from: "finish / makespan", read: of(func(l leg) (float64, float64) { return l.Finish.Seconds(), l.Makespan.Seconds() })},
	longest: {name: "longest operation of a pass over the median one", unit: "x", from: "latency histogram", read: ofLongest(func(l leg) (float64, float64) {
		return l.longest, l.Latency.P50.Seconds()
	})},
	longestShare: {name: "longest operation over the time of a pass", unit: "share", from: "latency histogram", read: ofLongest(func(l leg) (float64, float64) {
		return l.longest, l.TimePerPass()
	})},
	excessPerItem: {name: "what the longest operation takes above the median one, per item", unit: "s", from: "latency histogram", read: excess},

	requestsPerItem: {name: "requests per item", from: "wire", read: onWire(func(l leg, w *engine.WireEvidence) (float64, bool) {
		return float64(w.Requests) / l.items, l.items > 0
	})},
	firstByte: {name: "time to first byte", unit: "s", from: "wire, mean", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return w.FirstByteMean.Seconds(), w.FirstByteMean > 0
	})},
	unevenness: {name: "time to first byte, 99th percentile over the mean", unit: "x", from: "wire", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return w.FirstByteP99.Seconds() / w.FirstByteMean.Seconds(), w.FirstByteMean > 0 && w.FirstByteP99 > 0
	})},
	serverTime: {name: "the server's own time", unit: "s", from: "X-Runtime or Server-Timing, mean", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return w.ServerTime.Seconds(), tellsItsTime(w)
	})},
	onTheWay: {name: "time to first byte beyond the server's own time", unit: "s", from: "wire and X-Runtime or Server-Timing, means", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return max(0, (w.FirstByteMean - w.ServerTime).Seconds()), tellsItsTime(w) && w.FirstByteMean > 0
	})},
	bodyTime: {name: "first byte to last byte of an answer", unit: "s", from: "wire, mean", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return w.BodyMean.Seconds(), w.BodyMean > 0
	})},
	bodyPerItem: {name: "first byte to last byte, per item", unit: "s", from: "wire", read: onWire(func(l leg, w *engine.WireEvidence) (float64, bool) {
		return w.BodyTime.Seconds() / l.items, w.BodyTime > 0 && l.items > 0
	})},
	inFlight: {name: "requests in flight", from: "wire, mean", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return w.InFlightMean, w.InFlightMean > 0
	})},
	inFlightMost: {name: "most requests in flight", from: "wire", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return float64(w.InFlightMax), w.InFlightMax > 0
	})},
	waitPerItem: {name: "waiting for a connection, per item", unit: "s", from: "wire", read: onWire(func(l leg, w *engine.WireEvidence) (float64, bool) {
		return w.ConnectionWait.Seconds() / l.items, l.items > 0
	})},
	waitShare: {name: "waiting for a connection", unit: "share", from: "wire, of the time inside operations", read: onWire(func(l leg, w *engine.WireEvidence) (float64, bool) {
		return (w.ConnectionWait - connecting(w)).Seconds() / l.Busy.Seconds(), l.Busy > 0
	})},
	connectPerItem: {name: "dialling and TLS, per item", unit: "s", from: "wire", read: onWire(func(l leg, w *engine.WireEvidence) (float64, bool) {
		return connecting(w).Seconds() / l.items, l.items > 0
	})},
	reuse: {name: "requests on a connection used before", unit: "share", from: "wire", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return float64(w.Reused) / float64(w.Requests), true
	})},
	limited: {name: "answers 429", unit: "share", from: "wire, of the requests", read: onWire(func(_ leg, w *engine.WireEvidence) (float64, bool) {
		return float64(w.RateLimited) / float64(w.Requests), true
	})},

	cpuUse: {name: "own CPU time", unit: "share", from: "getrusage, of the CPUs' time", read: func(l leg) (float64, bool) {
		cpu := l.Evidence.Process.CPU().Seconds()
		return cpu / (l.Makespan.Seconds() * l.cpus), cpu > 0 && l.Makespan > 0 && l.cpus > 0
	}},
	scheduling: {name: "goroutines' wait to run, 99th percentile", unit: "s", from: "runtime/metrics", read: func(l leg) (float64, bool) {
		return l.Evidence.Process.SchedulingP99.Seconds(), l.Evidence.Process.SchedulingP99 > 0
	}},
	cpuPerItem: {name: "CPU per item", unit: "s", from: "getrusage", read: own(func(p *engine.ProcessEvidence) (float64, bool) {
		return p.CPU().Seconds(), p.CPU() > 0
	})},
	bytesPerItem: {name: "allocation per item", unit: "bytes", from: "runtime/metrics", read: own(func(p *engine.ProcessEvidence) (float64, bool) {
		return float64(p.AllocatedBytes), true
	})},
	objectsPerItem: {name: "objects allocated per item", from: "runtime/metrics", read: own(func(p *engine.ProcessEvidence) (float64, bool) {
		return float64(p.AllocatedObjects), true
	})},
	gcPerItem: {name: "garbage collection, CPU per item", unit: "s", from: "runtime/metrics", mean: true, read: own(func(p *engine.ProcessEvidence) (float64, bool) {
		return p.GCCPU.Seconds(), true
	})},
	gcShare: {name: "garbage collection", unit: "share", from: "runtime/metrics, of the own CPU time", mean: true, read: func(l leg) (float64, bool) {
		p := &l.Evidence.Process
		return p.GCCPU.Seconds() / p.CPU().Seconds(), !p.Shared && p.CPU() > 0
	}},
	lockPerItem: {name: "waiting for locks, per item", unit: "s", from: "runtime/metrics, a sample of one in eight", mean: true, read: own(func(p *engine.ProcessEvidence) (float64, bool) {
		return p.MutexWait.Seconds(), true
	})},

	canary:   {name: "canary's unit of work", unit: "s", from: "canary, CPU time", read: onMachine(func(m *engine.MachineEvidence) *float64 { return positive(m.CanaryUnit.Seconds()) })},
	onCPU:    {name: "canary on a CPU", unit: "share", from: "canary, CPU time / wall", read: onMachine(func(m *engine.MachineEvidence) *float64 { return m.CanaryOnCPU })},
	foreign:  {name: "other processes", unit: "share", from: "host's counters, of the CPUs' time", mean: true, read: onMachine(func(m *engine.MachineEvidence) *float64 { return m.Foreign })},
	steal:    {name: "stolen by the hypervisor", unit: "share", from: "host's counters, of the CPUs' time", mean: true, read: onMachine(func(m *engine.MachineEvidence) *float64 { return m.Steal })},
	pressure: {name: "a task waited for a CPU", unit: "share", from: "PSI, of the wall time", mean: true, read: onMachine(func(m *engine.MachineEvidence) *float64 { return m.Pressure })},
	held:     {name: "held back by the CPU quota", unit: "share", from: "cgroup, of the wall time", mean: true, read: onMachine(func(m *engine.MachineEvidence) *float64 { return m.Held })},
	thermal: {name: "times that heat slowed a CPU", from: "host's counters", mean: true, read: onMachine(func(m *engine.MachineEvidence) *float64 {
		if m.ThermalEvents == nil {
			return nil
		}
		events := float64(*m.ThermalEvents)
		return &events
	})},
}

// tellsItsTime tells whether the server's own time is known of most answers, so
// that its mean is one of all of them.
func tellsItsTime(w *engine.WireEvidence) bool {
	return w.ServerTimeCount > 0 && 2*w.ServerTimeCount >= w.Requests
}

// connecting is the part of waiting for a connection in which one was made. A
// dial may lose the race against a connection that became free. The wait ended
// then, so the dial counts no longer than the wait.
func connecting(w *engine.WireEvidence) time.Duration {
	return min(w.ConnectTime+w.TLSTime, w.ConnectionWait)
}

func perItem(duration func(leg) time.Duration) func(leg) (float64, bool) {
	return func(l leg) (float64, bool) { return duration(l).Seconds() / l.items, duration(l) > 0 && l.items > 0 }
}

func of(parts func(leg) (part, whole float64)) func(leg) (float64, bool) {
	return func(l leg) (float64, bool) {
		part, whole := parts(l)
		return part / whole, whole > 0
	}
}

// occupation leaves Finish out, in which no worker could do anything.
func occupation(l leg) (float64, bool) {
	available := (l.Makespan - l.Finish).Seconds() * float64(l.ActiveWorkers)
	return l.Busy.Seconds() / available, available > 0 && l.Busy > 0
}

func ofLongest(parts func(leg) (part, whole float64)) func(leg) (float64, bool) {
	return func(l leg) (float64, bool) {
		ratio, ok := of(parts)(l)
		return ratio, ok && l.longest > 0
	}
}

func excess(l leg) (float64, bool) {
	return (l.longest - l.Latency.P50.Seconds()) * float64(l.Passes) / l.items, l.longest > 0 && l.items > 0
}

// longestOf is a sample's longest operation of a pass, in seconds. Over many
// passes it is the length that half of the passes reach or exceed, since some
// disturbance makes the longest of all. It is 0 where that can't be determined.
func longestOf(s *engine.Sample) float64 {
	if s.Passes <= 1 {
		return s.Latency.Max.Seconds()
	}
	operations := float64(s.Latency.Count) / float64(s.Passes)
	h, err := stats.DecodeHistogram(s.Latency.Histogram)
	if operations < 1 || s.Latency.Histogram == "" || err != nil {
		return 0
	}
	return h.Quantile(math.Pow(0.5, 1/operations)).Seconds()
}

// onWire is for figures that only legs with requests have.
func onWire(read func(leg, *engine.WireEvidence) (float64, bool)) func(leg) (float64, bool) {
	return func(l leg) (float64, bool) {
		if l.Evidence.Wire == nil || l.Evidence.Wire.Requests == 0 {
			return 0, false
		}
		return read(l, l.Evidence.Wire)
	}
}

// own is for what the process did per item, which is known only where no other
// workload ran meanwhile.
func own(read func(*engine.ProcessEvidence) (float64, bool)) func(leg) (float64, bool) {
	return func(l leg) (float64, bool) {
		value, ok := read(&l.Evidence.Process)
		return value / l.items, ok && l.items > 0 && !l.Evidence.Process.Shared
	}
}

func onMachine(read func(*engine.MachineEvidence) *float64) func(leg) (float64, bool) {
	return func(l leg) (float64, bool) {
		if l.Evidence.Machine == nil {
			return 0, false
		}
		value := read(l.Evidence.Machine)
		if value == nil {
			return 0, false
		}
		return *value, true
	}
}

func positive(value float64) *float64 {
	if value <= 0 {
		return nil
	}
	return &value
}
