package order

import (
	"strings"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/workloads"
)

// dimensions reads what --vary was given.
func dimensions(t *testing.T, given ...string) []Dimension {
	t.Helper()
	var all []Dimension
	for _, text := range given {
		d, err := ParseDimension(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

// The first dimension is compared, within each combination of the others.
func TestCombine(t *testing.T) {
	variants, effects, err := Combine(dimensions(t, "connections=pooled,per-request", "rtt=0ms,20ms", "workers=4,8"))
	if err != nil || len(variants) != 8 || len(effects) != 4 {
		t.Fatalf("%v, %d variants, %d effects", err, len(variants), len(effects))
	}
	byName := map[string]engine.Variant{}
	for _, v := range variants {
		byName[v.Name] = v
		if v.Settings["workers"] == "" || v.Settings["rtt"] == "" || v.Settings["connections"] == "" || v.Workers != 4 && v.Workers != 8 {
			t.Errorf("%+v", v)
		}
	}
	for _, e := range effects {
		one, other := byName[e.Variant], byName[e.Reference]
		if one.Settings["connections"] != "per-request" || other.Settings["connections"] != "pooled" || one.Settings["rtt"] != other.Settings["rtt"] || one.Workers != other.Workers {
			t.Errorf("%+v", e)
		}
	}
	plan := engine.Plan{Variants: variants, Effects: effects}
	if err := plan.CheckVariants(); err != nil {
		t.Error(err)
	}
}

// The effects share the error: an adaptive plan's first look has an interval for all
// of them, and a fixed plan needs as many rounds.
func TestTakeEffects(t *testing.T) {
	variants, effects, err := Combine(dimensions(t, "workers=1,2,3,4"))
	if err != nil {
		t.Fatal(err)
	}
	adaptive := engine.Plan{Looks: engine.DeclaredLooks(), Rounds: 60}
	if err := TakeEffects(&adaptive, variants, effects); err != nil || adaptive.Looks[0] != assess.LooksFor(3)[0] || adaptive.GatingEffects() != 3 || adaptive.Rounds != 60 {
		t.Errorf("%v, %+v", err, adaptive)
	}
	for rounds, want := range map[int]string{6: "intervals of 3 differences together need 7", 7: "", 1000: "", 1025: "expected 1024 at the most"} {
		plan := engine.Plan{Rounds: rounds}
		err := TakeEffects(&plan, variants, effects)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d rounds: %v", rounds, err)
		}
	}
}

// A value that says how many operations are under way decides the workers, and each
// variant has an environment of its own.
func TestOrderForAVariant(t *testing.T) {
	entries, err := workloads.Select([]string{"bulk-creation", "tracking"})
	if err != nil {
		t.Fatal(err)
	}
	o := Order{Entries: entries}
	all := dimensions(t, "dispatch=pool,chunks:8", "rtt=0ms,20ms")
	for _, d := range all {
		if err := d.Check(&o); err != nil {
			t.Error(err)
		}
	}
	variants, _, err := Combine(all)
	if err != nil {
		t.Fatal(err)
	}
	for i := range variants {
		v := &variants[i]
		environment := o.For(v).Environment
		chunks := v.Settings["dispatch"] == "chunks:8"
		if (v.Workers == 8) != chunks || (environment.Dispatch.Size == 8) != chunks || (environment.RoundTrip > 0) != (v.Settings["rtt"] == "20ms") {
			t.Errorf("%+v: %+v, %v", v, environment.Dispatch, environment.RoundTrip)
		}
	}
	if o.Environment.Dispatch.Size > 0 || o.Environment.RoundTrip > 0 {
		t.Error("the order that they are made of has changed")
	}
}

func TestMoreCombinationsThanAPlanMayHave(t *testing.T) {
	list := "workers=1,2,3,4,5,6,7,8,9"
	if _, _, err := Combine(dimensions(t, list, strings.Replace(list, "workers", "chunks", 1))); err == nil || !strings.Contains(err.Error(), "more than 64 combinations") {
		t.Errorf("%v", err)
	}
}
