package claims

import (
	"fmt"
	"math"
	"strings"

	"ep-benchmark/engine/units"
)

// A Sum is what arithmetic says of a claim under the conditions that it states itself.
type Sum struct {
	Lines []string // one step each, with its figures
	// Least and Most are what the metric can be at all; nil where nothing bounds it.
	Least, Most *float64
}

// Reckon does the arithmetic of a claim.
func Reckon(c *Claim) Sum {
	s := Sum{}
	for _, step := range []func(*Claim){s.ceiling, s.amdahl, s.processors, s.little, s.sequential, s.busy, s.limit, s.refused, s.filled, s.staircase} {
		step(c)
	}
	return s
}

// Impossible tells whether the claim's whole range lies beyond what arithmetic allows,
// and says so in one sentence.
func (s *Sum) Impossible(r Range) (reason string, impossible bool) {
	switch {
	case s.Most != nil && r.Low != nil && (*r.Low > *s.Most || r.OpenLow && *r.Low >= *s.Most):
		return "the whole range lies above what arithmetic allows", true
	case s.Least != nil && r.High != nil && (*r.High < *s.Least || r.OpenHigh && *r.High <= *s.Least):
		return "the whole range lies below what arithmetic allows", true
	}
	return "", false
}

func (s *Sum) say(format string, args ...any) {
	s.Lines = append(s.Lines, fmt.Sprintf(format, args...))
}

// atMost bounds the metric from above.
func (s *Sum) atMost(f float64) {
	if s.Most == nil || f < *s.Most {
		s.Most = &f
	}
}

func (s *Sum) atLeast(f float64) {
	if s.Least == nil || f > *s.Least {
		s.Least = &f
	}
}

// InFlight is how many operations run at once at the most, and what says so. A gather
// over chunks awaits all of a chunk before it starts the next, whatever a semaphore
// would let through.
func (t *Stated) InFlight() (n int, why string) {
	for _, limit := range []struct {
		n   int
		why string
	}{{t.Chunks, "chunks of %d, each awaited"}, {t.Semaphore, "a semaphore of %d"}, {t.Workers, "%d workers"}, {t.Users, "%d users that wait for their answer"}} {
		if limit.n > 0 && (n == 0 || limit.n < n) {
			n, why = limit.n, fmt.Sprintf(limit.why, limit.n)
		}
	}
	return n, why
}

// waves is how many rounds of at most k operations n take.
func waves(n, k int) int { return (n + k - 1) / k }

// ceiling is what waves allow. They hold for equal operations only: of unequal ones
// short ones fill the gaps, and the operations under way are the bound.
func (s *Sum) ceiling(c *Claim) {
	t := &c.Stated
	if c.Metric != Speedup && c.Metric != Change {
		return
	}
	most, sentence := t.ceilingOf(t.InFlight())
	if most == 0 {
		return
	}
	s.say("%s", sentence)
	if t.Chunks > 0 && t.Semaphore > t.Chunks {
		without := *t
		without.Chunks = 0
		_, eager := without.ceilingOf(without.InFlight())
		s.say("started eagerly instead: %s", eager)
	}
	if c.Metric == Change {
		most = 100 * (most - 1)
	}
	s.atMost(most)
}

// ceilingOf is the most speedup with a number of operations in flight, in words; 0
// where the claim states too little.
func (t *Stated) ceilingOf(k int, why string) (float64, string) {
	from := max(1, t.From)
	switch {
	case k == 0:
		return 0, ""
	case t.Operations > 0 && t.Equal && from == 1:
		n := waves(t.Operations, k)
		most := float64(t.Operations) / float64(n)
		return most, fmt.Sprintf("%s: at most %d run at once, so %d equal operations take %d waves, and the ceiling is %d / %d = %s", why, k, t.Operations, n, t.Operations, n, units.Factor(most))
	case t.Operations > 0 && t.Equal:
		before, after := waves(t.Operations, from), waves(t.Operations, k)
		most := float64(before) / float64(after)
		return most, fmt.Sprintf("%d equal operations take %d waves of %d, or %d waves of %d: the ceiling is %d / %d = %s", t.Operations, before, from, after, k, before, after, units.Factor(most))
	case from > 1:
		most := float64(k) / float64(from)
		return most, fmt.Sprintf("%s against %d: the ceiling is %d / %d = %s, where every worker is always busy", why, from, k, from, units.Factor(most))
	case t.Operations > 0:
		most := float64(min(k, t.Operations))
		return most, fmt.Sprintf("%s: at most %d run at once, so the ceiling is %s", why, k, units.Factor(most))
	}
	return float64(k), fmt.Sprintf("%s: at most %d run at once, so the ceiling is %s", why, k, units.Factor(float64(k)))
}

// amdahl bounds the speedup of work of which a share is done by one worker (G. M.
// Amdahl, AFIPS 1967).
func (s *Sum) amdahl(c *Claim) {
	t := &c.Stated
	if t.Serial <= 0 || c.Metric != Speedup {
		return
	}
	most := 1 / t.Serial
	sentence := fmt.Sprintf("Amdahl: %s of the work is serial, ceiling 1 / %.3g = %s", units.Percent(t.Serial), t.Serial, units.Factor(most))
	if k, _ := t.InFlight(); k > 0 {
		most = 1 / (t.Serial + (1-t.Serial)/float64(k))
		sentence = fmt.Sprintf("Amdahl: %s of the work is serial; with %d at once the ceiling is 1 / (%.3g + %.3g / %d) = %s", units.Percent(t.Serial), k, t.Serial, 1-t.Serial, k, units.Factor(most))
	}
	s.say("%s", sentence)
	s.atMost(most)
}

