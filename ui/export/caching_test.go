package export_test

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/report"
)

// cachedRun is the report of a run in which caches took turns.
func cachedRun() *engine.Report {
	none := map[string]string{"cache": "none"}
	r := tookTurns(engine.Plan{
		Variants: []engine.Variant{{Name: "cache=none", Settings: none}, {Name: "cache=redis", Settings: map[string]string{"cache": "redis"}}},
		Effects:  []engine.Effect{{Variant: "cache=redis", Reference: "cache=none", Gates: true}},
	}, map[string]time.Duration{"cache=none": 2 * time.Second, "cache=redis": time.Second})
	result, skew := &r.Results[0], 1.0
	result.Variants[0].Cache = &engine.CacheFigures{CacheEvidence: engine.CacheEvidence{Lookups: 800, Calls: 800}}
	result.Variants[1].Cache = &engine.CacheFigures{CacheEvidence: engine.CacheEvidence{Lookups: 800, Hits: 300, Joined: 100, Calls: 400}, CallsSaved: 0.5}
	result.Caching = &engine.CacheStudy{
		TTL: time.Hour, Rate: 100, Keys: 100, Skew: &skew, LegTheory: 0.52, Theory: "a theory",
		Curve: []engine.CachePoint{{TTL: time.Minute, Skew: &skew, Saved: 0.083}, {TTL: time.Hour, Skew: &skew, Saved: 0.653}},
		Reaches: []engine.CacheReach{
			{Share: 0.3, Lookups: 11.4, TTL: 412 * time.Second}, {Share: 0.5},
		},
		Stampedes: []engine.Stampede{{Cache: "redis", Callers: 16, Alone: 15, Widest: 14, Together: 1, Call: 100 * time.Millisecond, Expected: 1.25}},
		Staleness: []engine.Staleness{{TTL: time.Minute}, {TTL: time.Hour, Looked: 20_000, Share: 0.0208, MeanCents: 56, WorstCents: 711, LostCents: 598}},
		Drift:     "2%/24h",
	}
	return r
}

// What caches saved and what that costs is in every form, with its figures.
func TestReportsOfCaches(t *testing.T) {
	run := cachedRun()
	var plain strings.Builder
	if err := report.Write(&plain, run, report.Style{}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{plain.String(), string(export.Markdown(run, nil))} {
		squeezed := strings.Join(strings.Fields(strings.ReplaceAll(text, "|", " ")), " ")
		for _, want := range []string{
			"redis 800 300 100 400 50.0 % 52.0 %", "none 800 0 0 800 0.0 %", "1h 65.3 %", "30 % from 11.4 lookups in a TTL on (TTL 6 min 52 s)", "50 % by no TTL",
			"redis 16 15 14 1 100 ms 1.250", "1h 2.08 % $0.56 $7.11 $5.98", "a theory", "1m no answer from a cache",
		} {
			if !strings.Contains(squeezed, want) {
				t.Errorf("%q is not in\n%s", want, text)
			}
		}
	}
	if err := validate(t, compiled(t), encoded(t, *run)); err != nil {
		t.Error(err)
	}
}

// A report from elsewhere may have a curve with gaps, and is shown all the same.
func TestCurvesWithGaps(t *testing.T) {
	run := cachedRun()
	other := 0.5
	s := run.Results[0].Caching
	s.Curve = append(s.Curve, engine.CachePoint{TTL: time.Minute, Skew: &other, Saved: 0.1}, engine.CachePoint{TTL: time.Second, Saved: 0.2}, engine.CachePoint{TTL: time.Minute, Skew: &other, Saved: 0.1})
	for _, width := range []int{0, 40, 80} {
		var plain strings.Builder
		if err := report.Write(&plain, run, report.Style{Width: width}); err != nil || !strings.Contains(plain.String(), "20.0 %") {
			t.Errorf("%v\n%s", err, plain.String())
		}
	}
	run.Results[0].Caching = &engine.CacheStudy{}
	if err := report.Write(new(strings.Builder), run, report.Style{}); err != nil {
		t.Error(err)
	}
}
