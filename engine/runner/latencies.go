package runner

import (
	"sync"
	"time"

	"ep-benchmark/engine/stats"
)

// mostHistograms is how many histograms a crew has, at the most. One has 250 KB,
// so that hundreds of workers share them. A lock that is free costs 10 to 20 ns.
const mostHistograms = 64

// latencies are those of a worker, or of a few that share them.
type latencies struct {
	mutex sync.Mutex
	times *stats.Histogram
}

func (l *latencies) record(d time.Duration) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.times.Record(d)
}

func (l *latencies) reset() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.times.Reset()
}

// mergeInto adds them to a histogram.
func (l *latencies) mergeInto(merged *stats.Histogram) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	merged.Merge(l.times)
}
