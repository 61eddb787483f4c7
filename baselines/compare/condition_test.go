package compare

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
)

// Settings that save power are conditions where they are on. Their usual values
// don't change the fingerprint.
func TestSettingsOfPower(t *testing.T) {
	yes, no := true, false
	fingerprint := func(h engine.Host) string {
		run := Run{Conditions: conditionsOf(&h, &engine.Plan{}, nil)}
		return run.Fingerprint()
	}
	usual := fingerprint(engine.Host{})
	if told := fingerprint(engine.Host{LowPower: &no, Turbo: &yes}); told != usual {
		t.Error("settings as usual change the fingerprint")
	}
	for name, h := range map[string]engine.Host{"low power": {LowPower: &yes}, "no turbo": {Turbo: &no}} {
		if fingerprint(h) == usual {
			t.Errorf("%s: runs count as comparable with those of full speed", name)
		}
	}
	now := Run{Conditions: conditionsOf(&engine.Host{LowPower: &yes, Turbo: &no}, &engine.Plan{}, nil)}
	then := Run{Conditions: conditionsOf(&engine.Host{}, &engine.Plan{}, nil)}
	want := []Difference{{"", "low-power mode", "on", ""}, {"", "turbo", "off", ""}}
	if diff := cmp.Diff(want, differences(&now, &then)); diff != "" {
		t.Error(diff)
	}
}

// Workloads that run alone don't meet the others, so that runs with and without
// them are comparable in what they share.
func TestWorkloadsAtOnce(t *testing.T) {
	shared, alone := given{&engine.Spec{Name: "a"}, 1, false}, given{&engine.Spec{Name: "b", Alone: true}, 1, false}
	plan := engine.Plan{Schedule: engine.Concurrent, Workloads: []string{"a", "b"}}
	at := func(p engine.Plan, all ...given) string {
		run := Run{Conditions: conditionsOf(&engine.Host{}, &p, all)}
		return run.condition(Condition{Name: "workloads at once"})
	}
	if got := at(plan, shared, alone); got != "a" {
		t.Errorf("%q, want a alone", got)
	}
	plan.Workloads = []string{"b"}
	if got := at(plan, alone); got != "" {
		t.Errorf("%q, want none", got)
	}
	plan.Workloads = []string{"a"}
	if got := at(plan, shared); got != "a" {
		t.Errorf("%q, want a", got)
	}
}
