package workloads

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/simulator"
)

// sampleEnvironment has the built-in lines and a client that reaches no server.
func sampleEnvironment(t *testing.T) Environment {
	t.Helper()
	lines, err := SampleLines()
	if err != nil {
		t.Fatal(err)
	}
	client, err := easypost.New(easypost.Options{BaseURL: "http://nowhere", Key: "EZTKtest"})
	if err != nil {
		t.Fatal(err)
	}
	return Environment{Client: client, Endpoint: "simulator", Latency: "fixed", Uniform: true, Lines: lines}
}

// overSimulator gives the test an environment whose client talks to a
// simulator in memory, on the fake clock.
func overSimulator(t *testing.T, test func(t *testing.T, environment Environment)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		listener := simulator.NewMemoryListener()
		served := make(chan error, 1)
		go func() { served <- simulator.New(simulator.Options{Seed: 1}).Serve(ctx, listener) }()
		environment := sampleEnvironment(t)
		client, err := easypost.New(easypost.Options{
			BaseURL: "http://simulator", Key: "EZTKtest", Connections: 16, Dial: listener.DialContext,
		})
		if err != nil {
			t.Fatal(err)
		}
		environment.Client = client
		defer func() { // a bubble has to be empty at its end, however the test ends
			cancel()
			if err := <-served; err != nil {
				t.Errorf("the simulator: %v", err)
			}
			client.Close()
		}()
		test(t, environment)
	})
}

// built builds a workload by its name.
func built(t *testing.T, name string, environment Environment) engine.Workload {
	t.Helper()
	entries, err := Select([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	workload, err := entries[0].Build(environment)
	if err != nil {
		t.Fatal(err)
	}
	return workload
}

// prepared prepares a leg, and closes it when the test ends.
func prepared(t *testing.T, workload engine.Workload, leg engine.Leg) engine.Job {
	t.Helper()
	job, err := workload.Prepare(t.Context(), leg)
	if err != nil {
		t.Fatal(err)
	}
	if job.Close != nil {
		t.Cleanup(func() {
			if err := job.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	return job
}

// carryOut runs passes of a job as the runner does, Finish after each, and
// adds up what was done.
func carryOut(t *testing.T, job engine.Job, workers, passes int) engine.Work {
	t.Helper()
	var items, bytes atomic.Int64
	for range passes {
		var next atomic.Int64
		var working sync.WaitGroup
		for worker := range workers {
			working.Go(func() {
				for i := next.Add(1) - 1; i < int64(job.Operations); i = next.Add(1) - 1 {
					done, err := job.Do(t.Context(), engine.Op{Index: int(i), Worker: worker})
					if err != nil {
						t.Errorf("operation %d: %v", i, err)
					}
					items.Add(done.Items)
					bytes.Add(done.Bytes)
				}
			})
		}
		working.Wait()
		finish(t, job)
	}
	return engine.Work{Items: items.Load(), Bytes: bytes.Load()}
}

func do(t *testing.T, job engine.Job, index int) {
	t.Helper()
	if _, err := job.Do(t.Context(), engine.Op{Index: index}); err != nil {
		t.Fatalf("operation %d: %v", index, err)
	}
}

func finish(t *testing.T, job engine.Job) {
	t.Helper()
	if job.Finish == nil {
		return
	}
	if err := job.Finish(t.Context()); err != nil {
		t.Fatal(err)
	}
}
