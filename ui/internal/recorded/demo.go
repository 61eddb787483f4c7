package recorded

import (
	"math"
	"time"

	"ep-benchmark/engine"
)

// Demo is the run that `ep-benchmark demo` plays: a machine of twelve performance
// and four efficiency cores, four workloads at once, and other programs that take
// cores away for a while. It says of itself that it was generated.
func Demo() Run { return demo().record() }

// The other programs' time.
const (
	disturbedFrom = 9300 * time.Millisecond
	disturbedTo   = 11200 * time.Millisecond
)

func demo() *scenario {
	s := standard("demo", settled(large()))
	s.plan.Generated = true
	s.plan.Rounds = 6
	s.lanes[0].shape(25, 2630*time.Millisecond, 281*time.Millisecond, 1)
	s.lanes[1].shape(50, 2560*time.Millisecond, 216*time.Millisecond, 1)
	s.lanes[2].shape(10_000, 1920*time.Microsecond, 241*time.Microsecond, 980)
	s.lanes[3].shape(1000, 388*time.Microsecond, 71*time.Microsecond, 3600)
	s.modelled = func(core int, at time.Duration, legs []underway) float64 { return s.demoLoad(core, at, legs) }
	for i, timeline := range s.play() { // the rounds that the other programs met are gated
		l := &s.lanes[i]
		for _, p := range timeline.legs {
			if met := min(p.end, disturbedTo) - max(p.start, disturbedFrom); p.purpose == engine.Measured && met > 400*time.Millisecond {
				if l.gates == nil {
					l.gates = map[int]gate{}
				}
				l.gates[p.round] = taken(0.27)
			}
		}
	}
	s.state = func(l *lane, round int) *engine.MachineEvidence {
		m := quiet(l, round)
		if _, ok := l.gates[round]; ok {
			m.Foreign, m.CanaryOnCPU = ref(0.27), ref(0.74)
		}
		return m
	}
	return s
}

// shape gives a lane a size, and how long a pass takes.
func (l *lane) shape(size int, sequential, parallel time.Duration, passes int) {
	if l.spec.PassItems == l.spec.Size {
		l.spec.PassItems = size
	}
	if l.spec.Operations == l.spec.Size {
		l.spec.Operations = size
	}
	l.spec.Size, l.sequential, l.parallel, l.passes = size, sequential, parallel, passes
	l.loaded, l.disturbed = 1.02, 1.01
}

// chance is a number from 0 to 1 that depends on its arguments alone.
func chance(a, b, c int) float64 {
	x := uint64(a)*0x9e3779b97f4a7c15 ^ uint64(b)*0xbf58476d1ce4e5b9 ^ uint64(c)*0x94d049bb133111eb
	x ^= x >> 31
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	return float64(x%10_000) / 10_000
}

// demoLoad is how busy a core is at a moment: by whatever legs are under way, by the
// system, and by the other programs in their time.
func (s *scenario) demoLoad(core int, at time.Duration, legs []underway) float64 {
	isE := s.host.KindOf(core) == "E"
	tenth := int(at / (100 * time.Millisecond))
	load := 0.012 + 0.03*chance(core, tenth, 1)
	if isE {
		load += 0.05 * chance(core, tenth/3, 2)
	}
	for _, leg := range legs {
		load += s.legLoad(core, isE, leg)
	}
	if at >= disturbedFrom && at < disturbedTo && core >= 9 && core <= 13 {
		load += 0.86
	}
	return min(load, 1)
}

