package words

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// SentAgain says how often the transport sent a request of a result's legs again by
// itself: "107 times, since the connection broke before an answer; each request counts
// once". It is empty where it never did. The server saw that many more requests than
// there are operations.
func SentAgain(r *engine.Result) string {
	n := int64(0)
	for i := range r.Samples {
		if wire := r.Samples[i].Evidence.Wire; wire != nil {
			n += wire.Retries
		}
	}
	if n == 0 {
		return ""
	}
	return units.Count(n) + " " + units.Plural(int(n), "time", "times") +
		", since the connection broke before an answer; each request counts once"
}
