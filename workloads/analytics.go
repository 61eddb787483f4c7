package workloads

import (
	"context"
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/analytics"
)

var (
	recordsSize = Size{Name: "records", Usage: "shipment records that analytics goes through in a pass", Default: 10_000, Most: 100_000_000, Swept: true, Bytes: 11}
	chunksSize  = Size{Name: "chunks", Usage: "chunks that analytics cuts the records into", Default: 16, Most: 65_536}
)

// recordsSeed makes every run analyse the same records.
const recordsSeed = 1

var analyticsEntry = Entry{
	Name:      "analytics",
	Key:       "analytics",
	Summary:   "sum up shipment records by carrier, date and route",
	Sizes:     []Size{recordsSize, chunksSize},
	Variables: []Variable{ofSize(chunksSize)},
	build: func(e Environment) (engine.Workload, error) {
		return newAnalysis(e.size(recordsSize), e.size(chunksSize)), nil
	},
}

// analysis sums up shipment records. An operation is a chunk of the records,
// and the chunks' sums are merged into the answer at the end of each pass.
type analysis struct {
	records  *analytics.Records
	chunks   int
	expected analytics.Answer // by one accumulator, of all records at once
}

func newAnalysis(records, chunks int) *analysis {
	a := &analysis{records: analytics.Generate(records, recordsSeed), chunks: min(chunks, records)}
	all := analytics.NewAccumulator(a.records)
	all.Add(0, a.records.Len())
	a.expected = analytics.Merge(a.records, []*analytics.Accumulator{all})
	return a
}

// Spec describes the workload.
func (a *analysis) Spec() engine.Spec {
	records := a.records.Len()
	return engine.Spec{
		Name: analyticsEntry.Name, Title: "Analytics", Key: analyticsEntry.Key,
		Item: "record", Items: "records", SizeKey: "shipments", SizeNoun: "records",
		Size: records, PassItems: records, Operations: a.chunks,
		Bound: engine.CPUBound, Uniform: true,
		Targets: []engine.Target{
			{Metric: engine.MetricSpeedup, Bound: 1, Gates: true},
			{Metric: engine.MetricSpeedup, Bound: 5, Where: "an M3 Max with 16 CPUs"},
		},
		Settings: map[string]string{"chunks": fmt.Sprint(a.chunks)},
	}
}

// Prepare gives each worker an accumulator of its own.
func (a *analysis) Prepare(_ context.Context, leg engine.Leg) (engine.Job, error) {
	accumulators := make([]*analytics.Accumulator, leg.Workers)
	for i := range accumulators {
		accumulators[i] = analytics.NewAccumulator(a.records)
	}
	var answer analytics.Answer
	wrongPasses := 0
	return engine.Job{
		Operations: a.chunks,
		Do: func(_ context.Context, op engine.Op) (engine.Work, error) {
			from, to := a.records.Chunk(op.Index, a.chunks)
			accumulators[op.Worker].Add(from, to)
			return engine.Work{Items: int64(to - from)}, nil
		},
		Finish: func(context.Context) error {
			answer = analytics.Merge(a.records, accumulators)
			for _, accumulator := range accumulators {
				accumulator.Reset()
			}
			// Verify sees the answer of the last pass only, so the totals of every pass
			// are compared here. That takes a few nanoseconds.
			if answer.Summary != a.expected.Summary {
				wrongPasses++
			}
			return nil
		},
		Verify: func(context.Context) error {
			if !answer.Equal(a.expected) {
				return fmt.Errorf("the answer differs from the sequential one: %s", answer.Diff(a.expected))
			}
			if wrongPasses > 0 {
				return fmt.Errorf("the totals of %d earlier passes differ from the sequential ones", wrongPasses)
			}
			return nil
		},
	}, nil
}
