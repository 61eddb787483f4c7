package analytics

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

const benchmarkChunks = 16

var benchmarkSizes = []int{10_000, 1_000_000}

// consumed keeps the compiler from dropping an answer that is not used otherwise.
var consumed Answer

func BenchmarkPlain(b *testing.B) {
	forEachSize(b, func(b *testing.B, records *Records) {
		rows := records.rows()
		for b.Loop() {
			consumed = plain(rows)
		}
	})
}

func BenchmarkSequential(b *testing.B) {
	forEachSize(b, func(b *testing.B, records *Records) {
		accumulators := []*Accumulator{NewAccumulator(records)}
		for b.Loop() {
			accumulators[0].Reset()
			for chunk := range benchmarkChunks {
				accumulators[0].Add(records.Chunk(chunk, benchmarkChunks))
			}
			consumed = Merge(records, accumulators)
		}
	})
}

func BenchmarkParallel2(b *testing.B) {
	forEachSize(b, func(b *testing.B, records *Records) {
		accumulators := []*Accumulator{NewAccumulator(records), NewAccumulator(records)}
		for b.Loop() {
			consumed = inParallel(records, accumulators, benchmarkChunks)
		}
	})
}

// BenchmarkMerge16 measures the serial tail of sixteen workers that had one chunk each.
func BenchmarkMerge16(b *testing.B) {
	b.ReportAllocs()
	records := Generate(10_000, 1)
	var accumulators []*Accumulator
	for chunk := range benchmarkChunks {
		a := NewAccumulator(records)
		a.Add(records.Chunk(chunk, benchmarkChunks))
		accumulators = append(accumulators, a)
	}
	for b.Loop() {
		consumed = Merge(records, accumulators)
	}
}

// BenchmarkGenerate measures how long a user waits before the measured work begins.
func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		Generate(1_000_000, 1)
	}
}

func forEachSize(b *testing.B, run func(b *testing.B, records *Records)) {
	for _, size := range benchmarkSizes {
		b.Run(fmt.Sprintf("records=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			run(b, Generate(size, 1))
			b.ReportMetric(float64(size)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// inParallel works as a parallel leg does: one goroutine for each accumulator takes chunks from a counter.
func inParallel(records *Records, accumulators []*Accumulator, chunks int) Answer {
	var next atomic.Int64
	var workers sync.WaitGroup
	for _, a := range accumulators {
		workers.Go(func() {
			a.Reset()
			for chunk := next.Add(1) - 1; chunk < int64(chunks); chunk = next.Add(1) - 1 {
				a.Add(records.Chunk(int(chunk), chunks))
			}
		})
	}
	workers.Wait()
	return Merge(records, accumulators)
}
