package diagnose

import (
	"testing"

	"ep-benchmark/engine"
)

func TestCachesAreTold(t *testing.T) {
	leg := func(requests, cached int64) engine.Sample {
		return engine.Sample{Evidence: engine.Evidence{Wire: &engine.WireEvidence{Requests: requests, Cached: cached}}}
	}
	r := &engine.Result{Samples: []engine.Sample{leg(50, 0), leg(50, 12), {}}}
	found := caches(r)
	const want = "a cache between the program and the server gave 12 of 100 answers: the times are in part the cache's, and not the server's"
	if len(found) != 1 || found[0].Statement != want {
		t.Errorf("%+v, expected %q", found, want)
	}
	if found := caches(&engine.Result{Samples: []engine.Sample{leg(50, 0), {}}}); len(found) != 0 {
		t.Errorf("without a cached answer: %+v", found)
	}
}
