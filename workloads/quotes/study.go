package quotes

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Swept are the TTLs for which theory and staleness are worked out, besides the one
// that is measured.
var Swept = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}

// skews are those of Zipf's law that show what repetition does.
var skews = []float64{0, 0.6, 0.8, 1, 1.2}

// shares of calls saved for which the study says where they are reached.
var shares = []float64{0.3, 0.5}

// Study adds to the report of a run what is known of the caches, and says it in
// findings. Evicted is how many keys the caches' server threw away in the run; nil
// where that is not known.
func (b *Bench) Study(report *engine.Report, evicted *int64) []engine.Finding {
	var findings []engine.Finding
	for i := range report.Results {
		r := &report.Results[i]
		if r.Spec.Name != Name {
			continue
		}
		study := b.study(r.Spec.Size)
		study.Evicted = evicted
		r.Caching = study
		findings = append(findings, told(r, study)...)
	}
	return findings
}

// study works out what does not need a leg.
func (b *Bench) study(size int) *engine.CacheStudy {
	o := &b.options
	r, lookups := o.Requests, o.PerHour*o.TTL.Hours()
	s := &engine.CacheStudy{Server: o.Server, TTL: o.TTL, Rate: o.PerHour, Keys: r.Keys(), Curve: b.curve(), Drift: o.Drift.String()}
	if r.order == nil {
		steady := Steady(r.weights, lookups)
		s.Theory, s.Skew, s.SteadyTheory, s.LegTheory = Theory, &r.skew, &steady, FromEmpty(r.weights, lookups, size)
	} else {
		repeated := r.repeated()
		s.Theory, s.Repeated, s.LegTheory = FileTheory, &repeated, r.first(size).replayed(o.PerHour, o.TTL, o.Seed)
	}
	s.Reaches = b.reaches()
	b.mutex.Lock()
	s.Stampedes = slices.Clone(b.stampedes)
	b.mutex.Unlock()
	for _, ttl := range b.ttls() {
		s.Staleness = append(s.Staleness, staleness(r, o.PerHour, ttl, b.drift()))
	}
	return s
}

// drift is that of the options, with their seed.
func (b *Bench) drift() Drift {
	d := b.options.Drift
	d.Seed = b.options.Seed
	return d
}

// ttls are those that are swept, and the one that is measured, in ascending order.
func (b *Bench) ttls() []time.Duration {
	all := append(slices.Clone(Swept), b.options.TTL)
	slices.Sort(all)
	return slices.Compact(all)
}

// saved is the share of calls that a TTL with a number of lookups saves: of a file's
// requests once through, and else in steady state.
func (b *Bench) saved(lookups float64) float64 {
	r := b.options.Requests
	if r.order != nil {
		return r.replayed(b.options.PerHour, b.lasting(lookups), b.options.Seed)
	}
	return Steady(r.weights, lookups)
}

// lasting is how long a number of lookups takes.
func (b *Bench) lasting(lookups float64) time.Duration {
	return time.Duration(min(lookups/b.options.PerHour*float64(time.Hour), math.MaxInt64/4))
}

// curve is calls saved by TTL, and by skew where keys are drawn.
func (b *Bench) curve() []engine.CachePoint {
	o, all := &b.options, []engine.CachePoint{}
	if o.Requests.order != nil {
		for _, ttl := range b.ttls() {
			all = append(all, engine.CachePoint{TTL: ttl, Saved: b.saved(o.PerHour * ttl.Hours())})
		}
		return all
	}
	every := append(slices.Clone(skews), o.Requests.skew)
	slices.Sort(every)
	for _, skew := range slices.Compact(every) {
		weights := zipf(o.Requests.Keys(), skew)
		for _, ttl := range b.ttls() {
			all = append(all, engine.CachePoint{TTL: ttl, Skew: &skew, Saved: Steady(weights, o.PerHour*ttl.Hours())})
		}
	}
	return all
}

// mostLookups is far more than any TTL holds.
const mostLookups = 1e12

// reaches says from which TTL on a share of the calls is saved.
func (b *Bench) reaches() []engine.CacheReach {
	all := []engine.CacheReach{}
	for _, share := range shares {
		found := engine.CacheReach{Share: share}
		most := float64(mostLookups)
		if n := b.options.Requests.Lines(); n > 0 {
			most = 10 * float64(n) // a TTL that outlasts the whole file
		}
		if lookups, ok := reach(share, most, b.saved); ok {
			found.Lookups = lookups
			found.TTL = b.lasting(lookups)
		}
		all = append(all, found)
	}
	return all
}

