package workloads

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
)

func TestNames(t *testing.T) {
	want := []string{"bulk-creation", "tracking", "analytics", "parsing"}
	if got := Names(); !slices.Equal(got, want) {
		t.Errorf("names %q: expected %q", got, want)
	}
	seen := map[string]bool{}
	for _, entry := range Entries() {
		if entry.Summary == "" || strings.Contains(entry.Summary, "\n") || len(entry.Sizes) == 0 {
			t.Errorf("%s: summary %q, %d sizes", entry.Name, entry.Summary, len(entry.Sizes))
		}
		for _, size := range entry.Sizes {
			if seen[size.Name] || size.Usage == "" || size.Default < 1 || size.Default > size.Most {
				t.Errorf("%s: size %+v is not whole, or its flag is taken", entry.Name, size)
			}
			seen[size.Name] = true
		}
	}
}

// The caller may change what the registry returns: the registry stays the same.
func TestRegistryCannotBeChanged(t *testing.T) {
	Entries()[0].Name = "other"
	Names()[0] = "other"
	if Names()[0] == "other" || Entries()[0].Name == "other" {
		t.Error("the registry was changed from outside")
	}
}

func TestSelect(t *testing.T) {
	for _, c := range []struct{ asked, want []string }{
		{nil, Names()},
		{[]string{}, Names()},
		{[]string{"parsing", "bulk-creation"}, []string{"bulk-creation", "parsing"}},
		{[]string{"tracking", "tracking", "tracking"}, []string{"tracking"}},
		{[]string{"parsing", "analytics", "tracking", "bulk-creation"}, Names()},
	} {
		entries, err := Select(c.asked)
		var got []string
		for _, entry := range entries {
			got = append(got, entry.Name)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, %v: expected %q", c.asked, got, err, c.want)
		}
	}
	for _, unknown := range []string{"", "Parsing", "parsing ", "bulk_creation", "all"} {
		_, err := Select([]string{"parsing", unknown})
		if err == nil || !strings.Contains(err.Error(), "bulk-creation, tracking, analytics, parsing") {
			t.Errorf("%q: %v: expected an error that lists the names", unknown, err)
		}
	}
}

func TestBuildChecksSizes(t *testing.T) {
	environment := sampleEnvironment(t)
	for _, entry := range Entries() {
		for _, size := range entry.Sizes {
			for _, n := range []int{0, -1, size.Most + 1} {
				environment.Sizes = map[string]int{size.Name: n}
				_, err := entry.Build(environment)
				if err == nil || !strings.Contains(err.Error(), size.Name+" ") || !strings.Contains(err.Error(), "expected 1 to") {
					t.Errorf("%s %d: %v: expected an error that names the size and the limits", size.Name, n, err)
				}
			}
		}
		environment.Sizes = nil
		if _, err := entry.Build(environment); err != nil {
			t.Errorf("%s: %v", entry.Name, err)
		}
	}
}

// A missing client or missing lines are an error when the workload is built,
// not in the middle of a run.
func TestBuildChecksTheEnvironment(t *testing.T) {
	for _, entry := range Entries() {
		_, err := entry.Build(Environment{})
		needy := entry.UsesServer || entry.UsesLines
		if (err != nil) != needy || needy && !strings.HasPrefix(err.Error(), entry.Name+": there is no ") {
			t.Errorf("%s in an empty environment: %v", entry.Name, err)
		}
		environment := sampleEnvironment(t)
		environment.Lines = Lines{}
		if _, err := entry.Build(environment); (err != nil) != entry.UsesLines {
			t.Errorf("%s without lines: %v", entry.Name, err)
		}
	}
}

func TestDefaults(t *testing.T) {
	want := map[string]int{"bulk-creation": 10, "tracking": 50, "analytics": 10_000, "parsing": 1_000}
	for name, size := range want {
		spec := built(t, name, sampleEnvironment(t)).Spec()
		if spec.Size != size {
			t.Errorf("%s: size %d by default, expected %d", name, spec.Size, size)
		}
	}
	environment := sampleEnvironment(t)
	environment.Sizes = map[string]int{"packages": 7, "unheard-of": 3}
	if size := built(t, "tracking", environment).Spec().Size; size != 7 {
		t.Errorf("size %d: expected 7", size)
	}
	if size := built(t, "bulk-creation", environment).Spec().Size; size != 10 {
		t.Errorf("size %d: expected the default of 10", size)
	}
}

