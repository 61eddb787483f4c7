package workloads

import (
	"context"
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/easypost"
)

var packagesSize = Size{Name: "packages", Usage: "packages that batch tracking tracks in a leg", Default: 50, Guest: 12, Most: 1_000_000}

var trackingEntry = Entry{
	Name:       "tracking",
	Summary:    "track packages by the API's test codes, one POST /v2/trackers each",
	Sizes:      []Size{packagesSize},
	Variables:  []Variable{dispatchVariable, connectionsVariable, roundTripVariable},
	UsesServer: true,
	requests:   func(e Environment) int { return e.size(packagesSize) },
	build: func(e Environment) (engine.Workload, error) {
		return &tracking{Environment: e, packages: e.size(packagesSize)}, nil
	},
}

// tracking tracks packages over HTTP: an operation posts a code, decodes the
// tracker and checks its status against what the code stands for.
type tracking struct {
	Environment
	packages int
}

// Spec describes the workload.
func (t *tracking) Spec() engine.Spec {
	return engine.Spec{
		Name: trackingEntry.Name, Title: "Batch tracking", Key: "batch_tracking",
		Item: "package", Items: "packages", SizeKey: "packages", SizeNoun: "packages",
		Size: t.packages, PassItems: t.packages, Operations: t.packages,
		Bound: engine.IOBound, Uniform: t.Uniform, MostPasses: t.mostPasses(),
		Targets:  []engine.Target{{Metric: engine.MetricSpeedup, Bound: 8, Gates: true}},
		Settings: t.settings(),
	}
}

// Prepare gives every package a test code, in turn.
func (t *tracking) Prepare(_ context.Context, leg engine.Leg) (engine.Job, error) {
	traffic := t.Client.Traffic(leg.Workers)
	tracked := make([][]int, leg.Workers) // packages, by worker
	first := int(leg.Seed % uint64(len(easypost.TestCodes)))
	return engine.Job{
		Operations: t.packages,
		Dispatch:   t.Dispatch,
		Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
			code := easypost.TestCodes[(first+op.Index)%len(easypost.TestCodes)]
			_, bytes, err := traffic.Session(op.Worker).Track(ctx, code)
			if err != nil {
				return engine.Work{}, err
			}
			tracked[op.Worker] = append(tracked[op.Worker], op.Index)
			return engine.Work{Items: 1, Bytes: int64(bytes)}, nil
		},
		Sustained: !t.Counted,
		Wire:      traffic.Evidence,
		Verify:    func(context.Context) error { return verifyTracked(tracked, t.packages) },
		Close:     func() error { traffic.Close(); return nil },
	}, nil
}

// verifyTracked checks that every package was tracked, and that all were
// tracked equally often.
func verifyTracked(tracked [][]int, packages int) error {
	times := make([]int, packages)
	for _, indices := range tracked {
		for _, index := range indices {
			times[index]++
		}
	}
	for index, n := range times {
		if n == 0 || n != times[0] {
			return fmt.Errorf("package %d was tracked %d times, package 0 %d times", index, n, times[0])
		}
	}
	return nil
}