// told says it in words, with the figures.
func told(r *engine.Result, s *engine.CacheStudy) []engine.Finding {
	var all []engine.Finding
	add := func(statement, try string, evidence ...engine.Figure) {
		all = append(all, engine.Finding{Workload: r.Spec.Name, Statement: statement, Try: try, Evidence: evidence})
	}
	for i := range r.Variants {
		if v := &r.Variants[i]; v.Cache != nil && v.Name != Variant(None) {
			add(savings(v, s), "", engine.Figure{Name: "calls saved, " + v.Name, Value: v.Cache.CallsSaved, Source: "counted in the timed legs"},
				engine.Figure{Name: "calls saved by theory", Value: s.LegTheory, Source: s.Theory})
		}
	}
	statement, try, evidence := reached(s)
	add(statement, try, evidence...)
	if len(s.Stampedes) > 0 {
		statement, evidence := herds(s)
		add(statement, "have one caller renew a key while the others wait (single flight). It is of one process: several make one call each", evidence...)
	}
	if statement, evidence := stale(s); statement != "" && s.Drift != "off" {
		add(statement, "choose the TTL by what a wrong price costs", evidence...)
	}
	if s.Evicted != nil && *s.Evicted > 0 {
		add(fmt.Sprintf("the Redis server threw away %s before they expired, since its memory is bounded: the hit ratio is below that of the theory", units.Counted(*s.Evicted, "key")),
			"give it more memory (maxmemory), or one to itself", engine.Figure{Name: "evicted keys", Value: float64(*s.Evicted), Source: "INFO stats of the server, before and after the run"})
	}
	return all
}

// savings says what a cache saved in the timed legs.
func savings(v *engine.VariantFigures, s *engine.CacheStudy) string {
	c := v.Cache
	text := fmt.Sprintf("%s: %s of %s calls saved (%s), %s by theory", v.Name, units.Count(c.Lookups-c.Calls), units.Count(c.Lookups), units.PercentTo(c.CallsSaved, 1), units.PercentTo(s.LegTheory, 1))
	if c.Joined > 0 {
		text += fmt.Sprintf("; %s were hits, and %s waited for a call that was under way", units.Count(c.Hits), units.Count(c.Joined))
	}
	return text
}

// reached says from where on shares are saved.
func reached(s *engine.CacheStudy) (statement, try string, evidence []engine.Figure) {
	var parts []string
	for _, r := range s.Reaches {
		if r.Lookups == 0 {
			parts = append(parts, fmt.Sprintf("%s by no TTL", units.PercentTo(r.Share, 0)))
			continue
		}
		parts = append(parts, fmt.Sprintf("%s from %s on (a TTL of %s at %s an hour)", units.PercentTo(r.Share, 0), units.Number(r.Lookups), units.Duration(r.TTL), units.Number(s.Rate)))
		evidence = append(evidence, engine.Figure{Name: "lookups in a TTL for " + units.PercentTo(r.Share, 0), Value: r.Lookups, Source: s.Theory})
	}
	of := fmt.Sprintf("%s drawn by Zipf's law with skew %v, in steady state", units.Counted(s.Keys, "key"), *orZero(s.Skew))
	if s.Repeated != nil {
		of = fmt.Sprintf("the file's %s, of whose requests %s repeat an earlier one", units.Counted(s.Keys, "key"), units.PercentTo(*s.Repeated, 1))
		evidence = append(evidence, engine.Figure{Name: "repeated requests", Value: *s.Repeated, Source: "the file"})
	}
	return fmt.Sprintf("how many calls a cache saves depends on how many lookups a TTL holds: %s, by theory, for %s", strings.Join(parts, "; "), of),
		"count how often your own requests repeat within the TTL, in a file of orders", nonNil(evidence)
}

// herds says what the expiry of a key makes, for each cache.
func herds(s *engine.CacheStudy) (statement string, evidence []engine.Figure) {
	var parts []string
	for i := range s.Stampedes {
		p := &s.Stampedes[i]
		parts = append(parts, fmt.Sprintf("%s with %s, and %d where calls for the same key are made once", units.Counted(p.Alone, "call"), p.Cache, p.Together))
		evidence = append(evidence, engine.Figure{Name: "stampede, each for itself, " + p.Cache, Value: float64(p.Alone), Source: measuredBefore},
			engine.Figure{Name: "stampede, single flight, " + p.Cache, Value: float64(p.Together), Source: measuredBefore})
	}
	return fmt.Sprintf("%s of a key that has just expired make %s", units.Counted(s.Stampedes[0].Callers, "caller"), strings.Join(parts, "; ")), evidence
}

const measuredBefore = "measured before the timed legs"

// stale says how wrong answers are, by TTL; "" where a cache has no answer.
func stale(s *engine.CacheStudy) (statement string, evidence []engine.Figure) {
	for i := range s.Staleness {
		x := &s.Staleness[i]
		if x.Looked == 0 {
			continue
		}
		if x.TTL == s.TTL {
			statement = fmt.Sprintf("with a TTL of %s, %s of the quotes from a cache differ from a fresh one, by $%.2f on average and $%.2f at the most: simulated, with prices that drift by %s", units.Typed(x.TTL), units.PercentTo(x.Share, 2), x.MeanCents/100, float64(x.WorstCents)/100, s.Drift)
		}
		evidence = append(evidence, engine.Figure{Name: "stale answers, TTL " + units.Typed(x.TTL), Value: x.Share, Source: "simulated, " + units.Count(int64(x.Looked)) + " looks"},
			engine.Figure{Name: "mean difference, TTL " + units.Typed(x.TTL), Value: x.MeanCents, Unit: "cents", Source: "simulated"})
	}
	return statement, evidence
}

func orZero(f *float64) *float64 {
	if f == nil {
		return new(float64)
	}
	return f
}

func nonNil(f []engine.Figure) []engine.Figure {
	if f == nil {
		return []engine.Figure{}
	}
	return f
}
