package words

import (
	"fmt"
	"math"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Hidden says what a closed loop hides at p99; "" where there is no open loop to
// compare it with.
func Hidden(r *engine.Result) string {
	loop := r.OpenLoop
	if loop == nil {
		return ""
	}
	beyond := ""
	if loop.Beyond > 0 {
		beyond = "p99 of the open loop has no number in " + units.Counted(loop.Beyond, "round") + ": it is beyond the slowest, since arrivals were skipped"
	}
	if loop.Hidden == nil {
		return beyond
	}
	late := lateness(r)
	if late.Seconds() >= math.Abs(loop.Hidden.Value) {
		return joined(fmt.Sprintf("what the closed loop hides at p99 can't be told: the difference is %s%s, and this program itself began requests late by %s",
			signedSeconds(loop.Hidden.Value), Interval(loop.Hidden, signedSeconds), units.Duration(late)), beyond)
	}
	said := differs(loop)
	if late.Seconds() > smallLateness*math.Abs(loop.Hidden.Value) {
		said += fmt.Sprintf("; this program itself began requests late, by %s at p99, which makes the open loop that much slower", units.Duration(late))
	}
	return joined(said, beyond)
}

// joined is two parts of a sentence, of which the second may be missing.
func joined(said, beyond string) string {
	if beyond != "" {
		said += "; " + beyond
	}
	return said
}

// smallLateness is the share of a difference up to which this program's own lateness
// is not worth a word.
const smallLateness = 0.1

// lateness is how late, at p99, this program itself began the requests of the open
// loop: so much of a difference may be its own.
func lateness(r *engine.Result) time.Duration {
	for i := range r.Variants {
		if a := r.Variants[i].Arrivals; a != nil {
			return a.LateP99
		}
	}
	return 0
}

// differs says by how much p99 of the two loops differs.
func differs(loop *engine.OpenLoop) string {
	h := loop.Hidden
	difference := units.Seconds(math.Abs(h.Value)) + Interval(h, signedSeconds)
	switch i := h.Interval; {
	case i != nil && i.Low > 0, i == nil && h.Value > 0:
		return "the closed loop hides " + difference + " at p99"
	case i != nil && i.High < 0, i == nil && h.Value < 0:
		return "the closed loop is slower by " + difference + " at p99, as its workers send all they can"
	}
	return "nothing hidden is seen at p99: the difference is " + signedSeconds(h.Value) + Interval(h, signedSeconds)
}

func signedSeconds(s float64) string {
	if s < 0 {
		return "-" + units.Seconds(-s)
	}
	return units.Seconds(s)
}

// Latencies renders p50, p99 and max. A percentile that falls among skipped
// arrivals is said to, and is no number.
func Latencies(l *engine.Latency) string {
	var known []Percentile
	var beyond []string
	for _, p := range []struct {
		Percentile
		quantile float64
	}{{Percentile{"p50", l.P50}, 0.50}, {Percentile{"p99", l.P99}, 0.99}} {
		if l.Beyond(p.quantile) {
			beyond = append(beyond, p.Name)
			continue
		}
		known = append(known, p.Percentile)
	}
	said := Percentiles(append(known, Percentile{"max", l.Max})...)
	if len(beyond) > 0 {
		said += fmt.Sprintf("; %s beyond the slowest: %s skipped", strings.Join(beyond, " and "), units.Count(l.Skipped))
	}
	return said
}

// Arrivals says how the arrivals of an open loop went.
func Arrivals(a *engine.ArrivalCounts) []string {
	skipped := "none skipped"
	if a.Skipped > 0 {
		skipped = fmt.Sprintf("%s skipped (%s): all that may be in flight were", units.Count(a.Skipped), units.Percent(float64(a.Skipped)/float64(a.Offered)))
	}
	said := []string{
		units.CountedAs(a.Offered, "arrival", "arrivals") + " offered at " + units.Rate(a.Planned), skipped,
		"sent at " + units.Rate(a.Rate),
	}
	if rate, known := a.AnsweredRate(); known {
		said = append(said, fmt.Sprintf("%s answered by the last arrival, %s", units.Count(a.Answered), units.Rate(rate)))
	}
	return append(said, fmt.Sprintf("late by p99 %s, max %s", units.Duration(a.LateP99), units.Duration(a.LateMax)))
}

// LoopRate says how fast a loop is: of an open one how many operations a second were
// answered while they arrived. The throughput, which also counts the time until the
// last answers, stands where that is not known.
func LoopRate(v *engine.VariantFigures, items string) string {
	if v.Arrivals != nil {
		if rate, known := v.Arrivals.AnsweredRate(); known {
			return units.RateOf(rate, items)
		}
	}
	return units.RateOf(v.Throughput.Value, items)
}

// Loops tells whether a result is of loops, closed and open, and not of a sweep.
func Loops(r *engine.Result) bool {
	for i := range r.Variants {
		if r.Variants[i].Settings[engine.LoopSetting] != "" {
			return true
		}
	}
	return false
}
