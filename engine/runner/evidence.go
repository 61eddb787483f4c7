package runner

import (
	"math"
	"runtime/metrics"
	"time"

	"ep-benchmark/engine"
)

// The runtime's own figures, in the order of look's samples. All count since
// the process's start.
const (
	allocatedBytes = iota
	allocatedObjects
	gcCycles
	gcCPU
	schedulingLatencies
	mutexWait
)

var runtimeFigures = []string{
	allocatedBytes:      "/gc/heap/allocs:bytes",
	allocatedObjects:    "/gc/heap/allocs:objects",
	gcCycles:            "/gc/cycles/total:gc-cycles",
	gcCPU:               "/cpu/classes/gc/total:cpu-seconds",
	schedulingLatencies: "/sched/latencies:seconds",
	mutexWait:           "/sync/mutex/wait/total:seconds",
}

// look is one look at everything that counts up; evidence is the difference
// of two.
type look struct {
	runtime      []metrics.Sample
	user, system time.Duration
	cores        []engine.CoreTime
	machine      func() engine.MachineEvidence // since then; nil without a machine
}

func (r *run) look() look {
	l := look{runtime: make([]metrics.Sample, len(runtimeFigures))}
	for i, name := range runtimeFigures {
		l.runtime[i].Name = name
	}
	metrics.Read(l.runtime)
	if r.Machine != nil {
		// What the system does not report stays zero, and so does its difference.
		l.user, l.system, _ = r.Machine.OwnCPU()
		l.cores, _ = r.Machine.Cores()
	}
	return l
}

// between is what happened from one look to the next, which is now.
func (r *run) between(before, after look) engine.Evidence {
	process := engine.ProcessEvidence{
		UserCPU: after.user - before.user, SystemCPU: after.system - before.system,
		AllocatedBytes:   integer(after, allocatedBytes) - integer(before, allocatedBytes),
		AllocatedObjects: integer(after, allocatedObjects) - integer(before, allocatedObjects),
		GCCycles:         integer(after, gcCycles) - integer(before, gcCycles),
		GCCPU:            seconds(after, gcCPU) - seconds(before, gcCPU),
		MutexWait:        seconds(after, mutexWait) - seconds(before, mutexWait),
	}
	process.SchedulingP50, process.SchedulingP99 = scheduling(before, after)
	evidence := engine.Evidence{Process: process}
	if r.Machine != nil {
		evidence.Cores = r.Machine.Shares(before.cores, after.cores)
		machine := before.machine()
		evidence.Machine = &machine
	}
	return evidence
}

func integer(l look, figure int) uint64 {
	if v := l.runtime[figure].Value; v.Kind() == metrics.KindUint64 {
		return v.Uint64()
	}
	return 0
}

func seconds(l look, figure int) time.Duration {
	if v := l.runtime[figure].Value; v.Kind() == metrics.KindFloat64 {
		return time.Duration(v.Float64() * float64(time.Second))
	}
	return 0
}

// scheduling is the median and the 99th percentile of the time that
// goroutines stood ready between two looks.
func scheduling(before, after look) (p50, p99 time.Duration) {
	a, b := after.runtime[schedulingLatencies].Value, before.runtime[schedulingLatencies].Value
	if a.Kind() != metrics.KindFloat64Histogram || b.Kind() != metrics.KindFloat64Histogram {
		return 0, 0
	}
	ha, hb := a.Float64Histogram(), b.Float64Histogram()
	counts := make([]uint64, len(ha.Counts))
	total := uint64(0)
	for i := range counts {
		counts[i] = ha.Counts[i] - hb.Counts[i]
		total += counts[i]
	}
	return bucketQuantile(ha.Buckets, counts, total, 0.50), bucketQuantile(ha.Buckets, counts, total, 0.99)
}

// bucketQuantile is the upper edge of the bucket that holds the quantile, or
// the lower one of the last, open bucket.
func bucketQuantile(edges []float64, counts []uint64, total uint64, q float64) time.Duration {
	if total == 0 {
		return 0
	}
	rank := uint64(math.Ceil(q * float64(total)))
	seen := uint64(0)
	for i, count := range counts {
		if seen += count; seen >= rank {
			edge := edges[i+1]
			if math.IsInf(edge, 1) {
				edge = edges[i]
			}
			return time.Duration(edge * float64(time.Second))
		}
	}
	return 0
}
