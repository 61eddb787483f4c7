package workloads

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
)

// The answer is the one that is expected, for any number of workers and passes.
// What is expected has the records' sums; package analytics tests the rest of it.
func TestAnalytics(t *testing.T) {
	workload := newAnalysis(3000, 16)
	cents := int64(0)
	for i := range workload.records.Len() {
		cents += workload.records.Row(i).CostCents
	}
	if sum := workload.expected.Summary; sum.Shipments != 3000 || sum.CostCents != cents {
		t.Fatalf("expected are %d shipments at %d cents, not 3000 at %d", sum.Shipments, sum.CostCents, cents)
	}
	for workers, passes := range map[int]int{1: 1, 2: 3, 16: 5, 40: 2} {
		job := prepared(t, workload, engine.Leg{Workers: workers})
		if done := carryOut(t, job, workers, passes); done.Items != int64(3000*passes) {
			t.Errorf("%d workers: %d items", workers, done.Items)
		}
		if err := job.Verify(t.Context()); err != nil {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}

// A chunk that an accumulator was given twice, or not at all, is detected in
// every pass.
func TestAnalyticsIsVerified(t *testing.T) {
	workload := newAnalysis(1000, 4)
	right := []int{0, 1, 2, 3}
	for name, passes := range map[string][][]int{
		"twice":                    {{0, 1, 2, 3, 3}},
		"left out":                 {{0, 1, 2}},
		"one for another":          {{0, 1, 2, 2}},
		"nothing":                  {{}},
		"no pass":                  {},
		"in an earlier pass":       {{0, 1, 2, 2}, right},
		"left out earlier, thrice": {right, {1, 2, 3}, right},
		"in the last pass":         {right, {3, 2, 1}},
	} {
		job := prepared(t, workload, engine.Leg{Workers: 2})
		for _, chunks := range passes {
			for _, chunk := range chunks {
				do(t, job, chunk)
			}
			finish(t, job)
		}
		if err := job.Verify(t.Context()); err == nil || !strings.Contains(err.Error(), "sequential one") {
			t.Errorf("%s: %v", name, err)
		}
	}
	job := prepared(t, workload, engine.Leg{Workers: 2})
	for _, chunk := range []int{3, 1, 0, 2} {
		do(t, job, chunk)
	}
	finish(t, job)
	if err := job.Verify(t.Context()); err != nil {
		t.Errorf("in another order: %v", err)
	}
}

// The operations of a pass go through every record once, in shares that are
// equal to within one record.
func TestAnalyticsChunks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records, chunks := rapid.IntRange(1, 5000).Draw(t, "records"), rapid.IntRange(1, 6000).Draw(t, "chunks")
		workload := newAnalysis(records, chunks)
		spec := workload.Spec()
		if spec.Operations != min(records, chunks) || spec.Size != records {
			t.Fatalf("%d operations of %d records", spec.Operations, spec.Size)
		}
		job, err := workload.Prepare(t.Context(), engine.Leg{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		fewest, most, sum := int64(records), int64(0), int64(0)
		for index := range job.Operations {
			done, err := job.Do(t.Context(), engine.Op{Index: index})
			if err != nil {
				t.Fatal(err)
			}
			fewest, most, sum = min(fewest, done.Items), max(most, done.Items), sum+done.Items
		}
		if err := job.Finish(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := job.Verify(t.Context()); err != nil || sum != int64(records) || most-fewest > 1 {
			t.Fatalf("%d records in chunks of %d to %d: %v", sum, fewest, most, err)
		}
	})
}
