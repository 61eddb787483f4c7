package live_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
)

// timing is a measured leg with the given latencies.
func timing(t testing.TB, workload string, kind engine.LegKind, round int, makespan time.Duration, latencies ...time.Duration) engine.LegFinished {
	t.Helper()
	h := stats.NewHistogram()
	for _, l := range latencies {
		h.Record(l)
	}
	latency, err := engine.LatencyOf(h)
	if err != nil {
		t.Fatal(err)
	}
	return engine.LegFinished{Purpose: engine.Measured, Sample: engine.Sample{
		Workload: workload, Kind: kind, Round: round, Passes: 1, Items: 10, Makespan: makespan, Latency: latency,
	}}
}

// TestLatencyIsThatOfAllTimings holds that the percentiles are those of all
// legs of a kind together: measured ones, and timings.
func TestLatencyIsThatOfAllTimings(t *testing.T) {
	r := start(engine.Concurrent, 4, "a")
	lane := &r.Lanes[0]
	if _, known := lane.Latency(engine.Parallel); known {
		t.Error("a lane without legs has a latency")
	}
	r.Apply(timing(t, "a", engine.Parallel, 1, time.Second, time.Millisecond, 2*time.Millisecond))
	r.Apply(timing(t, "a", engine.Parallel, 2, time.Second, 3*time.Millisecond, 4*time.Millisecond))
	warm := timing(t, "a", engine.Parallel, 0, time.Second, time.Hour)
	warm.Purpose = engine.Warmup
	r.Apply(warm)
	untimed := timing(t, "a", engine.Parallel, 3, time.Second, time.Minute)
	untimed.Sample.Untimed = "went wrong"
	r.Apply(untimed)
	broken := timing(t, "a", engine.Parallel, 4, time.Second, time.Minute)
	broken.Sample.Latency.Histogram = "\x1b[2J"
	r.Apply(broken)
	d, known := lane.Latency(engine.Parallel)
	if !known || d.Count != 4 || !near(d.Min, time.Millisecond) || !near(d.Max, 4*time.Millisecond) || !near(d.P50, 2*time.Millisecond) || !near(d.P99, 4*time.Millisecond) {
		t.Errorf("the latency is %+v", d)
	}
	if _, known := lane.Latency(engine.Sequential); known {
		t.Error("the sequential legs have the latency of the parallel ones")
	}
	r.Apply(timing(t, "a", engine.Parallel, 5, time.Second, 9*time.Millisecond))
	if later, _ := lane.Latency(engine.Parallel); later.Count != 5 || d.Count != 4 {
		t.Errorf("%d operations after another leg, and %d in what was asked for before it", later.Count, d.Count)
	}
}

func near(got, want time.Duration) bool { return got >= want*999/1000 && got <= want*1001/1000 }

// TestBucketsHoldEveryOperation holds that no operation is lost or counted
// twice, whatever the ends of the scale.
func TestBucketsHoldEveryOperation(t *testing.T) {
	racebuild.SkipSequential(t)
	rapid.Check(t, func(t *rapid.T) {
		r := start(engine.Concurrent, 4, "a")
		latencies := rapid.SliceOfN(rapid.Int64Range(0, int64(10*time.Minute)), 1, 50).Draw(t, "latencies")
		durations := make([]time.Duration, len(latencies))
		for i, l := range latencies {
			durations[i] = time.Duration(l)
		}
		r.Apply(timing(panicking{}, "a", engine.Sequential, 1, time.Second, durations...))
		d, known := r.Lanes[0].Latency(engine.Sequential)
		if !known || d.Count != int64(len(latencies)) {
			t.Fatalf("%d of %d operations are counted", d.Count, len(latencies))
		}
		low := time.Duration(rapid.Int64().Draw(t, "low"))
		high := time.Duration(rapid.Int64().Draw(t, "high"))
		n := rapid.IntRange(-1, 200).Draw(t, "buckets")
		sum := int64(0)
		counts := d.Buckets(low, high, n)
		for _, count := range counts {
			sum += count
		}
		want := d.Count
		if n <= 0 || low <= 0 || high <= low {
			want = 0
		}
		if sum != want || len(counts) != max(n, 0) {
			t.Fatalf("%d of %d operations are in %d buckets", sum, want, len(counts))
		}
	})
}

type panicking struct{ testing.TB }

func (panicking) Helper() {}

// TestBucketsAreWhereTheOperationsAre checks the buckets on a scale of decades.
func TestBucketsAreWhereTheOperationsAre(t *testing.T) {
	r := start(engine.Concurrent, 4, "a")
	r.Apply(timing(t, "a", engine.Parallel, 1, time.Second, 2*time.Millisecond, 20*time.Millisecond, 21*time.Millisecond, 200*time.Millisecond, time.Minute, time.Nanosecond))
	d, _ := r.Lanes[0].Latency(engine.Parallel)
	got := d.Buckets(time.Millisecond, time.Second, 3)
	if want := []int64{2, 2, 2}; got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("the decades have %v, want %v: what is beyond the ends counts at the ends", got, want)
	}
	if empty := (live.Distribution{}).Buckets(1, 2, 3); len(empty) != 3 || empty[0] != 0 {
		t.Errorf("nothing is divided into %v", empty)
	}
}

// TestAFrozenRunStays holds that neither later events nor reads of a run change
// the copy that was frozen before, and that events of the copy do not change
// the run.
func TestAFrozenRunStays(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range []recorded.Run{recorded.BothSchedules(), recorded.Flaky()} {
		for _, look := range []bool{false, true} {
			r := folded(run, 25*time.Second)
			if look {
				shown(r)
			}
			frozen := r.Freeze()
			before := shown(frozen)
			for _, event := range run.Events {
				if event.When() > 25*time.Second {
					r.Apply(event)
				}
			}
			after := shown(r)
			if got := shown(frozen); got != before {
				t.Errorf("%s: what was frozen changed from\n%s\nto\n%s", run.Name, before, got)
			}
			if after == before {
				t.Errorf("%s: the run stands still", run.Name)
			}
			for _, event := range run.Events {
				if event.When() > 25*time.Second {
					frozen.Apply(event)
				}
			}
			if shown(frozen) != after || shown(r) != after {
				t.Errorf("%s: a frozen run that goes on is another one", run.Name)
			}
		}
	}
}

// BenchmarkLatency is what a leg costs the view that shows its percentiles.
func BenchmarkLatency(b *testing.B) {
	r := start(engine.Concurrent, 4, "a")
	var latencies []time.Duration
	for i := range 10_000 {
		latencies = append(latencies, 100*time.Millisecond+time.Duration(i*i))
	}
	leg := timing(b, "a", engine.Parallel, 1, time.Second, latencies...)
	b.ReportAllocs()
	for b.Loop() {
		r.Apply(leg)
		r.Lanes[0].Samples = r.Lanes[0].Samples[:0]
		if d, _ := r.Lanes[0].Latency(engine.Parallel); d.P50 == 0 {
			b.Fatal("no latency")
		}
	}
}

// BenchmarkBuckets is what a frame's histogram costs.
func BenchmarkBuckets(b *testing.B) {
	d, _ := folded(recorded.Finished(), time.Hour).Lanes[0].Latency(engine.Sequential)
	b.ReportAllocs()
	for b.Loop() {
		d.Buckets(d.Min, d.Max, 100)
	}
}
