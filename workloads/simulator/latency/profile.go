// Package latency decides how late an answer is, and waits until then. A delay is a deadline, counted from a request's
// arrival, and not a pause that is added to the work.
package latency

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"ep-benchmark/engine/text"
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/rulefile"
)

// Profile is a rule for how late the simulator answers. The zero value is Fixed.
type Profile struct{ *latencies }

// latencies are the delays of every endpoint, for its answers and for its errors.
type latencies struct {
	name            string
	answers, errors [endpoint.Count]spread
	uniform         bool // no delay is drawn
}

var (
	// Fixed answers after the same time always: 100 ms for a new shipment, 50 ms for everything else and 42 ms for an
	// error.
	Fixed = Profile{}
	// Recorded draws each delay from the log-normal distribution of that endpoint in EasyPost's recorded traffic,
	// never above the longest delay recorded there.
	Recorded = Profile{recordedLatencies()}
	// None answers as soon as the answer is ready.
	None = Profile{&latencies{name: "none", uniform: true}}

	fixed = fixedLatencies()
)

// all are the profile's delays.
func (p Profile) all() *latencies {
	if p.latencies == nil {
		return fixed
	}
	return p.latencies
}

// String returns the name that ParseProfile accepts. A file's profile is called after the file and its contents, of
// which the name has the first digits of the SHA-256.
func (p Profile) String() string { return p.all().name }

// Uniform tells whether an endpoint's answers are all equally late.
func (p Profile) Uniform() bool { return p.all().uniform }

// ParseProfile reads the name of a latency profile; the error says which names there are.
func ParseProfile(name string) (Profile, error) {
	var names []string
	for _, p := range []Profile{Fixed, Recorded, None} {
		if name == p.String() {
			return p, nil
		}
		names = append(names, p.String())
	}
	return Fixed, fmt.Errorf("unknown latency profile %s: %s", text.Quoted(name, rulefile.LongestQuote), text.Expected(name, names))
}

// These delays come from the report that the project reproduces: 100 ms for a shipment, 50 ms for a tracker and for
// rates. The other endpoints are not in the report. They take 50 ms too, our choice, so that there are only two figures
// to remember. Errors take the recorded median.
const (
	fixedShipment = 100 * time.Millisecond
	fixedOther    = 50 * time.Millisecond
	fixedError    = 42 * time.Millisecond
)

// Server-side times of recorded traffic. Endpoints marked with * were never recorded: our choice is the time of the
// most similar endpoint.
var recordedSpreads = [endpoint.Count]spread{
	endpoint.CreateShipment:         milliseconds(658, 0.56, 3931),
	endpoint.BuyInOneCall:           milliseconds(1018, 0.19, 1873), // median and p95 recorded; * the rest as for buying alone
	endpoint.GetShipment:            milliseconds(154, 0.31, 170),
	endpoint.ListShipments:          milliseconds(609, 0.52, 2097),
	endpoint.BuyShipment:            milliseconds(970, 0.19, 1873),
	endpoint.RerateShipment:         milliseconds(712, 0.60, 936),
	endpoint.RefundShipment:         milliseconds(154, 0.31, 170), // * as looking at a shipment
	endpoint.InsureShipment:         milliseconds(154, 0.31, 170), // * as looking at a shipment
	endpoint.GetRate:                milliseconds(66, 0.12, 79),   // * as a tracker
	endpoint.CreateTracker:          milliseconds(84, 0.30, 173),
	endpoint.GetTracker:             milliseconds(66, 0.12, 79),
	endpoint.ListTrackers:           milliseconds(190, 0.71, 1183),
	endpoint.DeleteTracker:          milliseconds(66, 0.12, 79), // * as looking at it
	endpoint.CreateAddress:          milliseconds(46, 0.75, 837),
	endpoint.CreateAndVerifyAddress: milliseconds(46, 0.75, 837),   // * as without verifying
	endpoint.VerifyAddress:          milliseconds(46, 0.75, 837),   // * as making it
	endpoint.GetAddress:             milliseconds(66, 0.12, 79),    // * as a tracker
	endpoint.ListAddresses:          milliseconds(190, 0.71, 1183), // * as the trackers
	endpoint.CreateParcel:           milliseconds(32, 0.42, 141),
	endpoint.GetParcel:              milliseconds(66, 0.12, 79), // * as a tracker
	endpoint.CreateBatch:            milliseconds(44, 0.40, 290),
	endpoint.GetBatch:               milliseconds(66, 0.12, 79),    // * as a tracker
	endpoint.ListBatches:            milliseconds(190, 0.71, 1183), // * as the trackers
	endpoint.AddToBatch:             milliseconds(44, 0.40, 290),   // * as making one
	endpoint.RemoveFromBatch:        milliseconds(44, 0.40, 290),   // * as making one
	endpoint.BuyBatch:               milliseconds(64, 0.18, 115),
}

// recordedErrors has the recorded median; spread and cap are our choice.
var recordedErrors = milliseconds(42, 0.30, 150)

// fixedLatencies are those of the report that the project reproduces.
func fixedLatencies() *latencies {
	l := &latencies{name: "fixed", uniform: true}
	for e := range endpoint.Count {
		l.answers[e], l.errors[e] = spread{median: fixedOther}, spread{median: fixedError}
	}
	l.answers[endpoint.CreateShipment].median, l.answers[endpoint.BuyInOneCall].median = fixedShipment, fixedShipment
	return l
}

// recordedLatencies are those of the table above.
func recordedLatencies() *latencies {
	l := &latencies{name: "recorded", answers: recordedSpreads}
	for e := range endpoint.Count {
		l.errors[e] = recordedErrors
		if l.answers[e] == (spread{}) {
			l.answers[e] = recordedSpreads[mostSimilar(e)]
		}
	}
	return l
}

// mostSimilar is the recorded endpoint whose times one has that is not in the table, our choice: lists take the time of
// the trackers' list, what asks carriers that of rating again or buying, and the rest that of a tracker or a batch.
func mostSimilar(e endpoint.Endpoint) endpoint.Endpoint {
	switch {
	case e.Lists():
		return endpoint.ListTrackers
	case e == endpoint.BuyLuma || e == endpoint.CreateAndBuyLuma || e == endpoint.BuyOrder || e == endpoint.BuyPickup:
		return endpoint.BuyShipment
	case e == endpoint.StatelessRates || e == endpoint.CreateOrder || e == endpoint.GetOrderRates || e == endpoint.LumaPromise || e == endpoint.CreatePickup:
		return endpoint.RerateShipment
	case strings.HasPrefix(e.String(), http.MethodGet):
		return endpoint.GetTracker
	}
	return endpoint.CreateBatch
}

// Delay returns how long after its arrival a request is answered. The draw is any 64 random bits.
func (p Profile) Delay(e endpoint.Endpoint, failed bool, draw uint64) time.Duration {
	l := p.all()
	if failed {
		return l.errors[e].draw(draw)
	}
	return l.answers[e].draw(draw)
}

// Longest is the longest delay that may be drawn.
func (p Profile) Longest() (longest time.Duration) {
	l := p.all()
	for e := range endpoint.Count {
		longest = max(longest, l.answers[e].most(), l.errors[e].most())
	}
	return longest
}
