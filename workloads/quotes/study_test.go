package quotes

import (
	"math"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/workloads/shipping"
)

// Of prices that change every P, the share of cached quotes that are out of date is
// T / 2P for a TTL of T up to P, since a quote's age is even over the TTL.
func TestStalenessIsByAge(t *testing.T) {
	racebuild.SkipSequential(t)
	r := sampled(t, 50, 1)
	drift := Drift{Seed: 4, Percent: 10, Every: 24 * time.Hour}
	for _, ttl := range []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour} {
		got := staleness(r, 100, ttl, drift)
		want := ttl.Hours() / 48
		if off := 4 * math.Sqrt(want*(1-want)/staleLooks); got.Looked != staleLooks || math.Abs(got.Share-want) > off {
			t.Errorf("TTL %v: %.4f of %d are out of date, not %.4f", ttl, got.Share, got.Looked, want)
		}
	}
	if still := staleness(r, 100, time.Hour, Drift{}); still.Share != 0 || still.WorstCents != 0 || still.LostCents != 0 {
		t.Errorf("without a drift: %+v", still)
	}
}

// What is sampled is what a replay of the requests finds: share and money.
func TestSampledStalenessIsAReplays(t *testing.T) {
	racebuild.SkipSequential(t)
	r := sampled(t, 30, 0.8)
	drift := Drift{Seed: 4, Percent: 10, Every: time.Hour}
	const perHour, ttl = 200, 30 * time.Minute
	sampled := staleness(r, perHour, ttl, drift)
	looked, stale, cents, lost := 0, 0, 0.0, 0.0
	replay(r.arrivals(200_000, perHour, 8), r.Keys(), ttl, func(h hit) {
		looked++
		change, differs := priceChange(&r.orders[h.key], drift, begin.Add(h.asked), begin.Add(h.used))
		if differs {
			stale++
			cents, lost = cents+math.Abs(float64(change)), lost+max(float64(change), 0)
		}
	})
	if share := float64(stale) / float64(looked); math.Abs(share-sampled.Share) > 0.015 {
		t.Errorf("%.4f are out of date in a replay, and %.4f of those sampled", share, sampled.Share)
	}
	if mean := cents / float64(stale); math.Abs(mean/sampled.MeanCents-1) > 0.1 {
		t.Errorf("they differ by %.1f cents in a replay, and by %.1f where sampled", mean, sampled.MeanCents)
	}
	if lost = 1000 * lost / float64(looked); math.Abs(lost/sampled.LostCents-1) > 0.15 {
		t.Errorf("1,000 lose %.1f cents in a replay, and %.1f where sampled", lost, sampled.LostCents)
	}
}

// repeating are orders of which each comes so often.
func repeating(t *testing.T, times ...int) []shipping.Shipment {
	t.Helper()
	base := lines(t, len(times))
	var all []shipping.Shipment
	for i, n := range times {
		for range n {
			all = append(all, base[i])
		}
	}
	return all
}

// No cache saves more of a file's requests than repeat an earlier one.
func TestRequestsOfAFile(t *testing.T) {
	r, err := Listed(repeating(t, 5, 3, 1, 1), "orders.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if r.Keys() != 4 || r.Lines() != 10 || math.Abs(r.repeated()-0.6) > 1e-12 {
		t.Errorf("%d keys in %d requests, of which %v repeat", r.Keys(), r.Lines(), r.repeated())
	}
	if saved := r.replayed(100, LongestTTL, 1); math.Abs(saved-0.6) > 1e-12 {
		t.Errorf("a TTL that outlasts the file saves %v", saved)
	}
	b := bench(t, Options{Requests: r, Size: 10, TTL: time.Hour, PerHour: 100, Seed: 1, Drift: Drift{Percent: 2, Every: time.Hour}})
	s := b.study(10)
	if s.Skew != nil || s.SteadyTheory != nil || *s.Repeated != r.repeated() || s.Theory != FileTheory {
		t.Errorf("%+v", s)
	}
	if got := s.Reaches[1]; got.Share != 0.5 || got.Lookups == 0 || math.Abs(b.saved(got.Lookups)-0.5) > 0.1 {
		t.Errorf("half of the calls: %+v", got)
	}
	rare, err := Listed(repeating(t, 2, 1, 1, 1, 1), "orders.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if got := bench(t, Options{Requests: rare, Size: 6, TTL: time.Hour, PerHour: 100}).reaches(); got[0].Lookups != 0 || got[1].Lookups != 0 {
		t.Errorf("a file of which one request in six repeats: %+v", got)
	}
	if _, err := Listed(lines(t, 1), ""); err == nil {
		t.Error("one request is accepted")
	}
}

// The study has every figure, and its findings say the telling ones.
func TestStudy(t *testing.T) {
	racebuild.SkipSequential(t)
	requests := sampled(t, 100, 1)
	b := bench(t, Options{Requests: requests, Size: 100, TTL: time.Hour, PerHour: 100, Seed: 1, Drift: Drift{Percent: 2, Every: 24 * time.Hour}, Server: "redis-server 7"})
	b.stampedes = []engine.Stampede{{Cache: "redis", Callers: 16, Alone: 16, Widest: 16, Together: 1}}
	report := &engine.Report{Results: []engine.Result{
		{Spec: engine.Spec{Name: "other"}},
		{Spec: engine.Spec{Name: Name, Size: 100}, Variants: []engine.VariantFigures{
			{Variant: engine.Variant{Name: "cache=none"}, Cache: &engine.CacheFigures{CacheEvidence: engine.CacheEvidence{Lookups: 100, Calls: 100}}},
			{Variant: engine.Variant{Name: "cache=redis"}, Cache: &engine.CacheFigures{CacheEvidence: engine.CacheEvidence{Lookups: 100, Hits: 50, Joined: 10, Calls: 40}, CallsSaved: 0.6}},
		}},
	}}
	evicted := int64(3)
	findings := b.Study(report, &evicted)
	s := report.Results[1].Caching
	if report.Results[0].Caching != nil || s == nil || s.Server != "redis-server 7" || len(s.Curve) != len(Swept)*len(skews) || len(s.Staleness) != len(Swept) || len(s.Stampedes) != 1 {
		t.Fatalf("%+v", s)
	}
	for i, want := range []string{
		"cache=redis: 60 of 100 calls saved (60.0 %), 58.", "30 % from 11.4 on (a TTL of 6 min 52 s at 100 an hour)",
		"16 callers of a key that has just expired make 16 calls with redis, and 1 where", "with a TTL of 1h, 2.", "threw away 3 keys",
	} {
		if !strings.Contains(findings[i].Statement, want) || findings[i].Workload != Name || findings[i].Evidence == nil {
			t.Errorf("%+v does not say %q", findings[i], want)
		}
	}
	if len(findings) != 5 {
		t.Errorf("%d findings", len(findings))
	}
}
