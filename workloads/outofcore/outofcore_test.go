package outofcore

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/analytics"
	"ep-benchmark/workloads/columns"
)

// set writes a set of shipments.
func set(t *testing.T, size int64) columns.Generated {
	t.Helper()
	made, err := columns.Generate(context.Background(), filepath.Join(t.TempDir(), "set"), size, 11, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// carryOut carries a leg of one pass out as the runner does, and returns its evidence.
func carryOut(w *Workload, workers int) (engine.FileEvidence, error) {
	ctx := context.Background()
	job, err := w.Prepare(ctx, engine.Leg{Workers: workers, Degree: workers, Round: 1})
	if err != nil {
		return engine.FileEvidence{}, err
	}
	defer func() { _ = job.Close() }()
	var next atomic.Int64
	var crew sync.WaitGroup
	problems := make([]error, workers)
	for worker := range workers {
		crew.Go(func() {
			for at := next.Add(1) - 1; at < int64(job.Operations); at = next.Add(1) - 1 {
				if _, err := job.Do(ctx, engine.Op{Index: int(at), Worker: worker}); err != nil {
					problems[worker] = err
				}
			}
		})
	}
	crew.Wait()
	err = errors.Join(append(problems, job.Finish(ctx))...)
	return job.Files(), errors.Join(err, job.Verify(ctx))
}

const roomy = 2 << 30 // bytes

// TestEachNumberOfWorkersGivesTheAnswerOfMemory checks against the answer that the
// generator had from the records themselves.
func TestEachNumberOfWorkersGivesTheAnswerOfMemory(t *testing.T) {
	made := set(t, 1<<20)
	w, err := Open(context.Background(), Options{Paths: made.Paths, Memory: roomy, Workers: 4})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	if got := w.Answer(); !got.Equal(made.Answer) {
		t.Fatalf("one worker's answer, against that of memory:\n%s", got.Diff(made.Answer))
	}
	for workers := 1; workers <= 4; workers++ {
		for range 2 { // the second leg has what the first has left
			evidence, err := carryOut(w, workers)
			if err != nil {
				t.Fatal(err)
			}
			if evidence.Rows != int64(made.Rows) || evidence.Files != len(made.Paths) || evidence.Time() <= 0 || evidence.MemoryLimit != roomy {
				t.Errorf("%d workers: %+v", workers, evidence)
			}
			if share := float64(evidence.Bytes) / float64(made.Bytes); share < 0.5 || share > 1.2 { // two columns are not read
				t.Errorf("%d workers read %d of %d bytes", workers, evidence.Bytes, made.Bytes)
			}
		}
	}
}

// A leg that gives another answer than the expected one is no timing.
func TestAWrongAnswerFails(t *testing.T) {
	made := set(t, columns.SmallestSet)
	wrong := made.Answer
	wrong.Summary.CostCents++ // by one cent
	w, err := Open(context.Background(), Options{Paths: made.Paths, Memory: roomy, Workers: 1, Answer: &wrong})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	if _, err := carryOut(w, 1); err == nil || !strings.Contains(err.Error(), "differs from the expected") {
		t.Errorf("%v", err)
	}
}

func TestTooLittleMemoryIsRefusedWithTheLeastThatWorks(t *testing.T) {
	made := set(t, columns.SmallestSet)
	for _, workers := range []int{1, 3} {
		_, err := Open(context.Background(), Options{Paths: made.Paths, Memory: 1 << 20, Workers: workers})
		var little TooLittle
		if !errors.As(err, &little) || little.Needed <= little.Limit || little.Fewer != 0 {
			t.Fatalf("%v", err)
		}
	}
	s, err := columns.Open(made.Paths)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	const resident = 30 << 20
	_, err = divide(1<<20, resident, s, 3)
	var little TooLittle
	if !errors.As(err, &little) {
		t.Fatal(err)
	}
	if _, err := divide(little.Needed, resident, s, 3); err != nil {
		t.Errorf("the least that works does not: %v", err)
	}
	_, err = divide(little.Needed-advice-1<<21, resident, s, 3)
	if !errors.As(err, &little) || little.Fewer < 1 || little.Fewer > 2 || !strings.Contains(err.Error(), "or") {
		t.Errorf("%v", err)
	}
}

func TestNamesBeyondTheMemoryAreReported(t *testing.T) {
	made := set(t, columns.SmallestSet)
	w, err := Open(context.Background(), Options{Paths: made.Paths, Memory: roomy, Workers: 1, Answer: &made.Answer})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	w.share.groups = 100
	_, err = carryOut(w, 1)
	var groups analytics.TooManyGroups
	if !errors.As(err, &groups) {
		t.Errorf("%v", err)
	}
}

func TestDroppingTheCacheLeavesTheAnswer(t *testing.T) {
	if !columns.CanForget {
		t.Skip("this system drops nothing")
	}
	made := set(t, columns.SmallestSet)
	w, err := Open(context.Background(), Options{Paths: made.Paths, Memory: roomy, Workers: 2, Cold: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	evidence, err := carryOut(w, 2)
	if err != nil || !evidence.Forgotten {
		t.Errorf("%+v %v", evidence, err)
	}
}

func TestMissingFilesAreNamed(t *testing.T) {
	_, err := Open(context.Background(), Options{Paths: []string{"nothing-here.parquet"}, Memory: roomy, Workers: 1})
	if !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "nothing-here.parquet") {
		t.Errorf("%v", err)
	}
}