func TestTargets(t *testing.T) {
	speedup := func(bound float64) engine.Target {
		return engine.Target{Metric: engine.MetricSpeedup, Bound: bound, Gates: true}
	}
	expected := engine.Target{Metric: engine.MetricSpeedup, Bound: 5, Where: "an M3 Max with 16 CPUs"}
	within := func(seconds float64) engine.Target {
		return engine.Target{Metric: engine.MetricTime, Bound: seconds, Gates: true}
	}
	for _, c := range []struct {
		name, bound string
		want        []engine.Target
	}{
		{"bulk-creation", "", []engine.Target{speedup(5)}},
		{"tracking", "", []engine.Target{speedup(8)}},
		{"analytics", "", []engine.Target{speedup(1), expected}},
		{"parsing", "", []engine.Target{within(1)}},
		{"bulk-creation", "6", []engine.Target{speedup(6)}},
		{"bulk-creation", ">6.5x", []engine.Target{speedup(6.5)}},
		{"analytics", "1.5x", []engine.Target{speedup(1.5), expected}},
		{"parsing", "500ms", []engine.Target{within(0.5)}},
	} {
		environment := sampleEnvironment(t)
		if c.bound != "" {
			environment.Targets = map[string]string{c.name: c.bound}
		}
		workload := built(t, c.name, environment)
		if diff := cmp.Diff(c.want, workload.Spec().Targets); diff != "" {
			t.Errorf("%s=%s (-want +got):\n%s", c.name, c.bound, diff)
		}
		workload.Spec().Targets[0].Bound = 77 // by a careless caller
		if diff := cmp.Diff(c.want, workload.Spec().Targets); diff != "" {
			t.Errorf("%s=%s, after a change to what Spec returned (-want +got):\n%s", c.name, c.bound, diff)
		}
	}
}

func TestBadTargets(t *testing.T) {
	for name, bounds := range map[string][]string{
		"bulk-creation": {"0", "-1", "fast", "NaN", "Inf", "500ms", "1e7"},
		"parsing":       {"6", "6x", "-1s", "0s", "soon"},
	} {
		for _, bound := range bounds {
			environment := sampleEnvironment(t)
			environment.Targets = map[string]string{name: bound}
			entries, _ := Select([]string{name})
			_, err := entries[0].Build(environment)
			if err == nil || !strings.HasPrefix(err.Error(), name+": ") || !strings.Contains(err.Error(), "expected") {
				t.Errorf("%s=%s: %v: expected an error that says what is accepted", name, bound, err)
			}
		}
	}
}

// A spec is complete, is the same at every call, and has the keys that the
// export uses.
func TestSpecs(t *testing.T) {
	keys := map[string][2]string{
		"bulk-creation": {"bulk_creation", "shipments"}, "tracking": {"batch_tracking", "packages"},
		"analytics": {"analytics", "shipments"}, "parsing": {"parsing", "iterations"},
	}
	for _, entry := range Entries() {
		workload := built(t, entry.Name, sampleEnvironment(t))
		spec := workload.Spec()
		if diff := cmp.Diff(spec, workload.Spec()); diff != "" {
			t.Errorf("%s: another spec at the second call:\n%s", entry.Name, diff)
		}
		if got := [2]string{spec.Key, spec.SizeKey}; spec.Name != entry.Name || got != keys[entry.Name] {
			t.Errorf("%s: name %s, keys %q: expected %q", entry.Name, spec.Name, got, keys[entry.Name])
		}
		for field, text := range map[string]string{"title": spec.Title, "item": spec.Item, "items": spec.Items, "noun": spec.SizeNoun, "bound": string(spec.Bound)} {
			if text == "" {
				t.Errorf("%s has no %s", entry.Name, field)
			}
		}
		if spec.PassItems < spec.Size || spec.Operations < 1 || len(spec.Targets) == 0 {
			t.Errorf("%s: %+v", entry.Name, spec)
		}
		if _, err := json.Marshal(spec); err != nil {
			t.Error(err)
		}
	}
	parts := []string{"parse_spreadsheet_line", "parse_dimensions", "parse_weight"}
	if spec := built(t, "parsing", sampleEnvironment(t)).Spec(); !slices.Equal(spec.Parts, parts) || spec.PassItems != 3*spec.Size {
		t.Errorf("parsing has parts %q and %d items", spec.Parts, spec.PassItems)
	}
}

// The settings hold everything in which two comparable measurements must agree.
func TestSettings(t *testing.T) {
	environment := sampleEnvironment(t)
	for name, want := range map[string]map[string]string{
		"bulk-creation": {"endpoint": "simulator", "latency": "fixed", "lines": "built-in sample"},
		"tracking":      {"endpoint": "simulator", "latency": "fixed"},
		"analytics":     {"chunks": "16"},
		"parsing":       {"lines": "built-in sample"},
	} {
		spec := built(t, name, environment).Spec()
		if diff := cmp.Diff(want, spec.Settings); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	environment.Uniform = false
	if built(t, "tracking", environment).Spec().Uniform || built(t, "bulk-creation", environment).Spec().Uniform {
		t.Error("uniform over a server that is not")
	}
}

// A workload of the user's own can't have the name of one that there is, nor one
// that has its key in an export.
func TestTaken(t *testing.T) {
	for name, want := range map[string]bool{"tracking": true, "batch-tracking": true, "bulk-creation": true, "tests": false, "tracking-2": false} {
		if got := Taken(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
