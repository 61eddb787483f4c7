package httpload

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// The variants of a load with a rate: a leg of each makes a round.
const (
	Closed = "closed" // workers send as fast as they are answered
	Open   = "open"   // requests are sent at their moments
)

// Spacing is how arrivals follow one another.
type Spacing string

// The spacings.
const (
	Constant Spacing = "constant" // equal gaps
	Poisson  Spacing = "poisson"  // independent of one another: exponential gaps
)

// Arrivals are those of an open loop; the zero Arrivals stand for a closed one.
type Arrivals struct {
	Rate     float64 // per second
	Spacing  Spacing
	Duration time.Duration // of a leg
}

// warmUp is how long the unmeasured leg of an open loop lasts.
const warmUp = time.Second

// count is how many arrivals there are in a time.
func (a *Arrivals) count(in time.Duration) int { return max(1, int(math.Round(a.Rate*in.Seconds()))) }

// Size is how many arrivals a leg has.
func (a *Arrivals) Size() int { return a.count(a.Duration) }

// moments are when the requests of a leg are to begin, since its start. The first
// begins after one gap. The seed draws those of a Poisson process.
func (a *Arrivals) moments(seed uint64, measured bool) []time.Duration {
	length := a.Duration
	if !measured {
		length = min(length, warmUp)
	}
	all := make([]time.Duration, a.count(length))
	random, at := rand.New(rand.NewPCG(seed, 2)), 0.0
	for i := range all {
		if a.Spacing == Poisson {
			at += random.ExpFloat64() / a.Rate
		} else {
			at = float64(i+1) / a.Rate
		}
		all[i] = time.Duration(at * float64(time.Second))
	}
	return all
}

// RateExpected describes what ParseRate reads.
const RateExpected = "a rate such as 200/s, 1000/min or 200, up to 100000/s"

// mostRate is far more than one process can send.
const mostRate = 100_000

// ParseRate reads a rate per second: "200/s", "1000/min", "200".
func ParseRate(text string) (float64, error) {
	number, unit, found := strings.Cut(text, "/")
	per, known := map[string]float64{"s": 1, "min": 60, "m": 60, "h": 3600}[unit]
	if !found {
		per, known = 1, true
	}
	rate, err := strconv.ParseFloat(number, 64)
	rate /= per
	if err != nil || !known || !(rate > 0 && rate <= mostRate) {
		return 0, errors.New("expected " + RateExpected)
	}
	return rate, nil
}

// String is the setting of the arrivals.
func (a *Arrivals) String() string { return fmt.Sprintf("%s at %g/s", a.Spacing, a.Rate) }
