package words

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// A Grid is a small table: the first column names a row, the others are figures.
type Grid struct {
	Columns []string
	Rows    [][]string
	Note    string // what is to be said beneath
}

// CachedIn are the tables of what caches saved, and of what that costs; none for work
// without a cache.
func CachedIn(r *engine.Result) []Grid {
	s := r.Caching
	if s == nil {
		return nil
	}
	all := []Grid{callsSaved(r, s), savedByTTL(s)}
	if len(s.Stampedes) > 0 {
		all = append(all, stampedes(s))
	}
	if len(s.Staleness) > 0 && s.Drift != "off" {
		all = append(all, outOfDate(s))
	}
	return all
}

// withoutCache is the variant in which every lookup is a call.
const withoutCache = "none"

// callsSaved is what each cache did in the timed legs.
func callsSaved(r *engine.Result, s *engine.CacheStudy) Grid {
	g := Grid{Columns: []string{"cache", r.Spec.Items, "hits", "waited", "calls", "calls saved", "by theory"}}
	for i := range r.Variants {
		v := &r.Variants[i]
		c := v.Cache
		if c == nil {
			continue
		}
		name, theory := VariantName(&v.Variant), units.PercentTo(s.LegTheory, 1)
		if name == withoutCache {
			theory = ""
		}
		g.Rows = append(g.Rows, []string{
			name, units.Count(c.Lookups), units.Count(c.Hits), units.Count(c.Joined), units.Count(c.Calls), units.PercentTo(c.CallsSaved, 1), theory,
		})
	}
	g.Note = "a pass begins with an empty cache; waited: for a call for the same key that was under way. Theory: " + s.Theory
	return g
}

// savedByTTL is the curve of calls saved, and where shares of them are reached.
func savedByTTL(s *engine.CacheStudy) Grid {
	g := Grid{Columns: []string{"TTL"}}
	var ttls []time.Duration
	saved := map[time.Duration]map[string]string{}
	for i := range s.Curve {
		p := &s.Curve[i]
		if saved[p.TTL] == nil {
			ttls, saved[p.TTL] = append(ttls, p.TTL), map[string]string{}
		}
		name := savedOf(p)
		if !slices.Contains(g.Columns, name) {
			g.Columns = append(g.Columns, name)
		}
		saved[p.TTL][name] = units.PercentTo(p.Saved, 1)
	}
	for _, ttl := range ttls {
		row := []string{units.Typed(ttl)}
		for _, name := range g.Columns[1:] {
			row = append(row, saved[ttl][name])
		}
		g.Rows = append(g.Rows, row)
	}
	g.Note = curveNote(s)
	return g
}

// savedOf is which column a point of the curve is in.
func savedOf(p *engine.CachePoint) string {
	if p.Skew == nil {
		return "calls saved of the file"
	}
	return "saved, skew " + strconv.FormatFloat(*p.Skew, 'f', -1, 64)
}

func curveNote(s *engine.CacheStudy) string {
	note := fmt.Sprintf("by theory, at %s an hour, of %s", units.Number(s.Rate), units.Counted(s.Keys, "key"))
	if s.Repeated == nil {
		note += " drawn by Zipf's law, in steady state"
	} else {
		note = fmt.Sprintf("replayed at %s an hour; %s of the requests repeat an earlier one", units.Number(s.Rate), units.PercentTo(*s.Repeated, 1))
	}
	for _, reach := range s.Reaches {
		note += "; " + reached(&reach)
	}
	return note
}

// reached says from where on a cache saves a share of the calls.
func reached(r *engine.CacheReach) string {
	if r.Lookups == 0 {
		return units.PercentTo(r.Share, 0) + " by no TTL"
	}
	return fmt.Sprintf("%s from %s lookups in a TTL on (TTL %s)", units.PercentTo(r.Share, 0), units.Number(r.Lookups), units.Duration(r.TTL))
}

// stampedes are what the expiry of a key made.
func stampedes(s *engine.CacheStudy) Grid {
	g := Grid{Columns: []string{"stampede", "callers", "calls, each alone", "at once", "calls, made once", "a call", "expected"}}
	for i := range s.Stampedes {
		p := &s.Stampedes[i]
		g.Rows = append(g.Rows, []string{
			p.Cache, strconv.Itoa(p.Callers), strconv.Itoa(p.Alone), strconv.Itoa(p.Widest), strconv.Itoa(p.Together), units.Duration(p.Call), fmt.Sprintf("%.3f", p.Expected),
		})
	}
	g.Note = "measured once, before the legs: all ask for one key as it expires. Expected: calls of an expiry of the key that is asked for most, at the rate of this run, each alone"
	return g
}

// outOfDate is how wrong cached answers are.
func outOfDate(s *engine.CacheStudy) Grid {
	g := Grid{Columns: []string{"TTL", "out of date", "differ by", "at most", "quoted too low, per 1,000"}}
	for i := range s.Staleness {
		x := &s.Staleness[i]
		if x.Looked == 0 {
			g.Rows = append(g.Rows, []string{units.Typed(x.TTL), "no answer from a cache", "", "", ""})
			continue
		}
		g.Rows = append(g.Rows, []string{units.Typed(x.TTL), units.PercentTo(x.Share, 2), dollars(x.MeanCents), dollars(float64(x.WorstCents)), dollars(x.LostCents)})
	}
	g.Note = "simulated: prices drift by " + s.Drift + "; the share of cached quotes in which any price differs from a fresh one, and by how much the cheapest differs in those"
	return g
}

func dollars(cents float64) string { return fmt.Sprintf("$%.2f", cents/100) }
