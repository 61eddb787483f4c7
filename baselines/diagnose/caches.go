package diagnose

import (
	"fmt"

	"ep-benchmark/engine"
)

// caches reports answers that a cache between the program and the server gave.
// Legs with such answers measure the cache.
func caches(r *engine.Result) []engine.Finding {
	cached, requests := int64(0), int64(0)
	for i := range r.Samples {
		if w := r.Samples[i].Evidence.Wire; w != nil {
			cached += w.Cached
			requests += w.Requests
		}
	}
	if cached == 0 {
		return nil
	}
	return []engine.Finding{{
		Statement: fmt.Sprintf("a cache between the program and the server gave %d of %d answers: the times are in part the cache's, and not the server's", cached, requests),
		Try:       "measure without the cache, or have it pass these requests on",
		Evidence: []engine.Figure{
			{Name: "answers from a cache", Value: float64(cached), Source: "wire, all legs: Age, X-Cache, or a request id that was seen before"},
			{Name: "requests", Value: float64(requests), Source: "wire, all legs"},
		},
	}}
}
