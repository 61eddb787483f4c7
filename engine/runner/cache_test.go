package runner

import (
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
)

// What a cache did in a leg is in its sample, and added up in the variant's figures.
func TestCachesAreEvidence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		work := waits("work", 10, time.Second)
		prepare := work.prepare
		work.prepare = func(leg engine.Leg) (engine.Job, error) {
			job, err := prepare(leg)
			if leg.Kind == "cache=memory" {
				job.Cache = func() engine.CacheEvidence { return engine.CacheEvidence{Lookups: 10, Hits: 5, Joined: 1, Calls: 4} }
			}
			return job, err
		}
		plan := planOf(6)
		plan.Variants = []engine.Variant{{Name: "cache=none"}, {Name: "cache=memory"}}
		report, _ := runPlan(t, t.Context(), plan, work)
		r := report.Results[0]
		for _, s := range r.Samples {
			if has := s.Evidence.Cache != nil; has != (s.Kind == "cache=memory") || has && s.Evidence.Cache.Calls != 4 {
				t.Errorf("a leg of %s has %+v", s.Kind, s.Evidence.Cache)
			}
		}
		want := engine.CacheFigures{CacheEvidence: engine.CacheEvidence{Lookups: 60, Hits: 30, Joined: 6, Calls: 24}, CallsSaved: 0.6}
		if r.Variants[0].Cache != nil || r.Variants[1].Cache == nil || *r.Variants[1].Cache != want {
			t.Errorf("%+v, %+v", r.Variants[0].Cache, r.Variants[1].Cache)
		}
	})
}
