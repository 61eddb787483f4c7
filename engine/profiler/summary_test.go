package profiler

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/pprof/profile"

	"ep-benchmark/engine"
)

// functionsOf are the names in a profile's samples.
func functionsOf(p *profile.Profile) map[string]bool {
	names := map[string]bool{}
	for _, s := range p.Sample {
		for _, location := range s.Location {
			for _, line := range lines(location) {
				names[line.Function.Name] = true
			}
		}
	}
	return names
}

// frame is a location of one line.
func frame(function, file string, line int64) *profile.Location {
	return &profile.Location{Line: []profile.Line{{Function: &profile.Function{Name: function, Filename: file}, Line: line}}}
}

func sample(ms int64, stack ...*profile.Location) *profile.Sample {
	return &profile.Sample{Location: stack, Value: []int64{ms / 10, ms * int64(time.Millisecond)}}
}

func TestSummary(t *testing.T) {
	outer := frame("pkg.outer", "/home/someone/src/pkg/outer.go", 7)
	inlined := &profile.Location{Line: []profile.Line{
		{Function: &profile.Function{Name: "pkg.inner", Filename: `C:\src\pkg\inner.go`}, Line: 20},
		{Function: &profile.Function{Name: "pkg.outer", Filename: "/home/someone/src/pkg/outer.go"}, Line: 8},
	}}
	p := &profile.Profile{
		SampleType: []*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}},
		Sample: []*profile.Sample{
			sample(50, inlined, outer), // outer calls itself, and counts once
			sample(20, frame("pkg.inner", `C:\src\pkg\inner.go`, 21)),
			sample(10, frame("runtime.asyncPreempt2", "preempt.go", 1), frame("runtime.asyncPreempt", "preempt_amd64.s", 9), outer), // interrupted
			sample(10, &profile.Location{}),
			sample(10, frame("pkg.once", "", 0), frame("runtime.tracebackPCs", "traceback.go", 1)),
			sample(70, frame("runtime.cputicks", "asm.s", 1), frame("runtime.traceEventWriter.event", "traceevent.go", 1), outer),
			sample(70, frame("runtime.memmove", "memmove.s", 1), frame("runtime/pprof.profileWriter", "pprof.go", 1)),
		},
	}
	want := engine.ProfileSummary{
		Kind: engine.Parallel, CPU: 100 * time.Millisecond,
		Functions: []engine.FunctionShare{
			{Function: "pkg.inner", File: "inner.go:20", Flat: 0.7, Cumulative: 0.7},
			{Function: unnamed, Flat: 0.1, Cumulative: 0.1},
			{Function: "pkg.once", Flat: 0.1, Cumulative: 0.1},
			{Function: "pkg.outer", File: "outer.go:7", Flat: 0.1, Cumulative: 0.6},
		},
	}
	if diff := cmp.Diff(want, summarise(p, engine.Parallel, ofTheLeg)); diff != "" {
		t.Error(diff)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	p := &profile.Profile{SampleType: []*profile.ValueType{{Type: "cpu", Unit: "nanoseconds"}}}
	if got := summarise(p, engine.Sequential, ofTheLeg); got.CPU != 0 || got.Functions == nil || len(got.Functions) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestSummaryIsShort(t *testing.T) {
	p := &profile.Profile{SampleType: []*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}}}
	for i := range int64(2 * mostFunctions) {
		p.Sample = append(p.Sample, sample(10*(i+1), frame("f"+string(rune('A'+i)), "f.go", i+1)))
	}
	got := summarise(p, engine.Sequential, ofTheLeg).Functions
	if len(got) != mostFunctions || got[0].File != "f.go:60" {
		t.Errorf("%d functions, first %+v", len(got), got[0])
	}
}
