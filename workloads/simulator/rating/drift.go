package rating

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/simulator/splitmix"
)

// Drift is how a carrier's prices change over time, as a surcharge on each of them. It is simulated: by the clock of UTC
// a new period begins, in which each carrier draws a surcharge from the seed, evenly from -Percent to +Percent, that
// holds until the next. The zero Drift changes nothing.
type Drift struct {
	Seed    uint64
	Percent float64
	Every   time.Duration
}

// Surcharges are hundredths of a percent of each carrier's prices.
type Surcharges [Carriers]int16

// The limits of a drift.
const (
	mostDrift     = 50 // percent
	shortestDrift = time.Second
	longestDrift  = 366 * 24 * time.Hour
)

// DriftExpected describes what ParseDrift reads.
const DriftExpected = "off, or a percentage up to 50% and how often prices change, such as 2%/24h"

// ParseDrift reads "2%/24h", or "off" for none. The drift has no seed.
func ParseDrift(text string) (Drift, error) {
	if text == "off" {
		return Drift{}, nil
	}
	share, every, found := strings.Cut(text, "/")
	number, hasUnit := strings.CutSuffix(share, "%")
	percent, err := strconv.ParseFloat(number, 64)
	period, wrong := time.ParseDuration(every)
	if err := errors.Join(err, wrong); err != nil || !found || !hasUnit ||
		!(percent > 0 && percent <= mostDrift) || period < shortestDrift || period > longestDrift {
		return Drift{}, fmt.Errorf("the drift %.40q: expected %s", text, DriftExpected)
	}
	return Drift{Percent: percent, Every: period}, nil
}

// String is the drift as ParseDrift reads it.
func (d Drift) String() string {
	if d.Every == 0 {
		return "off"
	}
	return decimal(d.Percent) + "%/" + units.Typed(d.Every)
}

// At are the surcharges at a time.
func (d Drift) At(at time.Time) (all Surcharges) {
	if d.Every <= 0 {
		return all
	}
	period := uint64(at.UnixNano() / int64(d.Every))
	for c := range Carriers {
		drawn := splitmix.Fraction(splitmix.Mix(d.Seed^period) ^ uint64(c))
		all[c] = int16(math.Round((2*drawn - 1) * d.Percent * 100))
	}
	return all
}

// Surcharge sets what the carriers add to their prices.
func (q *Quote) Surcharge(s Surcharges) { q.surcharges = s }

// of is a price with a carrier's surcharge, in cents.
func (s *Surcharges) of(c Carrier, cents int32) int32 {
	if s[c] == 0 {
		return cents
	}
	return int32(math.Round(float64(cents) * (1 + float64(s[c])/10_000)))
}
