package quotes

import "time"

// A hit is an answer from a cache: for a key, asked of the server at one time and given
// at another.
type hit struct {
	key         int
	asked, used time.Duration
}

// replay is what a cache that is empty at first does with requests one after another,
// each answered at once. It returns how many calls are made, and passes every hit on.
func replay(requests []arrival, keys int, ttl time.Duration, each func(hit)) (calls int) {
	asked := make([]time.Duration, keys)
	for i := range asked {
		asked[i] = -ttl - 1
	}
	for _, r := range requests {
		if r.at-asked[r.key] < ttl {
			if each != nil {
				each(hit{r.key, asked[r.key], r.at})
			}
			continue
		}
		calls++
		asked[r.key] = r.at
	}
	return calls
}

// replays are how often a file is replayed for a figure, each time with other gaps
// between its requests.
const replays = 5

// replayed is the share of calls that a TTL saves of a file's requests in their order,
// once through.
func (r *Requests) replayed(perHour float64, ttl time.Duration, seed uint64) float64 {
	calls := 0
	for i := range replays {
		calls += replay(r.arrivals(len(r.order), perHour, seed+uint64(i)), len(r.keys), ttl, nil)
	}
	return 1 - float64(calls)/float64(replays*len(r.order))
}
