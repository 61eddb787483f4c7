package export_test

import (
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

// TestForeignFiles holds that an error says what is wrong with a file so that
// its owner understands.
func TestForeignFiles(t *testing.T) {
	whole := encoded(t, recorded.Quick().Report)
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"blank", " \n\t", "the file is empty"},
		{"text", "Hello, world", "line 1, column 1 is not JSON"},
		{"broken in line 3", "{\n\"schema\": 1,\n\"run\": }", "line 3, column 8 is not JSON"},
		{"another program's object", `{"results": []}`, "expected the fields schema"},
		{"a list", `[1, 2]`, "expected a JSON object, found array"},
		{"null", `null`, "expected the fields schema"},
		{"run is no object", `{"schema": 1, "run": null}`, "expected the fields schema"},
		{"schema is text", `{"schema": "1", "run": {}}`, "schema: expected a whole number in range, found string"},
		{"newer", strings.ReplaceAll(whole, `"schema": 1`, `"schema": 3`), "schema 3, of a newer ep-benchmark"},
		{"older than the first", strings.ReplaceAll(whole, `"schema": 1`, `"schema": 0`), "expected 1 to 2"},
		{"a sweep's version", strings.ReplaceAll(whole, `"schema": 1`, `"schema": 2`), "run has schema 2: expected 1, of a plan with 0 variants"},
		{"two versions", lastReplaced(whole, `"schema": 1`, `"schema": 3`), "run.schema is 3 and schema is 1"},
		{"cut off", whole[:len(whole)/2], "ends in the middle"},
		{"more behind it", whole + "{}", "is not JSON"},
		{"a wrong type within", strings.Replace(whole, `"rounds": 1,`, `"rounds": "one",`, 1), "run.plan.rounds: expected a whole number in range, found string"},
		{"a number out of range", strings.Replace(whole, `"rounds": 1,`, `"rounds": 1e40,`, 1), "run.plan.rounds: expected a whole number in range"},
	} {
		_, err := export.Decode(strings.NewReader(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", c.name, err, c.want)
		}
	}
}

// lastReplaced replaces the last occurrence.
func lastReplaced(text, from, to string) string {
	at := strings.LastIndex(text, from)
	return text[:at] + to + text[at+len(from):]
}

