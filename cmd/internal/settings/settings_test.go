package settings

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
)

// flagsOf returns flags of a run after a command line.
func flagsOf(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	var f order.Flags
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Register(set)
	f.RegisterTargets()
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return set
}

// variables is an environment.
func variables(pairs ...string) func(string) string {
	return func(name string) string {
		for _, pair := range pairs {
			if value, has := strings.CutPrefix(pair, name+"="); has {
				return value
			}
		}
		return ""
	}
}

func TestVariable(t *testing.T) {
	for flag, want := range map[string]string{
		"max-time": "EP_BENCHMARK_MAX_TIME", "compare": "EP_BENCHMARK_BASELINE", "shipments": "EP_BENCHMARK_SHIPMENTS",
	} {
		if got := Variable(flag); got != want {
			t.Errorf("%s: %s, want %s", flag, got, want)
		}
	}
}

func TestApply(t *testing.T) {
	set := flagsOf(t, "--rounds", "8")
	err := Apply(set, nil, variables("EP_BENCHMARK_ROUNDS=9", "EP_BENCHMARK_SHIPMENTS=4", "EP_BENCHMARK_SCHEDULE=isolated"), "schedule")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]string{
		"rounds":    {"8", "--rounds"},
		"shipments": {"4", "EP_BENCHMARK_SHIPMENTS"},
		"schedule":  {"concurrent", ""}, // it was left out
		"packages":  {"50", ""},
	} {
		flag := set.Lookup(name)
		if got := [2]string{flag.Value.String(), cli.SourceOf(flag)}; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if cli.IsGiven(set, name) != (want[1] != "") {
			t.Errorf("%s: given %v", name, cli.IsGiven(set, name))
		}
	}
	if flag := set.Lookup("shipments"); flag.Changed {
		t.Error("a variable counts as the command line")
	}
}

// A wrong value is named by the variable that it is from.
func TestApplyRejects(t *testing.T) {
	err := Apply(flagsOf(t), nil, variables("EP_BENCHMARK_SHIPMENTS=many"))
	if code, _ := cli.CodeOf(err); code != cli.ExitUsage || !strings.Contains(err.Error(), `EP_BENCHMARK_SHIPMENTS "many": expected 1 to`) {
		t.Errorf("%v", err)
	}
}

func TestGiven(t *testing.T) {
	env := process.Environment{Getenv: variables("EP_BENCHMARK_WORKLOADS=parsing, tracking", "EP_BENCHMARK_TARGETS=parsing=1s", "EP_BENCHMARK_WORKERS=4")}
	given, err := Given(nil, env, false)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(given.Workloads, given.Targets, given.Workers); got != "[parsing tracking] map[parsing:{1s EP_BENCHMARK_TARGETS}] 4" {
		t.Error(got)
	}
	for pair, want := range map[string]string{
		"EP_BENCHMARK_WORKLOADS=parsin":    "did you mean parsing?",
		"EP_BENCHMARK_TARGETS=parsing":     "expected workload=bound",
		"EP_BENCHMARK_TARGETS=tests=2x":    "unknown workload",
		"EP_BENCHMARK_WORKLOADS=parsing,,": "unknown workload",
	} {
		_, err := Given(nil, process.Environment{Getenv: variables(pair)}, false)
		if code, _ := cli.CodeOf(err); code != cli.ExitUsage || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", pair, err, want)
		}
	}
}

// --quick is one round, whatever a variable says.
func TestExplainQuick(t *testing.T) {
	var f order.Flags
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Register(set)
	if err := set.Parse([]string{"--quick"}); err != nil {
		t.Fatal(err)
	}
	getenv := variables("EP_BENCHMARK_ROUNDS=7")
	if err := Apply(set, nil, getenv); err != nil {
		t.Fatal(err)
	}
	lines, err := Explain(set, &f, nil, &order.Order{}, nil, getenv)
	if err != nil || !slices.Contains(lines, Line{"rounds", "1", "--quick"}) {
		t.Errorf("%v %v", lines, err)
	}
}
