package recorded

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

func ref[T any](value T) *T { return &value }

// quiet is a machine that does nothing beside the run.
func quiet(_ *lane, round int) *engine.MachineEvidence {
	return &engine.MachineEvidence{
		CanaryUnit: scaled(1970*time.Microsecond, noise[round%len(noise)]), CanaryOnCPU: ref(0.99),
		Foreign: ref(0.02), Steal: ref(0.0), Pressure: ref(0.03), ThermalEvents: ref(uint64(0)), Thermal: "nominal",
	}
}

// settled is a machine of which all settings are known.
func settled(h engine.Host) engine.Host {
	h.Power, h.LowPower, h.Turbo = "AC", ref(false), ref(true)
	if h.OS == "linux" {
		h.Governor = "performance"
	}
	return h
}

func taken(share float64) gate {
	return gate{engine.Contended, fmt.Sprintf("other programs took %s of the CPUs", units.PercentTo(share, 0)), 1 + share/2, share}
}

func gated() *scenario {
	s := standard("gated", settled(large()))
	s.lanes[1].gates = map[int]gate{3: taken(0.34), 5: taken(0.17)}
	s.lanes[2].gates = map[int]gate{6: taken(0.34)}
	s.state = func(l *lane, round int) *engine.MachineEvidence {
		m := quiet(l, round)
		if is, ok := l.gates[round]; ok {
			m.Foreign, m.Pressure, m.CanaryOnCPU = ref(2*(is.slower-1)), ref(0.41), ref(0.71)
		}
		return m
	}
	return s
}

func throttled() *scenario {
	s := cramped("throttled")
	s.host.Power, s.host.LowPower, s.host.Governor = "battery", ref(true), "powersave"
	for i := range s.lanes {
		s.lanes[i].gates = map[int]gate{}
		for round := 3; round <= 10; round++ {
			slower := 1.14 + 0.01*float64(round)
			s.lanes[i].gates[round] = gate{
				engine.Throttled, fmt.Sprintf("the CPUs took %s longer for the same work than at the start", units.PercentTo(slower-1, 0)), slower, slower - 1,
			}
		}
	}
	s.state = func(l *lane, round int) *engine.MachineEvidence {
		m := quiet(l, round)
		if is, ok := l.gates[round]; ok {
			m.CanaryUnit, m.Thermal, m.ThermalEvents = scaled(m.CanaryUnit, is.slower), "serious", ref(uint64(3))
		}
		return m
	}
	return s
}

func contended() *scenario {
	s := cramped("contended")
	for i := range s.lanes {
		s.lanes[i].gates = map[int]gate{}
		for round := 1; round <= 10; round++ {
			s.lanes[i].gates[round] = taken(0.36 + 0.01*float64(round))
		}
	}
	s.load = func(int, *lane) float64 { return 0.93 }
	s.state = func(l *lane, round int) *engine.MachineEvidence {
		m := quiet(l, round)
		m.Foreign, m.Steal, m.Pressure, m.CanaryOnCPU = ref(0.36+0.01*float64(round)), ref(0.08), ref(0.74), ref(0.44)
		return m
	}
	return s
}

func imbalanced() *scenario {
	s := standard("imbalanced", settled(large()))
	s.load = func(core int, l *lane) float64 {
		switch {
		case l.spec.Bound != engine.CPUBound:
			return 0.4
		case s.host.KindOf(core) == "E":
			return 0.12
		}
		return 0.9
	}
	s.state = quiet
	s.profiled = true
	return s
}

// profiles are what CPU profiles of a lane's legs might show.
func profiles(l *lane) []engine.ProfileSummary {
	var all []engine.ProfileSummary
	for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
		all = append(all, engine.ProfileSummary{Kind: kind, CPU: 3120 * time.Millisecond, Functions: []engine.FunctionShare{
			{Function: "ep-benchmark/workloads." + l.spec.Key, File: l.spec.Name + ".go:41", Flat: 0.44, Cumulative: 0.81},
			{Function: "runtime.mallocgc", Flat: 0.11, Cumulative: 0.19},
		}})
	}
	return all
}

func slowedServer() *scenario {
	s := standard("slowed", large())
	l := &s.lanes[0]
	l.operation, l.sequential, l.parallel = scaled(l.operation, 1.14), scaled(l.sequential, 1.14), scaled(l.parallel, 1.14)
	return s
}