func TestUnreadableFile(t *testing.T) {
	broken := errors.New("input/output error")
	if _, err := export.Decode(io.MultiReader(strings.NewReader("{"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a disk error gives %v", err)
	}
}

// unsound makes a report invalid, by the words of the error.
var unsound = map[string]func(*engine.Report){
	"run.plan.schedule: unknown schedule":                                         func(r *engine.Report) { r.Plan.Schedule = "sometimes" },
	"run.plan.rounds is -1: expected 0 or more":                                   func(r *engine.Report) { r.Plan.Rounds = -1 },
	"run.plan.max_time_ns is -1: expected 0 or more":                              func(r *engine.Report) { r.Plan.MaxTime = -1 },
	"run.plan.looks[1] is 8: expected more than 8":                                func(r *engine.Report) { r.Plan.Rounds, r.Plan.Looks = 8, []int{8, 8} },
	"run.plan.looks[0] is 0: expected more than 0":                                func(r *engine.Report) { r.Plan.Looks = []int{0, 1} },
	"run.plan.looks[0] is 8: expected more than 0 and at most run.plan.rounds, 1": func(r *engine.Report) { r.Plan.Looks = []int{8} },
	"run.plan.looks ends with 8: expected run.plan.rounds, 60":                    func(r *engine.Report) { r.Plan.Rounds, r.Plan.Looks = 60, []int{8} },
	"run.results[0].look is 1: expected 0 to 0":                                   func(r *engine.Report) { r.Results[0].Look = 1 },
	"run.results[0].look is -1: expected 0 or more":                               func(r *engine.Report) { r.Results[0].Look = -1 },
	"run.host.logical_cpus is -16":                                                func(r *engine.Report) { r.Host.LogicalCPUs = -16 },
	"run.results[0].spec: expected a name":                                        func(r *engine.Report) { r.Results[0].Spec.Name = "" },
	"run.results[1] is a second result of":                                        func(r *engine.Report) { r.Results[1] = r.Results[0] },
	"run.results[0].schedule is \"both\"":                                         func(r *engine.Report) { r.Results[0].Schedule = engine.Both },
	"run.results[0].workers is 0":                                                 func(r *engine.Report) { r.Results[0].Workers = 0 },
	"run.results[0].ceiling.limits is empty":                                      func(r *engine.Report) { r.Results[0].Ceiling.Limits = nil },
	"run.results[0] is skewed":                                                    func(r *engine.Report) { r.Results[0].Skewed, r.Results[0].SpeedupByT = true, nil },
	"run.results[0].spec.operations is -1":                                        func(r *engine.Report) { r.Results[0].Spec.Operations = -1 },
	"run.results[0].spec.targets[0].metric is \"luck\"":                           func(r *engine.Report) { r.Results[0].Spec.Targets[0].Metric = "luck" },
	"run.results[0].assessments[0].target.metric is \"luck\"":                     func(r *engine.Report) { r.Results[0].Assessments[0].Target.Metric = "luck" },
	"run.results[0].assessments[0].outcome is \"great\"":                          func(r *engine.Report) { r.Results[0].Assessments[0].Outcome = "great" },
	"run.results[0].speedup_by_t.interval.confidence is -2": func(r *engine.Report) {
		r.Results[0].SpeedupByT.Interval = &stats.Interval{Low: 1, High: 2, Confidence: -2}
	},
	"run.results[0].speedup_by_t.value is 1e-320":                                func(r *engine.Report) { r.Results[0].SpeedupByT.Value = 1e-320 },
	"run.results[0].speedup_by_t.interval: low lies above high":                  func(r *engine.Report) { r.Results[0].SpeedupByT.Interval = &stats.Interval{Low: 2, High: 1} },
	"run.results[0].samples[1].workload is \"x\"":                                func(r *engine.Report) { r.Results[0].Samples[1].Workload = "x" },
	"run.results[0].samples[1].schedule is \"isolated\"":                         func(r *engine.Report) { r.Results[0].Samples[1].Schedule = engine.Isolated },
	"run.results[0].samples[1].kind is \"diagonal\"":                             func(r *engine.Report) { r.Results[0].Samples[1].Kind = "diagonal" },
	"run.results[0].samples[1].passes is 0":                                      func(r *engine.Report) { r.Results[0].Samples[1].Passes = 0 },
	"run.results[0].samples[1].workers is -3":                                    func(r *engine.Report) { r.Results[0].Samples[1].Workers = -3 },
	"run.results[0].samples[1].makespan_ns is 0":                                 func(r *engine.Report) { r.Results[0].Samples[1].Makespan = 0 },
	"run.results[0].samples[1].busy_ns is -1":                                    func(r *engine.Report) { r.Results[0].Samples[1].Busy = -1 },
	"run.results[3].samples[0].parts has 2 entries: expected 3":                  func(r *engine.Report) { s := &r.Results[3].Samples[0]; s.Parts = s.Parts[:2] },
	"run.results[0].samples[0].operations.failed is -1":                          func(r *engine.Report) { r.Results[0].Samples[0].Operations.Failed = -1 },
	"run.results[0].samples[0].evidence.wire.requests is -1":                     func(r *engine.Report) { r.Results[0].Samples[0].Evidence.Wire.Requests = -1 },
	"run.quality.badge is \"great\": expected one of":                            func(r *engine.Report) { r.Quality.Badge = "great" },
	"run.results[0].gated is -1: expected 0 or more":                             func(r *engine.Report) { r.Results[0].Gated = -1 },
	"run.results[0].samples[1].gate is \"shut\": expected one of":                func(r *engine.Report) { r.Results[0].Samples[1].Gate = "shut" },
	"run.results[0].samples[1].gate_weight is 1.5: expected 0 to 1":              func(r *engine.Report) { r.Results[0].Samples[1].GateWeight = 1.5 },
	"run.results[0].samples[0].evidence.machine.foreign is 1.5: expected 0 to 1": func(r *engine.Report) { machineOf(r).Foreign = share(1.5) },
	"run.results[0].samples[0].evidence.machine.held is -0.5: expected 0 to 1":   func(r *engine.Report) { machineOf(r).Held = share(-0.5) },
	"run.results[0].samples[0].evidence.machine.canary_unit_ns is -1":            func(r *engine.Report) { machineOf(r).CanaryUnit = -1 },
	"run.results[0].profiles[0].kind is \"\": expected one of":                   func(r *engine.Report) { r.Results[0].Profiles = []engine.ProfileSummary{{}} },
	"run.results[0].profiles[0].cpu_ns is -1: expected 0 or more":                func(r *engine.Report) { profileOf(r).CPU = -1 },
	"run.results[0].profiles[0].functions[0].flat is 2: expected 0 to 1":         func(r *engine.Report) { profileOf(r).Functions[0].Flat = 2 },
	"run.results[0].profiles[0].functions[0].cumulative is -1: expected 0 to 1":  func(r *engine.Report) { profileOf(r).Functions[0].Cumulative = -1 },
	"run.results[0].operations.finished is -9223372036854775808: expect":         func(r *engine.Report) { r.Results[0].Operations.Finished = -1 << 63 },
}

func share(f float64) *float64 { return &f }

func machineOf(r *engine.Report) *engine.MachineEvidence {
	m := &engine.MachineEvidence{}
	r.Results[0].Samples[0].Evidence.Machine = m
	return m
}

func profileOf(r *engine.Report) *engine.ProfileSummary {
	r.Results[0].Profiles = []engine.ProfileSummary{{Kind: engine.Parallel, Functions: []engine.FunctionShare{{Function: "f"}}}}
	return &r.Results[0].Profiles[0]
}

func TestUnsoundReports(t *testing.T) {
	racebuild.SkipSequential(t)
	for want, spoil := range unsound {
		spoiled := recorded.Quick().Copy().Report
		spoil(&spoiled)
		_, err := export.Decode(strings.NewReader(encoded(t, spoiled)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// TestStrangeReportsAreShown holds that what Decode lets through, however
// strange, can be shown, assessed and explained.
func TestStrangeReportsAreShown(t *testing.T) {
	racebuild.SkipSequential(t)
	for name, spoil := range map[string]func(*engine.Report){
		"cores of differing lengths": func(r *engine.Report) { s := &r.Results[0].Samples[0]; s.Evidence.Cores = s.Evidence.Cores[:1] },
		"no such histogram":          func(r *engine.Report) { r.Results[0].Samples[0].Latency.Histogram = "AAAA" },
		"no settings":                func(r *engine.Report) { r.Results[0].Spec.Settings = nil },
		"no statuses":                func(r *engine.Report) { r.Results[0].Samples[0].Evidence.Wire.Statuses = nil },
		"no figures":                 func(r *engine.Report) { r.Results[0].Sequential, r.Results[0].Speedup = nil, nil },
		"no assessments":             func(r *engine.Report) { r.Results[0].Assessments = nil },
		"no operations":              func(r *engine.Report) { r.Results[0].Spec.Operations = 0 },
		"one round many times": func(r *engine.Report) {
			for i := range r.Results[0].Samples {
				r.Results[0].Samples[i].Round = 1
			}
		},
		"no results": func(r *engine.Report) { r.Results = nil },
		"no cores":   func(r *engine.Report) { r.Utilisation = &engine.Utilisation{} },
	} {
		strange := recorded.Quick().Copy().Report
		spoil(&strange)
		decoded, err := export.Decode(strings.NewReader(encoded(t, strange)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		use(t, &decoded)
	}
}

// use does with a report what the program does with one.
func use(t *testing.T, r *engine.Report) {
	t.Helper()
	for _, style := range []report.Style{{}, {Width: 40, Colour: true}} {
		if err := report.Write(io.Discard, r, style); err != nil {
			t.Fatal(err)
		}
	}
	diagnose.Explain(r)
	for i := range r.Results {
		result := &r.Results[i]
		assess.Workload(assess.Input{
			Spec: result.Spec, Schedule: result.Schedule, Workers: result.Workers, CPUs: r.Host.CPUs(),
			Looks: len(r.Plan.Looks), Failure: result.Failure, Samples: result.Samples,
		})
	}
	assess.Utilisation(r.Results, r.Host)
	assess.Interference(r.Results)
}

// tiny is a report of two workloads and two cores: a mutation of it is likely
// to hit something that matters.
func tiny() engine.Report {
	r := recorded.Quick().Copy().Report
	r.Results = []engine.Result{r.Results[0], r.Results[3]}
	for i := range r.Results {
		for s := range r.Results[i].Samples {
			sample := &r.Results[i].Samples[s]
			sample.Evidence.Cores = sample.Evidence.Cores[:2]
			if s > 0 {
				sample.Latency.Histogram = ""
			}
		}
	}
	r.Utilisation.Cores, r.Findings = r.Utilisation.Cores[:2], r.Findings[:1]
	return r
}

// FuzzDecode holds that no file makes the program panic, and that what was
// accepted is written and read again as the same.
func FuzzDecode(f *testing.F) {
	text := encoded(f, tiny())
	f.Add(text)
	f.Add(regexp.MustCompile(`"histogram": "[^"]*"`).ReplaceAllString(text, `"histogram": ""`))
	f.Add(strings.ReplaceAll(text, ": 1", ": -1"))
	f.Add(strings.ReplaceAll(text, `"speedup"`, `"slowdown"`))
	f.Add(strings.ReplaceAll(text, "[", "[null,"))
	f.Add("")
	f.Add(`{"schema": 1, "run": {}}`)
	f.Add(`{"schema": 1, "run": {"schema": 1, "plan": {"schedule": "both"}}}`)
	f.Add(`{"schema": 1, "benchmarks": [], "run": {"schema": 1}}`)
	f.Fuzz(func(t *testing.T, text string) {
		decoded, err := export.Decode(strings.NewReader(text))
		if err != nil {
			return
		}
		use(t, &decoded)
		again, err := export.Decode(strings.NewReader(encoded(t, decoded)))
		if err != nil {
			t.Fatalf("what was written is not read: %v", err)
		}
		if diff := cmp.Diff(decoded, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("what was written is read as another:\n%s", diff)
		}
	})
}