// processors bounds the speedup of work that computes.
func (s *Sum) processors(c *Claim) {
	if n := c.Stated.CPUs; n > 0 && c.Metric == Speedup {
		s.say("work that computes has at most the speedup of its CPUs: %d", n)
		s.atMost(float64(n))
	}
}

// little bounds the throughput (J. D. C. Little, Operations Research 9, 1961): what is
// in flight is the throughput times how long each is.
func (s *Sum) little(c *Claim) {
	t := &c.Stated
	if t.Each.None() || c.Metric != Throughput {
		return
	}
	if needed := t.needed(c.Expect); needed != "" {
		s.say("Little: %s", needed)
	}
	if k, why := t.InFlight(); k > 0 && t.Each.Low > 0 {
		most := float64(k) / t.Each.Low
		s.say("Little: %s, each operation at least %s: at most %d / %.3g s = %s", why, units.Seconds(t.Each.Low), k, t.Each.Low, units.Rate(most))
		s.atMost(most)
	}
}

// needed says how many operations the claimed throughput has in flight.
func (t *Stated) needed(r Range) string {
	claimed := r.High
	if claimed == nil {
		claimed = r.Low
	}
	if claimed == nil {
		return ""
	}
	low, high := *claimed*t.Each.Low, *claimed*t.Each.High
	if low == high {
		return fmt.Sprintf("%.6g/s x %.3g s = %.4g in flight", *claimed, t.Each.High, high)
	}
	return fmt.Sprintf("%.6g/s x %.3g to %.3g s = %.4g to %.4g in flight", *claimed, t.Each.Low, t.Each.High, low, high)
}

// sequential bounds the time of equal operations.
func (s *Sum) sequential(c *Claim) {
	t := &c.Stated
	if c.Metric != Duration || t.Operations == 0 || t.Each.None() || !t.Equal {
		return
	}
	k, why := t.InFlight()
	k = max(1, k)
	n := waves(t.Operations, k)
	low, high := float64(n)*t.Each.Low, float64(n)*t.Each.High
	if k == 1 {
		s.say("%d x %.3g to %.3g s one after another = %s to %s", t.Operations, t.Each.Low, t.Each.High, units.Seconds(low), units.Seconds(high))
		s.atMost(high)
	} else {
		s.say("%s take %d waves of %.3g to %.3g s = %s to %s", why, n, t.Each.Low, t.Each.High, units.Seconds(low), units.Seconds(high))
	}
	s.atLeast(low)
}

// busy compares how busy workers are said to be with what they are said to do.
func (s *Sum) busy(c *Claim) {
	t := &c.Stated
	if t.Busy.None() || t.Each.None() || t.Workers == 0 || c.Metric != Throughput {
		return
	}
	least := float64(t.Workers) * t.Busy.Low / t.Each.High
	s.say("%d workers that are busy %s of their time do at least %d x %.3g / %.3g s = %s", t.Workers, units.Percent(t.Busy.Low), t.Workers, t.Busy.Low, t.Each.High, units.Rate(least))
	s.atLeast(least)
}

// limit compares a throughput with a rate limit that the same report has.
func (s *Sum) limit(c *Claim) {
	l := c.Stated.Limit
	if l <= 0 || c.Metric != Throughput {
		return
	}
	s.say("a limit of %.3g requests a minute lets through %.3g / 60 = %.3g/s from one address", 60*l, 60*l, l)
	s.atMost(l)
}

// refused bounds the share of requests that a rate limit refuses: operations in flight
// ask faster than it lets through.
func (s *Sum) refused(c *Claim) {
	t := &c.Stated
	k, why := t.InFlight()
	if c.Metric != Share || t.Limit <= 0 || k == 0 || t.Each.None() {
		return
	}
	asked := float64(k) / t.Each.High
	s.say("%s, each request at most %.3g s: at least %d / %.3g = %.3g/s are asked; a limit of %.3g a minute lets through %.3g/s", why, t.Each.High, k, t.Each.High, asked, 60*t.Limit, t.Limit)
	if asked > t.Limit {
		s.say("1 - %.3g / %.3g = %s are refused", t.Limit, asked, units.Percent(1-t.Limit/asked))
		s.atLeast(1 - t.Limit/asked)
	}
}

// filled bounds the share of their time that workers are busy with equal operations:
// the last wave does not fill all of them.
func (s *Sum) filled(c *Claim) {
	t := &c.Stated
	if c.Metric != Share || t.Limit > 0 || !t.Equal || t.Operations == 0 || t.Workers == 0 {
		return
	}
	n := waves(t.Operations, t.Workers)
	most := float64(t.Operations) / float64(n*t.Workers)
	s.say("%d equal operations by %d workers take %d waves, and fill %d of %d places: %s", t.Operations, t.Workers, n, t.Operations, n*t.Workers, units.Percent(most))
	s.atMost(most)
}

// staircase says which numbers of workers finish a number of equal operations in the
// fewest waves of those that are claimed to be best.
func (s *Sum) staircase(c *Claim) {
	t, r := &c.Stated, c.Expect
	if c.Metric != Count || t.Operations == 0 || !t.Equal || r.Low == nil || r.High == nil {
		return
	}
	low, high := int(*r.Low), int(*r.High)
	if low < 1 || high < low || high > t.Operations {
		return
	}
	best := waves(t.Operations, high)
	first := int(math.Ceil(float64(t.Operations) / float64(best)))
	var steps []string
	for k := low; k <= high; k++ {
		if k == low || waves(t.Operations, k) < waves(t.Operations, k-1) {
			steps = append(steps, fmt.Sprintf("%d workers take %d waves", k, waves(t.Operations, k)))
		}
	}
	s.say("%d equal operations: %s", t.Operations, strings.Join(steps, ", "))
	if first > low && first <= high {
		s.say("of %s workers, %d finish earliest; more are no better", r.Text, first)
	}
}
