package compare

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/engine"
)

// together puts the reports of two configurations into that of one run.
func together(a, b *engine.Report) *engine.Report {
	whole := &engine.Report{Schema: a.Schema, Plan: engine.Plan{Schedule: engine.Isolated}}
	for _, side := range []struct {
		name   string
		report *engine.Report
		flags  map[string]string
	}{{"a", a, map[string]string{"workers": "8", "chunks": "2"}}, {"b", b, map[string]string{"workers": "16"}}} {
		variants := engine.Side(side.name, 4)
		for i := range variants {
			variants[i].Settings = side.flags
		}
		whole.Plan.Variants = append(whole.Plan.Variants, variants...)
		for i, r := range side.report.Results {
			if len(whole.Results) <= i {
				whole.Results = append(whole.Results, engine.Result{Spec: r.Spec, Schedule: r.Schedule})
			}
			for _, v := range variants {
				whole.Results[i].Variants = append(whole.Results[i].Variants, engine.VariantFigures{Variant: v})
			}
			for _, s := range r.Samples {
				s.Kind = engine.LegKind(side.name + " " + string(s.Kind))
				whole.Results[i].Samples = append(whole.Results[i].Samples, s)
			}
		}
	}
	return whole
}

// The comparison of one run's two configurations is that of two reports.
func TestDuel(t *testing.T) {
	a, b := turns(rand.New(rand.NewPCG(1, 2)), 16, 1.1)
	want := Interleaved(a, b)
	duel, two := DuelOf(together(a, b))
	if !two {
		t.Fatal("the run has two configurations")
	}
	c := &duel.Comparison
	if c.Then.Name != "a" || c.Now.Name != "b" || c.Then.Label != "--chunks 2 --workers 8" || c.Now.Label != "--workers 16" {
		t.Errorf("%q, %q", c.Then.Label, c.Now.Label)
	}
	for i := range want.Rows {
		if got, want := &c.Rows[i], &want.Rows[i]; got.Key != want.Key || !slices.Equal(got.Now.Values, want.Now.Values) || got.Verdict != want.Verdict || got.Change != want.Change {
			t.Errorf("%v: %v, %v: expected %v, %v", got.Key, got.Verdict, got.Change, want.Verdict, want.Change)
		}
	}
	if r, _ := c.Row(Key{"work-0", ParallelTime}); r.Verdict != Regressed {
		t.Errorf("%+v", r)
	}
	if _, two := DuelOf(a); two {
		t.Error("a run of one configuration has no two")
	}
}

// A run with variants is never part of a baseline, however clean it is, and has
// conditions of its own.
func TestVariantsJoinNoBaseline(t *testing.T) {
	a, b := turns(rand.New(rand.NewPCG(1, 2)), 16, 1)
	for i := range a.Results {
		a.Results[i].Rounds = 16
	}
	alone := RunOf("", a)
	whole := together(a, b)
	run := RunOf("", whole)
	run.Doubts = nil
	if !alone.Joins() || run.Joins() || !strings.Contains(strings.Join(run.Reservations(), " "), "4 variants took turns") {
		t.Errorf("%v, %v: %q", alone.Joins(), run.Joins(), run.Reservations())
	}
	if alone.Fingerprint() == run.Fingerprint() || len(run.Figures) > 0 {
		t.Errorf("%+v", run.Figures)
	}
	began := Begun("", &engine.RunStarted{Plan: whole.Plan})
	if began.Joins() {
		t.Error("it joins before it has ended")
	}
}
