package diagnose

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// causes lists what is looked at beside a baseline, each with its evidence.
func causes() []cause {
	return append(wireCauses(), processCauses()...)
}

func wireCauses() []cause {
	return []cause{
		{
			name: "time to first byte", unit: "s", source: "wire, median of the parallel legs' medians", more: true,
			figure:    onWire(func(_ *engine.Sample, w *engine.WireEvidence) float64 { return w.FirstByteP50.Seconds() }),
			statement: "a server that answers later", explains: asRatio,
			try: "look at the server and the way to it: the client waits, and did not get slower itself",
		},
		{
			name: "requests in flight", source: "wire, mean over the parallel legs", more: false,
			figure:    onWire(func(_ *engine.Sample, w *engine.WireEvidence) float64 { return w.InFlightMean }),
			statement: "fewer requests on their way at once", explains: asRatio,
			try: "look for what lets fewer workers ask at once: the number of workers, a lock, a limit of connections",
		},
		{
			name: "connection wait", unit: "share", source: "wire, of the workers' busy time in parallel legs", more: true,
			figure: onWire(func(s *engine.Sample, w *engine.WireEvidence) float64 {
				return w.ConnectionWait.Seconds() / max(s.Busy.Seconds(), 1e-9)
			}),
			statement: "workers that wait for a connection", explains: ofTheTime,
			try: "raise the client's limit of connections per host, or use fewer workers",
		},
		{
			name: "connecting", unit: "share", source: "wire, dialling and TLS as part of the workers' busy time in parallel legs", more: true,
			figure: onWire(func(s *engine.Sample, w *engine.WireEvidence) float64 {
				return (w.ConnectTime + w.TLSTime).Seconds() / max(s.Busy.Seconds(), 1e-9)
			}),
			statement: "connections that are not used again", explains: ofTheTime,
			try: "keep connections alive: read answers to their end, and allow as many idle connections as workers",
		},
	}
}

func processCauses() []cause {
	return []cause{
		{
			name: "CPU per item", unit: "s", source: "getrusage, parallel legs run by themselves", more: true,
			figure:    ofItem(func(s *engine.Sample) float64 { return s.Evidence.Process.CPU().Seconds() }),
			statement: "code that needs more CPU for each item", explains: inSeconds,
			try: "compare CPU profiles of the two versions",
		},
		{
			name: "allocation per item", unit: "bytes", source: "runtime/metrics, parallel legs run by themselves", more: true,
			figure:    ofItem(func(s *engine.Sample) float64 { return float64(s.Evidence.Process.AllocatedBytes) }),
			statement: "code that allocates more for each item", explains: asCollected,
			try: "look for what is newly allocated: go test -bench . -benchmem, or a heap profile",
		},
		{
			name: "active workers", source: "parallel legs", more: false,
			figure:    func(s *engine.Sample) (float64, bool) { return float64(s.ActiveWorkers), true },
			statement: "fewer workers with anything to do", explains: asRatio,
			try: "look at how the work is divided into operations, and at --workers",
		},
	}
}

// ofItem is a figure of the process per item, where it is the workload's own.
func ofItem(figure func(*engine.Sample) float64) func(*engine.Sample) (float64, bool) {
	return func(s *engine.Sample) (float64, bool) {
		if s.Evidence.Process.Shared || s.Items <= 0 {
			return 0, false
		}
		return figure(s) / float64(s.Items), true
	}
}

// ofTheTime is for shares of the time: what the share grew by is lost.
func ofTheTime(before, after float64, row *compare.Row) float64 {
	if row.Change <= 0 {
		return 0
	}
	return (after - before) / row.Change
}

// inSeconds is for seconds per item that are spent on all CPUs at once: what
// they grew by is compared with what the time per item grew by, as if each
// second of CPU cost a second.
func inSeconds(before, after float64, row *compare.Row) float64 {
	grown := row.Now.Center - row.Then.Center
	if row.Metric != compare.ParallelTime || grown <= 0 {
		return asRatio(before, after, row)
	}
	return (after - before) / grown
}

// asCollected is for allocation: it costs by way of the collector, so a fifth
// more is worth a word, and it explains no more than a part.
func asCollected(before, after float64, row *compare.Row) float64 {
	if before <= 0 || after < 1.2*before {
		return 0
	}
	return min(asRatio(before, after, row), 0.3)
}