// legLoad is what a leg adds to a core. One that waits for a server uses little of a
// few cores. One that computes fills a core, or in parallel all of them: the
// efficiency cores to the end, the others until their chunks are done.
func (s *scenario) legLoad(core int, isE bool, leg underway) float64 {
	l, kind := leg.lane, leg.kind
	own := len(l.spec.Name)
	switch {
	case l.overTheWire && kind == engine.Sequential && core == (own+leg.round)%4:
		return 0.16
	case l.overTheWire && kind == engine.Parallel && (core+own)%2 == 0:
		return 0.24 + 0.1*chance(core, leg.round, own)
	case l.overTheWire:
		return 0
	case kind == engine.Sequential && core == 4+(own*5+leg.round+int(leg.done*2))%12:
		return 0.94
	case kind == engine.Sequential && isE && core == (own+leg.round)%4:
		return 0.18 // the collector
	case kind == engine.Sequential:
		return 0
	case l.spec.Name == "parsing" && core >= 4 && core < 4+l.spec.Operations:
		return 0.9
	case l.spec.Name == "parsing":
		return 0.03
	case isE:
		return 0.93
	case leg.done < 0.7+0.25*chance(core, leg.round, own):
		return 0.96
	}
	return 0.2
}

// An underway leg is one at a moment.
type underway struct {
	lane  *lane
	kind  engine.LegKind
	round int
	done  float64 // of its time, 0 to 1
}

// legsAt are the legs that timelines are in at a moment.
func (s *scenario) legsAt(timelines []timeline, at time.Duration) []underway {
	var all []underway
	for i := range timelines {
		for j := range timelines[i].legs {
			if p := &timelines[i].legs[j]; p.start <= at && at < p.end {
				all = append(all, underway{&s.lanes[i%len(s.lanes)], p.kind, p.round, float64(at-p.start) / float64(p.end-p.start)})
			}
		}
	}
	return all
}

// observe is how busy the cores were between two moments, by the model.
func (s *scenario) observe(timelines []timeline, from, to time.Duration) []float64 {
	cores := make([]float64, s.host.LogicalCPUs)
	const steps = 25
	for i := range steps {
		at := from + (to-from)*time.Duration(2*i+1)/(2*steps)
		legs := s.legsAt(timelines, at)
		for core := range cores {
			cores[core] += s.modelled(core, at, legs) / steps
		}
	}
	for core, share := range cores {
		cores[core] = math.Round(share*1e4) / 1e4
	}
	return cores
}

// witness gives the legs the load that the model has for their time.
func (s *scenario) witness(timelines []timeline) {
	for i := range timelines {
		t := &timelines[i]
		measured := 0
		for j := range t.legs {
			p := &t.legs[j]
			p.sample.Evidence.Cores = s.observe(timelines, p.start, p.end)
			if p.purpose == engine.Measured {
				t.result.Samples[measured].Evidence.Cores = p.sample.Evidence.Cores
				measured++
			}
		}
	}
}

// modelledSample is the machine at a moment, by the model.
func (s *scenario) modelledSample(timelines []timeline, at time.Duration) engine.HostSample {
	sample := engine.HostSample{
		At: at, MemoryUsed: 21 << 30, Cores: s.observe(timelines, at-sampleEvery, at), Power: s.host.Power, Thermal: "nominal",
		Load: ref(3.1 + 2*chance(int(at/time.Second), 7, 7)), Steal: nil,
		Network: &engine.Flow{In: 2400 + 900*chance(int(at/sampleEvery), 3, 3), Out: 1800},
		Disk:    &engine.Flow{In: 0, Out: 44_000 * chance(int(at/sampleEvery), 5, 5)},
	}
	busy := 0.0
	for _, share := range sample.Cores {
		busy += share
	}
	foreign := 0.0
	if met := min(at, disturbedTo) - max(at-sampleEvery, disturbedFrom); met > 0 {
		foreign = 5 * 0.86 * float64(met) / float64(sampleEvery)
	}
	system := 0.045 * float64(len(sample.Cores))
	sample.OwnCPU = math.Round(max(busy-foreign-system, 0)*1e4) / 1e4
	sample.Foreign = ref(math.Round((foreign+system*0.6)/float64(len(sample.Cores))*1e4) / 1e4)
	return sample
}

// sampleEvery is the time between two samples of the host.
const sampleEvery = 500 * time.Millisecond
