package recorded

import (
	"fmt"
	"math"
	"sync"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// noise holds the factors by which like legs differ on a machine: mostly by
// little, seldom by more.
var noise = []float64{1.004, 0.991, 1.012, 0.997, 1.001, 1.031, 0.988, 1.006, 0.999, 0.994, 1.017, 1.002, 0.985}

// disturbance is the noise of a leg, the same at every call.
func (l *lane) disturbance(kind engine.LegKind, round int) float64 {
	at := 5*round + len(l.spec.Name)
	if kind == engine.Parallel {
		at += 3
	}
	return math.Pow(noise[at%len(noise)], max(l.spread, 1))
}

// leg is a leg to be made up.
type leg struct {
	kind     engine.LegKind
	purpose  engine.Purpose
	round    int
	position int
	schedule engine.Schedule
	workers  int
	start    time.Duration
}

// sample makes a leg up.
func (s *scenario) sample(l *lane, g leg) engine.Sample {
	pass := l.sequential
	if g.kind == engine.Parallel {
		pass = l.parallel
	}
	factor := l.disturbance(g.kind, g.round)
	if g.schedule == engine.Concurrent {
		factor *= l.disturbed
	}
	if gated := l.gates[g.round]; g.purpose == engine.Measured && gated.slower > 0 {
		factor *= gated.slower
	}
	operations := int64(l.spec.Operations * l.passes)
	sample := engine.Sample{
		Workload: l.spec.Name, Schedule: g.schedule, Kind: g.kind, Round: g.round, Position: g.position,
		Workers: g.workers, StartedAt: g.start, Passes: l.passes,
		Makespan: scaled(pass, factor*float64(l.passes)), Finish: scaled(l.finish, float64(l.passes)),
		ActiveWorkers: min(g.workers, l.spec.Operations),
		Items:         int64(l.spec.PassItems * l.passes), Bytes: operations * 640,
		Operations: engine.OperationCounts{Planned: operations, Finished: operations},
	}
	s.fillLatency(l, g, &sample, factor)
	s.fillEvidence(l, g, &sample)
	l.fail(g, &sample)
	if s.plan.Once && sample.Operations.Finished > 0 { // goes on over what fails
		sample.Untimed, sample.Items = "", sample.Operations.Finished
	}
	return sample
}

// fillLatency spreads the operations around the made-up duration, with a tail.
func (s *scenario) fillLatency(l *lane, g leg, sample *engine.Sample, factor float64) {
	each := scaled(l.operation, factor)
	if g.kind == engine.Parallel {
		each = scaled(each, l.loaded)
	}
	if g.purpose != engine.Filler { // whose latency is not used
		sample.Latency = latencyOf(each, sample.Operations.Finished)
	}
	sample.Busy = min(each*time.Duration(sample.Operations.Finished), sample.Makespan*time.Duration(g.workers))
	for i, name := range l.spec.Parts {
		sample.Parts = append(sample.Parts, engine.PartSample{
			Name: name, Items: sample.Items / int64(len(l.spec.Parts)), Busy: scaled(sample.Busy, l.parts[i]),
		})
	}
}

// latencies caches latencies, since many legs have the same duration and a
// histogram takes time.
var latencies sync.Map

func latencyOf(each time.Duration, operations int64) engine.Latency {
	shown := min(operations, 200) // stand for all
	key := [2]int64{int64(each), shown}
	if known, found := latencies.Load(key); found {
		return known.(engine.Latency)
	}
	h := stats.NewHistogram()
	for i := range shown {
		d := scaled(each, noise[int(i)%len(noise)])
		if i%97 == 41 {
			d = scaled(each, 1.11)
		}
		h.Record(d)
	}
	latency, err := engine.LatencyOf(h)
	if err != nil {
		panic(err) // of made-up figures that fit
	}
	latencies.Store(key, latency)
	return latency
}

func (s *scenario) fillEvidence(l *lane, g leg, sample *engine.Sample) {
	cpu := 0.05
	if l.spec.Bound == engine.CPUBound {
		cpu = float64(min(g.workers, s.host.CPUs())) * 0.93
	}
	e := &sample.Evidence
	e.Process = engine.ProcessEvidence{
		Shared:  g.schedule == engine.Concurrent,
		UserCPU: scaled(sample.Makespan, cpu), SystemCPU: scaled(sample.Makespan, cpu/20),
		AllocatedBytes: uint64(sample.Items) * 2048, AllocatedObjects: uint64(sample.Items) * 9,
		GCCycles: uint64(sample.Makespan / (900 * time.Millisecond)), GCCPU: sample.Makespan / 400,
		SchedulingP50: 1536, SchedulingP99: 98_304, MutexWait: sample.Makespan / 5000,
	}
	if l.overTheWire {
		e.Wire = wire(sample)
	}
	if s.unwatched {
		return
	}
	if s.state != nil {
		e.Machine = s.state(l, g.round)
	}
	for core := range s.host.LogicalCPUs {
		e.Cores = append(e.Cores, s.share(core, l, g))
	}
}

// share is how busy a core is. Performance cores are busier, and no two cores
// are quite alike.
func (s *scenario) share(core int, l *lane, g leg) float64 {
	share := 0.11
	if l.spec.Bound == engine.CPUBound {
		share = 0.62
	}
	if s.host.KindOf(core) == "E" {
		share /= 2
	}
	if s.load != nil {
		share = s.load(core, l)
	}
	share *= noise[(core+g.round)%len(noise)] * (1 + 0.02*float64(core%7))
	return math.Round(min(share, 1)*1e4) / 1e4
}

func wire(sample *engine.Sample) *engine.WireEvidence {
	firstByte := max(sample.Latency.P50-210*time.Microsecond, 0) // of a leg without an answer it is 0
	requests := sample.Operations.Finished
	return &engine.WireEvidence{
		Requests: requests, Connections: 0, Reused: requests,
		ConnectionWait: time.Duration(requests) * 2 * time.Microsecond,
		FirstByteMean:  firstByte, FirstByteP50: firstByte, FirstByteP99: max(sample.Latency.P99-210*time.Microsecond, 0),
		InFlightMean: float64(firstByte) * float64(requests) / float64(sample.Makespan), InFlightMax: int64(sample.ActiveWorkers),
		ServerTime: max(firstByte-90*time.Microsecond, 0), ServerTimeCount: requests,
		Statuses: map[string]int64{"201": requests},
	}
}

// fail spoils a leg where the lane fails.
func (l *lane) fail(g leg, sample *engine.Sample) {
	if !l.fails(g) {
		return
	}
	planned := sample.Operations.Planned
	failed := planned
	if l.failingShare > 0 {
		failed = int64(math.Ceil(l.failingShare * float64(planned)))
	}
	sample.Operations.Failed, sample.Operations.Finished = failed, planned-failed
	failure := l.failure
	failure.Count = failed
	sample.Errors = []engine.ErrorCount{failure}
	sample.Untimed = fmt.Sprintf("%d of %d operations went wrong, most by %q: %s", failed, planned, failure.Kind, failure.Message)
	if failed == planned {
		sample.Latency, sample.Items, sample.Busy, sample.Makespan = engine.Latency{}, 0, 4*time.Millisecond, 5*time.Millisecond
		sample.Evidence.Wire = &engine.WireEvidence{}
	}
}

func (l *lane) fails(g leg) bool { return l.failing > 0 && g.round >= l.failing }

// scaled rounds to 10 ns, so that all machines' floating point gives the same.
func scaled(d time.Duration, factor float64) time.Duration {
	return time.Duration(math.Round(float64(d)*factor/10)) * 10
}
