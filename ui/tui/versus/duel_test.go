package versus

import (
	"slices"
	"testing"
	"time"

	"ep-benchmark/baselines/judge"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

// duelRun is a run of two configurations with the given rounds, of which b takes
// twice as long in parallel.
func duelRun(rounds int, settings map[string]string) (*live.Run, engine.RunStarted) {
	plan := engine.Plan{Workloads: []string{"work"}, Schedule: engine.Isolated, Rounds: 8, Variants: slices.Concat(engine.Side("a", 4), engine.Side("b", 4))}
	for i := range plan.Variants {
		plan.Variants[i].Settings = settings
	}
	started := engine.RunStarted{
		Plan: plan, Workers: []int{4}, Host: engine.Host{LogicalCPUs: 4, GOMAXPROCS: 4},
		Specs: []engine.Spec{{Name: "work", Title: "Work", Size: 10, SizeNoun: "items", PassItems: 10, Operations: 10, Bound: engine.IOBound}},
	}
	run := &live.Run{}
	run.Apply(started)
	run.Apply(engine.ScheduleStarted{Schedule: engine.Isolated})
	takes := map[engine.LegKind]time.Duration{"a sequential": 4 * time.Second, "b sequential": 4 * time.Second, "a parallel": time.Second, "b parallel": 2 * time.Second}
	for round := 1; round <= rounds; round++ {
		for i, v := range plan.Variants {
			kind := engine.LegKind(v.Name)
			run.Apply(engine.LegFinished{Purpose: engine.Measured, Sample: engine.Sample{
				Workload: "work", Schedule: engine.Isolated, Kind: kind, Round: round, Position: i + 1, Workers: 4, Passes: 1, Makespan: takes[kind], Items: 10,
				Operations: engine.OperationCounts{Planned: 10, Finished: 10},
			}})
		}
	}
	return run, started
}

// A run of two configurations compares them while it is on, and nothing else can be
// chosen to compare it with.
func TestDuelOnTheScreen(t *testing.T) {
	c := New(nil, false, judge.Reference{}, nil)
	run, started := duelRun(7, map[string]string{"workers": "4"})
	if work := c.Begin(&started); work != nil {
		t.Error("a baseline is looked for")
	}
	c.Refresh(run)
	comparison := c.State().Comparison
	if comparison == nil || !comparison.Interleaved || !comparison.Unfinished || c.State().Side.Name != "a" || len(comparison.Rows) != 3 {
		t.Fatalf("%+v", comparison)
	}
	if row := comparison.Rows[0]; row.Now.Center/row.Then.Center < 1.99 || len(row.Then.Values) != 7 {
		t.Errorf("%+v", row)
	}
	if c.Judge(run) != nil {
		t.Error("a fresh run would be made to confirm it")
	}
	if _, err := c.Choose(judge.Reference{}); err == nil {
		t.Error("something else may be chosen")
	}
}

// Where the two may do different work, they are compared at the end alone.
func TestDuelOfDifferentWork(t *testing.T) {
	c := New(nil, false, judge.Reference{}, nil)
	run, started := duelRun(7, map[string]string{"packages": "20"})
	c.Begin(&started)
	c.Refresh(run)
	if state := c.State(); state.Comparison != nil || state.Absent == "" {
		t.Errorf("%+v", state)
	}
	ordinary := started
	ordinary.Plan.Variants = nil
	c.Begin(&ordinary)
	if _, err := c.Choose(judge.Reference{}); err != nil {
		t.Errorf("the next run is an ordinary one: %v", err)
	}
}
