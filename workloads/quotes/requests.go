package quotes

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"time"

	"ep-benchmark/workloads/shipping"
)

// Requests are the requests for quotes that a run draws from: keys, and how likely
// each is or in which order they come.
type Requests struct {
	keys   []string
	orders []shipping.Shipment // one for each key
	// weights are the shares of the keys, in descending order where they are drawn.
	weights []float64
	table   []float64 // cumulated weights, by which keys are drawn
	order   []int     // of a file: the keys in the order of its lines; else nil
	skew    float64
	source  string
}

// The most that requests are drawn from.
const (
	MostKeys = 100_000
	MostSkew = 3
)

// KeyOf identifies a request for a quote by all that its price follows from: where it
// comes from, where it goes, and the parcel. Names and streets are no part of it.
func KeyOf(s *shipping.Shipment) string {
	from := []string{s.Origin}
	if s.HasSender {
		from = []string{s.Sender.Country, s.Sender.State, s.Sender.PostalCode, s.Sender.City}
	}
	to := &s.Recipient
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q %v %v", from, to.Country, to.State, to.PostalCode, to.City, s.Dimensions, s.Weight))
	return hex.EncodeToString(sum[:12])
}

// Drawn are requests whose keys are drawn by Zipf's law with a skew: the i-th most
// frequent key has the weight 1/i^skew. The keys are the lines with other weights: a
// quarter of an ounce more for each further use of a line.
func Drawn(lines []shipping.Shipment, distinct int, skew float64) (*Requests, error) {
	switch {
	case len(lines) == 0:
		return nil, errors.New("there is no line to make keys from")
	case distinct < 1 || distinct > MostKeys:
		return nil, fmt.Errorf("%d keys: expected 1 to %d", distinct, MostKeys)
	case !(skew >= 0 && skew <= MostSkew):
		return nil, fmt.Errorf("the skew %v: expected 0 to %d", skew, MostSkew)
	}
	r := &Requests{skew: skew, source: "drawn"}
	known := map[string]bool{}
	for i := 0; len(r.keys) < distinct; i++ {
		order := lines[i%len(lines)]
		order.Weight += float64(i/len(lines)) / 4
		if key := KeyOf(&order); !known[key] {
			known[key] = true
			r.keys, r.orders = append(r.keys, key), append(r.orders, order)
		}
	}
	r.weights = zipf(distinct, skew)
	r.cumulate()
	return r, nil
}

// zipf are the shares of n keys, which add up to 1.
func zipf(n int, skew float64) []float64 {
	weights, sum := make([]float64, n), 0.0
	for i := range weights {
		weights[i] = math.Pow(float64(i+1), -skew)
		sum += weights[i]
	}
	for i := range weights {
		weights[i] /= sum
	}
	return weights
}

// cumulate makes the table by which keys are drawn.
func (r *Requests) cumulate() {
	r.table = make([]float64, len(r.weights))
	sum := 0.0
	for i, w := range r.weights {
		sum += w
		r.table[i] = sum
	}
	r.table[len(r.table)-1] = 1
}

// Listed are the requests of a file, in its order.
func Listed(lines []shipping.Shipment, source string) (*Requests, error) {
	if len(lines) < 2 {
		return nil, errors.New("expected two requests or more, since one repeats nothing")
	}
	r := &Requests{source: source}
	at := map[string]int{}
	for i := range lines {
		key := KeyOf(&lines[i])
		index, known := at[key]
		if !known {
			index = len(r.keys)
			at[key] = index
			r.keys, r.orders, r.weights = append(r.keys, key), append(r.orders, lines[i]), append(r.weights, 0)
		}
		r.weights[index] += 1 / float64(len(lines))
		r.order = append(r.order, index)
	}
	r.cumulate()
	return r, nil
}

// Keys is how many keys there are.
func (r *Requests) Keys() int { return len(r.keys) }

// Lines is how many requests a file has; 0 where they are drawn.
func (r *Requests) Lines() int { return len(r.order) }

// first are the first n requests of a file.
func (r *Requests) first(n int) *Requests {
	part := *r
	part.order = r.order[:min(n, len(r.order))]
	return &part
}

// draw is a key by its share.
func (r *Requests) draw(random *rand.Rand) int {
	return min(sort.SearchFloat64s(r.table, random.Float64()), len(r.table)-1)
}

// repeated is the share of a file's requests that repeat an earlier one.
func (r *Requests) repeated() float64 { return 1 - float64(len(r.keys))/float64(len(r.order)) }

// An arrival is a request: which key is asked for, and when on the requests' clock.
type arrival struct {
	key int
	at  time.Duration
}

// arrivals are n requests that arrive independently of one another at a rate: the
// gaps between them are exponential. Those of a file come in its order, from its
// beginning; there are not more than it has.
func (r *Requests) arrivals(n int, perHour float64, seed uint64) []arrival {
	random := rand.New(rand.NewPCG(seed, 0x71756f7465))
	all, at := make([]arrival, n), 0.0
	for i := range all {
		at += random.ExpFloat64() * float64(time.Hour) / perHour
		all[i].at = time.Duration(at)
		if r.order == nil {
			all[i].key = r.draw(random)
		} else {
			all[i].key = r.order[i]
		}
	}
	return all
}

// favourite is the share of the key that is asked for most.
func (r *Requests) favourite() (key int, share float64) {
	key = slices.Index(r.weights, slices.Max(r.weights))
	return key, r.weights[key]
}

// setting names the requests, by which runs are compared.
func (r *Requests) setting() string {
	if r.order == nil {
		return fmt.Sprintf("%d by Zipf's law with skew %v", len(r.keys), r.skew)
	}
	sum := sha256.New()
	for _, index := range r.order {
		sum.Write([]byte(r.keys[index]))
	}
	return fmt.Sprintf("%d in %d requests of %s, %.6x", len(r.keys), len(r.order), cmp.Or(r.source, "a file"), sum.Sum(nil))
}
