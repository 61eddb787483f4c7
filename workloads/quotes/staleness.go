package quotes

import (
	"math/rand/v2"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/shipping"
	"ep-benchmark/workloads/simulator/rating"
)

// Drift is how prices change over time. It is simulated, with the tariffs and the
// surcharges of our simulator.
type Drift = rating.Drift

// DriftExpected describes what ParseDrift reads.
const DriftExpected = rating.DriftExpected

// ParseDrift reads how prices change over time.
func ParseDrift(text string) (Drift, error) { return rating.ParseDrift(text) }

// staleLooks is how many answers from the cache are compared with fresh ones for each
// TTL, of a file at least so many where it repeats enough. The standard error of a
// share is then 0.35 points at the most.
const staleLooks = 20_000

// years is the span of time that the looks are spread over, so that no period of the
// drift decides alone.
const years = 3 * 365 * 24 * time.Hour

// staleness compares answers from a cache with fresh ones.
func staleness(r *Requests, perHour float64, ttl time.Duration, drift Drift) engine.Staleness {
	found := engine.Staleness{TTL: ttl}
	differing, lost := 0, int64(0)
	look := func(key int, asked, used time.Time) {
		found.Looked++
		cents, differs := priceChange(&r.orders[key], drift, asked, used)
		if !differs {
			return
		}
		differing++
		lost += max(cents, 0)
		cents = max(cents, -cents)
		found.MeanCents += float64(cents)
		found.WorstCents = max(found.WorstCents, cents)
	}
	if r.order == nil {
		r.sampleHits(perHour, ttl, drift.Seed, look)
	} else {
		r.replayHits(perHour, ttl, drift.Seed, look)
	}
	if differing > 0 {
		found.MeanCents /= float64(differing)
	}
	if found.Looked > 0 {
		found.Share, found.LostCents = float64(differing)/float64(found.Looked), 1000*float64(lost)/float64(found.Looked)
	}
	return found
}

// begin is when what is simulated begins.
var begin = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// sampleHits looks at answers as they come from a cache in steady state: of a key as
// often as it hits, and of an age that is even over the TTL, since arrivals are Poisson
// after the miss that an answer is of.
func (r *Requests) sampleHits(perHour float64, ttl time.Duration, seed uint64, look func(key int, asked, used time.Time)) {
	random := rand.New(rand.NewPCG(seed, uint64(ttl)))
	hits := &Requests{weights: hitShares(r.weights, perHour*ttl.Hours())}
	hits.cumulate()
	for range staleLooks {
		asked := begin.Add(time.Duration(random.Float64() * float64(years)))
		look(hits.draw(random), asked, asked.Add(time.Duration(random.Float64()*float64(ttl))))
	}
}

// replayHits looks at the answers of a cache to a file's requests, in replays that
// begin at any time.
func (r *Requests) replayHits(perHour float64, ttl time.Duration, seed uint64, look func(key int, asked, used time.Time)) {
	random, looked := rand.New(rand.NewPCG(seed, uint64(ttl))), 0
	for i := uint64(0); i < mostReplays && looked < staleLooks; i++ {
		from := begin.Add(time.Duration(random.Float64() * float64(years)))
		replay(r.arrivals(len(r.order), perHour, seed+i), len(r.keys), ttl, func(h hit) {
			looked++
			look(h.key, from.Add(h.asked), from.Add(h.used))
		})
	}
}

// mostReplays bounds the replays of a file that repeats next to nothing.
const mostReplays = 1000

// hitShares is how the hits of a cache in steady state divide into its keys.
func hitShares(weights []float64, lookups float64) []float64 {
	shares, sum := make([]float64, len(weights)), 0.0
	for i, p := range weights {
		x := p * lookups
		shares[i] = p * x / (1 + x)
		sum += shares[i]
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}

// priceChange is by how much the cheapest price of an order rises between two times,
// and whether any of its prices changes.
func priceChange(order *shipping.Shipment, drift Drift, before, after time.Time) (cents int64, differs bool) {
	was, is := drift.At(before), drift.At(after)
	if was == is {
		return 0, false
	}
	quote, parcel := quoteOf(order)
	cheapest := func(s rating.Surcharges) (lowest int32, all [32]int32) {
		quote.Surcharge(s)
		for i := range min(quote.Offers(), len(all)) {
			all[i] = quote.Offer(i, &parcel).Rate
			if i == 0 || all[i] < lowest {
				lowest = all[i]
			}
		}
		return lowest, all
	}
	low, old := cheapest(was)
	now, new := cheapest(is)
	return int64(now - low), old != new
}

// quoteOf is what the simulator's carriers ask for an order.
func quoteOf(order *shipping.Shipment) (rating.Quote, rating.Measures) {
	from, to := rating.Location{}, rating.Location{Country: order.Recipient.Country, ZIP: order.Recipient.PostalCode}
	if order.HasSender {
		from = rating.Location{Country: order.Sender.Country, ZIP: order.Sender.PostalCode}
	}
	d := order.Dimensions
	parcel := rating.Measures{Length: d.Length, Width: d.Width, Height: d.Height, Weight: order.Weight}
	return rating.NewQuote(from, to, &parcel, rating.AllCarriers), parcel
}
