package pages

import (
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/live"
)

// Work without a parallel form has its time in place of a speedup.
func TestTheFigureOfALane(t *testing.T) {
	time := stats.Estimate{Value: 0.25, Interval: &stats.Interval{Low: 0.2, High: 0.3}, N: 8}
	lane := live.Lane{Spec: engine.Spec{Single: true}, Result: &engine.Result{Sequential: &engine.LegFigures{TimePerPass: time}}}
	if h := headlineOf(&lane); h.value != "250 ms" || h.dashed() != "200 ms-300 ms" || h.bracketed() != "[200 ms, 300 ms]" {
		t.Errorf("%+v", h)
	}
	lane.Result.Sequential.TimePerPass.Interval = nil
	if h := headlineOf(&lane); h.value != "250 ms" || h.dashed() != "8 rounds" {
		t.Errorf("%+v", h)
	}
	if h := headlineOf(&live.Lane{Spec: engine.Spec{Single: true}}); h.value != "-" || h.bracketed() != "" {
		t.Errorf("nothing yet: %+v", h)
	}
}

// What a command uses is ours. Where it isn't known, the others are named as what
// they are.
func TestACommandIsNoOtherProgram(t *testing.T) {
	used := 1.5
	run := live.Run{Machine: engine.HostSample{Cores: []float64{1, 1}, OwnCPU: 0.1, CommandCPU: &used}}
	if own, others := live.Split(&run.Machine); own != 0.8 || others < 0.199 || others > 0.201 {
		t.Errorf("%v ours, %v others'", own, others)
	}
	if ownName(&run) != "the command" || othersName(&run) != "everything else" {
		t.Errorf("%q, %q", ownName(&run), othersName(&run))
	}
	run = live.Run{Lanes: []live.Lane{{Spec: engine.Spec{SelfParallel: true}}}}
	if ownName(&run) != "this process" || othersName(&run) != "command, others" {
		t.Errorf("not known: %q, %q", ownName(&run), othersName(&run))
	}
}
