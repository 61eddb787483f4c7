package simulator

import (
	"fmt"
	"strconv"
	"time"

	limiter "golang.org/x/time/rate"

	"ep-benchmark/workloads/simulator/endpoint"
)

const (
	documentedRate = 5 // requests a second on lists
	highestRate    = 1_000_000
)

// Limit is how many requests a second are let through. The zero value lets all of them.
type Limit struct {
	perSecond int  // 0 = no limit
	lists     bool // of lists only, all of them together
}

// ParseLimit reads off, documented (5 requests a second on lists, as EasyPost's documentation has it) or a number of
// requests a second.
func ParseLimit(text string) (Limit, error) {
	switch text {
	case "off":
		return Limit{}, nil
	case "documented":
		return Limit{documentedRate, true}, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > highestRate {
		return Limit{}, fmt.Errorf("rate limit %s: expected off, documented or a number of requests a second from 1 to %d",
			strconv.Quote(text), highestRate)
	}
	return Limit{perSecond: n}, nil
}

// buckets are the token buckets by endpoint, nil where there is none. A full one holds a second's requests.
type buckets [endpoint.Count]*limiter.Limiter

// buckets returns nil for no limit.
func (l Limit) buckets() *buckets {
	if l.perSecond == 0 {
		return nil
	}
	bucket := limiter.NewLimiter(limiter.Limit(l.perSecond), l.perSecond)
	b := &buckets{}
	for e := range endpoint.Count {
		if !l.lists || e.Lists() {
			b[e] = bucket
		}
	}
	return b
}

// allow takes a token, if there is one.
func (b *buckets) allow(e endpoint.Endpoint, now time.Time) bool {
	return b == nil || b[e] == nil || b[e].AllowN(now, 1)
}
