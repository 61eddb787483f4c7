package live

import (
	"strings"
	"testing"

	"ep-benchmark/engine"
)

// A workload whose values took turns is over with what they showed, in the log.
func TestLogOfEffects(t *testing.T) {
	plan := engine.Plan{
		Schedule: engine.Isolated, Rounds: 8, Effects: []engine.Effect{{Variant: "b", Reference: "a", Gates: true}},
		Variants: []engine.Variant{{Name: "a", Settings: map[string]string{"dispatch": "pool"}}, {Name: "b", Settings: map[string]string{"dispatch": "chunks:8"}}},
	}
	run := &Run{}
	run.Apply(engine.RunStarted{Plan: plan, Specs: []engine.Spec{{Name: "work"}}, Workers: []int{4}})
	run.Apply(engine.ScheduleStarted{Schedule: engine.Isolated})
	if so := run.Sweep(&run.Lanes[0]); so == nil || len(so.Effects) != 1 || so.Effects[0].Ratio != nil {
		t.Fatalf("%+v", so)
	}
	result := *run.Sweep(&run.Lanes[0])
	run.Apply(engine.WorkloadFinished{Result: result})
	text := ""
	for _, entry := range run.Log {
		text += entry.Text + "\n"
	}
	if !strings.Contains(text, "chunks:8 was not measured beside pool") || strings.Contains(text, "recommended") {
		t.Error(text)
	}
}
