package recorded

import (
	"time"

	"ep-benchmark/engine"
)

// A scenario is what is made up of a run.
type scenario struct {
	name      string
	version   string
	host      engine.Host
	plan      engine.Plan
	lanes     []lane
	until     time.Duration // the run is ended here; 0 lets it finish
	ended     string
	unwatched bool // nothing is known of the cores
	warnings  []string
	profiled  bool // CPU profiles were taken
	// state is what the machine did while a leg ran, or at a moment, apart from
	// the work; nil where that is not recorded.
	state func(l *lane, round int) *engine.MachineEvidence
	// load overrides how busy a core is; nil leaves it to what the lane does.
	load func(core int, l *lane) float64
	// modelled is how busy a core is at a moment by the legs under way; nil where the
	// load is made up without regard to them.
	modelled func(core int, at time.Duration, legs []underway) float64
}

// A lane is what is made up of one workload's behaviour.
type lane struct {
	spec engine.Spec
	// of one pass
	sequential, parallel, finish time.Duration
	passes                       int
	operation                    time.Duration // how long one takes alone
	loaded                       float64       // how much longer in parallel legs
	disturbed                    float64       // how much longer when concurrent
	parts                        []float64     // each part's share of the time
	spread                       float64       // scales the noise
	overTheWire                  bool

	gates map[int]gate // rounds that are not believed

	failing      int     // legs go wrong from this round on; 0 never
	failingShare float64 // of their operations; 0 stands for all
	failure      engine.ErrorCount
}

// A gate is why a round is not believed.
type gate struct {
	gate   engine.Gate
	reason string
	slower float64 // factor by which its legs take longer
	weight float64
}

// mark gates a leg.
func (g gate) mark(s *engine.Sample) {
	s.Gate, s.GateReason, s.GateWeight = g.gate, g.reason, g.weight
}

func standard(name string, host engine.Host) *scenario {
	cpus := host.CPUs()
	return &scenario{
		name: name, version: "0.1.0", host: host,
		plan: engine.Plan{
			Workloads: []string{"bulk-creation", "tracking", "analytics", "parsing"},
			Schedule:  engine.Concurrent, Rounds: 8, Warmups: 1, Workers: 16, Seed: 20260314,
			MinimumLeg: engine.MinimumLeg, OperationTimeout: 30 * time.Second,
		},
		lanes: []lane{creation(), tracking(), analytics(cpus), parsing(cpus)},
	}
}

// cramped is a scenario in which little goes well.
func cramped(name string) *scenario {
	s := standard(name, small())
	s.lanes[0].parallel = 1380 * time.Millisecond // 3.7x, missed
	s.lanes[1].spread, s.lanes[1].parallel = 9, 318*time.Millisecond
	return s
}

func creation() lane {
	return lane{
		spec: engine.Spec{
			Name: "bulk-creation", Title: "Bulk creation", Key: "bulk_creation",
			Item: "shipment", Items: "shipments", SizeKey: "shipments", SizeNoun: "shipments",
			Size: 50, PassItems: 50, Operations: 50, Bound: engine.IOBound, Uniform: true,
			Targets:  []engine.Target{{Metric: engine.MetricSpeedup, Bound: 5, Gates: true}},
			Settings: map[string]string{"endpoint": "simulator", "latency": "fixed", "lines": "built-in sample"},
		},
		sequential: 5130 * time.Millisecond, parallel: 412 * time.Millisecond, passes: 1,
		operation: 102 * time.Millisecond, loaded: 1.002, disturbed: 1.004, spread: 1, overTheWire: true,
	}
}

func tracking() lane {
	return lane{
		spec: engine.Spec{
			Name: "tracking", Title: "Batch tracking", Key: "batch_tracking",
			Item: "package", Items: "packages", SizeKey: "packages", SizeNoun: "packages",
			Size: 50, PassItems: 50, Operations: 50, Bound: engine.IOBound, Uniform: true,
			Targets:  []engine.Target{{Metric: engine.MetricSpeedup, Bound: 8, Gates: true}},
			Settings: map[string]string{"endpoint": "simulator", "latency": "fixed"},
		},
		sequential: 2560 * time.Millisecond, parallel: 214 * time.Millisecond, passes: 1,
		operation: 51 * time.Millisecond, loaded: 1.09, disturbed: 1.006, spread: 1, overTheWire: true,
	}
}

func analytics(cpus int) lane {
	pass := 1920 * time.Microsecond
	speedup := 1 + 0.61*float64(min(cpus, 16)-1)
	return lane{
		spec: engine.Spec{
			Name: "analytics", Title: "Analytics", Key: "analytics",
			Item: "record", Items: "records", SizeKey: "shipments", SizeNoun: "records",
			Size: 10_000, PassItems: 10_000, Operations: 16, Bound: engine.CPUBound, Uniform: true,
			Targets: []engine.Target{
				{Metric: engine.MetricSpeedup, Bound: 1, Gates: true},
				{Metric: engine.MetricSpeedup, Bound: 5, Where: "an M3 Max with 16 CPUs"},
			},
			Settings: map[string]string{"chunks": "16"},
		},
		sequential: pass, parallel: time.Duration(float64(pass) / speedup), finish: 21 * time.Microsecond, passes: 640,
		operation: 118 * time.Microsecond, loaded: 1.3, disturbed: 1.32, spread: 2,
	}
}

func parsing(cpus int) lane {
	pass := 388 * time.Microsecond
	speedup := 1 + 0.38*float64(min(cpus, 11)-1)
	return lane{
		spec: engine.Spec{
			Name: "parsing", Title: "Parsing", Key: "parsing",
			Item: "call", Items: "calls", SizeKey: "iterations", SizeNoun: "iterations",
			Size: 1000, PassItems: 3000, Operations: 11, Bound: engine.CPUBound,
			Parts:    []string{"parse_spreadsheet_line", "parse_dimensions", "parse_weight"},
			Targets:  []engine.Target{{Metric: engine.MetricTime, Bound: 1, Gates: true}},
			Settings: map[string]string{"lines": "built-in sample"},
		},
		sequential: pass, parallel: time.Duration(float64(pass) / speedup), passes: 1200,
		operation: 34 * time.Microsecond, loaded: 1.4, disturbed: 1.21, spread: 2,
		parts: []float64{0.74, 0.15, 0.11},
	}
}

// waves is how long equal operations take the given number of workers.
func waves(l *lane, workers int) time.Duration {
	return l.operation * time.Duration((l.spec.Operations+workers-1)/workers)
}
