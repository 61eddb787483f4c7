package engine

import "time"

// CacheEvidence says what a cache did in a leg. Every lookup is a hit, joined
// another's call, or made a call of its own.
type CacheEvidence struct {
	Lookups int64 `json:"lookups"`
	Hits    int64 `json:"hits"`   // the cache had an answer that had not expired
	Joined  int64 `json:"joined"` // waited for a call for the same key that was under way
	Calls   int64 `json:"calls"`  // of the server behind the cache
}

// Add adds what a cache did in another leg.
func (c *CacheEvidence) Add(other CacheEvidence) {
	c.Lookups += other.Lookups
	c.Hits += other.Hits
	c.Joined += other.Joined
	c.Calls += other.Calls
}

// Saved is the share of the lookups that made no call, 0 to 1.
func (c *CacheEvidence) Saved() float64 {
	if c.Lookups == 0 {
		return 0
	}
	return 1 - float64(c.Calls)/float64(c.Lookups)
}

// CacheFigures add up what a cache did in the timed legs of a variant.
type CacheFigures struct {
	CacheEvidence
	// CallsSaved is the share of the lookups that made no call, 0 to 1. Where calls for
	// the same key at the same time are made once, it is also the hit ratio: what
	// joined a call would have been a hit, had the legs' time not been compressed.
	CallsSaved float64 `json:"calls_saved"`
}

// CacheStudy is what is known of a cache beside its timed legs.
type CacheStudy struct {
	Server string        `json:"server,omitempty"` // that answered for a cache that is a server, in words
	TTL    time.Duration `json:"ttl_ns"`
	// Rate is how many lookups an hour has, on the clock by which answers expire.
	Rate float64 `json:"lookups_per_hour"`
	Keys int     `json:"keys"` // that can be looked up
	// Skew is that of Zipf's law by which keys are drawn; nil where they are from a
	// file.
	Skew *float64 `json:"skew,omitempty"`
	// LegTheory is the share of calls that theory says the timed legs save, which begin
	// with an empty cache; for a file, that which its requests save one after another.
	// SteadyTheory is that of a cache that has long been in use; nil for a file.
	LegTheory    float64  `json:"leg_theory"`
	SteadyTheory *float64 `json:"steady_theory,omitempty"`
	Theory       string   `json:"theory"` // which one, and its source
	// Repeated is the share of the lookups of a file that repeat an earlier one, which
	// no cache can exceed; nil where keys are drawn.
	Repeated  *float64     `json:"repeated,omitempty"`
	Curve     []CachePoint `json:"curve"`
	Reaches   []CacheReach `json:"reaches"`
	Stampedes []Stampede   `json:"stampedes,omitempty"`
	Staleness []Staleness  `json:"staleness,omitempty"`
	Drift     string       `json:"drift,omitempty"`   // how prices change in Staleness, in words
	Evicted   *int64       `json:"evicted,omitempty"` // keys that the server threw away during the run; nil where that is not known
}

// A CachePoint is the share of calls that a TTL saves by theory.
type CachePoint struct {
	TTL   time.Duration `json:"ttl_ns"`
	Skew  *float64      `json:"skew,omitempty"` // nil for the keys of a file
	Saved float64       `json:"calls_saved"`
}

// A CacheReach says from where on a share of the calls is saved, by theory.
type CacheReach struct {
	Share float64 `json:"calls_saved"`
	// Lookups is how many lookups a TTL has to hold, and TTL how long that takes at the
	// rate. Both are 0 where no TTL saves as much.
	Lookups float64       `json:"lookups_in_ttl,omitempty"`
	TTL     time.Duration `json:"ttl_ns,omitempty"`
}

// A Stampede is what happened when callers asked for one key that had just expired,
// all at once.
type Stampede struct {
	Cache   string `json:"cache"`
	Callers int    `json:"callers"`
	// Alone and Together are how many calls they made, each for itself, and with calls
	// for the same key made once; widest is how many of them were under way at once.
	Alone    int `json:"calls_alone"`
	Widest   int `json:"widest_alone"`
	Together int `json:"calls_together"`
	// Call is how long a call takes: the median of those made alone. Expected is the
	// mean number of calls that the expiry of the key that is asked for most makes at
	// the rate, each caller for itself: one, and those that arrive during it.
	Call     time.Duration `json:"call_ns"`
	Expected float64       `json:"expected_width"`
}

// Staleness says how wrong answers from a cache are, where prices change over time.
type Staleness struct {
	TTL    time.Duration `json:"ttl_ns"`
	Looked int           `json:"looked"` // answers from the cache that were compared with fresh ones
	// Share is of them those of which any price differs. MeanCents and WorstCents are
	// by how much the cheapest price of those differs, either way, and LostCents is what
	// 1,000 answers from the cache quote too little, less in none of them.
	Share      float64 `json:"stale_share"`
	MeanCents  float64 `json:"mean_cents"`
	WorstCents int64   `json:"worst_cents"`
	LostCents  float64 `json:"lost_cents_per_1000"`
}
