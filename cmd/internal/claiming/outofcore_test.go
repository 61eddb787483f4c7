package claiming

import (
	"os"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
)

// The files are generated once, and read within the limit by each run.
func TestOutOfCoreLine(t *testing.T) {
	l, err := claims.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(l.Claims, func(c claims.Claim) bool { return c.ID == "streaming" })
	e, err := Of(&l.Claims[at], &Here{Env: process.Environment{Executable: os.Executable}, CPUs: 2})
	if err != nil {
		t.Fatal(err)
	}
	line := e.LineIn("/folder")
	if len(line) != 4 || line[0] != "command" || line[3] != "--rounds=6" {
		t.Fatalf("%q", line)
	}
	for i, want := range map[int]bool{1: false, 2: true} {
		if !strings.Contains(line[i], "--data=/folder/set --memory=72MB") || strings.Contains(line[i], "--generate=1440MB") != want {
			t.Errorf("%q", line[i])
		}
	}
	report := &engine.Report{Results: []engine.Result{{Spec: engine.Spec{Single: true}, Samples: []engine.Sample{{
		Kind: engine.Sequential, Round: 1, Passes: 1, Items: 1, Workers: 1, Makespan: 1,
		Evidence: engine.Evidence{Command: &engine.CommandEvidence{PeakMemory: 144 << 20}},
	}}}}}
	reading, err := e.Read(&l.Claims[at], report)
	if err != nil || len(reading.Evidence) != 1 || !strings.Contains(reading.Evidence[0], "10 % of the data's size") {
		t.Errorf("%+v, %v", reading, err)
	}
}
