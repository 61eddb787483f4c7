package order

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// flagsOf returns the flags after a command line.
func flagsOf(t *testing.T, args ...string) *Flags {
	t.Helper()
	var flags Flags
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.Register(set)
	flags.RegisterTargets()
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return &flags
}

func TestPlan(t *testing.T) {
	names := []string{"tracking", "parsing"}
	base := engine.Plan{
		Workloads: names, Schedule: engine.Concurrent, Rounds: 60, Looks: []int{8, 15, 25, 40, 60}, MaxTime: 90 * time.Second, Warmups: 1, Workers: 16, Seed: 7,
		MinimumLeg: engine.MinimumLeg, OperationTimeout: 30 * time.Second,
	}
	fixed := func(p *engine.Plan, rounds int) { p.Rounds, p.Looks, p.MaxTime = rounds, nil, 0 }
	for text, change := range map[string]func(*engine.Plan){
		"":                            func(*engine.Plan) {},
		"--quick":                     func(p *engine.Plan) { fixed(p, 1); p.Warmups = 0 },
		"--rounds 15":                 func(p *engine.Plan) { fixed(p, 15) },
		"--rounds=auto":               func(*engine.Plan) {},
		"--max-time 1s":               func(p *engine.Plan) { p.MaxTime = time.Second },
		"--rounds auto --max-time 1h": func(p *engine.Plan) { p.MaxTime = time.Hour },
		"--rounds 1000":               func(p *engine.Plan) { fixed(p, 1000) },
		"--schedule isolated":         func(p *engine.Plan) { p.Schedule = engine.Isolated },
		"--schedule=both":             func(p *engine.Plan) { p.Schedule = engine.Both },
		"--workers auto":              func(p *engine.Plan) { p.Workers = 0 },
		"--workers 32":                func(p *engine.Plan) { p.Workers = 32 },
		"--timeout 1ms":               func(p *engine.Plan) { p.OperationTimeout = time.Millisecond },
		"--seed 0x10":                 func(p *engine.Plan) { p.Seed = 16 },
		"--quick=false":               func(*engine.Plan) {},
		"--minimum-leg 1ms":           func(p *engine.Plan) { p.MinimumLeg = time.Millisecond },
		"--quick --workers 1":         func(p *engine.Plan) { fixed(p, 1); p.Warmups, p.Workers = 0, 1 },
		"--rounds 1 --seed 42":        func(p *engine.Plan) { fixed(p, 1); p.Seed = 42 },
	} {
		want := base
		change(&want)
		got, err := flagsOf(t, append([]string{"--seed", "7"}, strings.Fields(text)...)...).plan(names)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", text, err, diff)
		}
	}
}

func TestPlanDrawsASeed(t *testing.T) {
	flags := flagsOf(t)
	first, err := flags.plan(nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := flags.plan(nil)
	if err != nil {
		t.Fatal(err)
	}
	if first.Seed == 0 || first.Seed == second.Seed || first.Seed > 1<<32 {
		t.Errorf("seeds %d and %d", first.Seed, second.Seed)
	}
}

func TestParseWorkers(t *testing.T) {
	for text, want := range map[string]int{"auto": 0, "1": 1, "16": 16, "4096": 4096} {
		if got, err := flagsOf(t, "--workers", text).parseWorkers(); got != want || err != nil {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "0", "-1", "4097", "1.5", "Auto", "16 ", "99999999999999999999"} {
		_, err := flagsOf(t, "--workers", text).parseWorkers()
		if code, _ := cli.CodeOf(err); code != cli.ExitUsage || !strings.Contains(err.Error(), "xpected auto or 1 to 4096") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestBounds(t *testing.T) {
	entries, err := workloads.Select([]string{"tracking", "parsing"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := flagsOf(t, "--target", "tracking=6x", "--target", "parsing=500ms").bounds(entries)
	if diff := cmp.Diff(map[string]string{"tracking": "6x", "parsing": "500ms"}, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for text, want := range map[string]string{
		"":                "expected workload=bound",
		"tracking":        "expected workload=bound",
		"tracking=":       "expected workload=bound",
		"=6":              "unknown workload",
		"Tracking=6":      "did you mean tracking?",
		"analytics=6":     "not among the workloads that are run",
		"tracking=0":      "expected a speedup above zero",
		"tracking=-6":     "expected a speedup above zero",
		"tracking=Inf":    "expected a speedup above zero",
		"tracking=500ms":  "expected a speedup above zero",
		"parsing=6":       "expected a duration above zero",
		"parsing=0s":      "expected a duration above zero",
		"parsing=forever": "expected a duration above zero",
	} {
		_, err := flagsOf(t, "--target", text).bounds(entries)
		if code, _ := cli.CodeOf(err); code != cli.ExitUsage || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
