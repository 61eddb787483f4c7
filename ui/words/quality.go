package words

import (
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// Quality is a run's badge with its reasons: "fair: tracking: contended: 2 of
// 10 rounds not believed". It is empty for a run without a badge, as early
// versions left it.
func Quality(q *engine.Quality) string {
	reasons := QualityReasons(q)
	if q.Badge == "" || len(reasons) == 0 {
		return string(q.Badge)
	}
	return string(q.Badge) + ": " + strings.Join(reasons, "; ")
}

// QualityReasons are the reasons of a badge. One that holds for several
// workloads is listed once: "creation, tracking: ...". A report of an early
// version has no structure, and its reasons stay as they are.
func QualityReasons(q *engine.Quality) []string {
	if len(q.Doubts) == 0 {
		return q.Reasons
	}
	var details []string
	subjects := map[string][]string{}
	for i := range q.Doubts {
		d := &q.Doubts[i]
		if !slices.Contains(details, d.Detail) {
			details = append(details, d.Detail)
		}
		if d.Workload != "" {
			subjects[d.Detail] = append(subjects[d.Detail], d.Subject())
		}
	}
	texts := make([]string, len(details))
	for i, detail := range details {
		texts[i] = detail
		if len(subjects[detail]) > 0 {
			texts[i] = strings.Join(subjects[detail], ", ") + ": " + detail
		}
	}
	return texts
}

// Gated says of a result which rounds were gated and why, and what became of
// them; empty where none was.
func Gated(r *engine.Result) string {
	if len(r.Variants) > 0 {
		return gatedLegs(r)
	}
	rounds := gatedRounds(r)
	if r.Gated == 0 && len(rounds) == 0 {
		return ""
	}
	text := units.Counted(max(r.Gated, len(rounds)), "round")
	if all := roundsBegun(r); all > 0 {
		text = fmt.Sprintf("%d of %s", max(r.Gated, len(rounds)), units.Counted(all, "round"))
	}
	if len(rounds) > 0 {
		text += " (" + units.Ranges(rounds) + ")"
	}
	if reasons := gateReasons(r); len(reasons) > 0 {
		text += ", " + strings.Join(reasons, "; ")
	}
	if r.UsesGated {
		return text + "; too few undisturbed rounds are left, so the figures use these"
	}
	return text + "; kept, and in no figure here"
}

// gatedLegs is Gated of a result with variants, whose legs are gated one by one.
func gatedLegs(r *engine.Result) string {
	if r.Gated == 0 {
		return ""
	}
	text := fmt.Sprintf("%d of %s", r.Gated, units.Counted(len(r.Samples), "leg"))
	if reasons := gateReasons(r); len(reasons) > 0 {
		text += ", " + strings.Join(reasons, "; ")
	}
	if r.UsesGated {
		return text + "; too few undisturbed legs are left, so the figures use these"
	}
	return text + "; kept, and in no figure here"
}

// gatedRounds are the numbers of the gated rounds, ascending.
func gatedRounds(r *engine.Result) []int {
	var rounds []int
	for i := range r.Samples {
		if s := &r.Samples[i]; s.Gate != "" && !slices.Contains(rounds, s.Round) {
			rounds = append(rounds, s.Round)
		}
	}
	slices.Sort(rounds)
	return rounds
}

// roundsBegun is how many rounds the result has samples of.
func roundsBegun(r *engine.Result) int {
	var rounds []int
	for i := range r.Samples {
		rounds = append(rounds, r.Samples[i].Round)
	}
	slices.Sort(rounds)
	return len(slices.Compact(rounds))
}

// gateReasons are the gates of a result, each with the reason of its worst
// round: "contended, worst round 3: other programs took 41 % of the CPUs".
func gateReasons(r *engine.Result) []string {
	var texts []string
	for _, gate := range assess.Gates(r.Samples) {
		texts = append(texts, gate.Words())
	}
	return texts
}

// Speed names what decides how fast the same code is on this machine: where
// the power comes from and what the system does with it, as far as known.
func Speed(h *engine.Host) []string {
	var facts []string
	if h.Power != "" {
		facts = append(facts, h.Power)
	}
	if h.LowPower != nil && *h.LowPower {
		facts = append(facts, "low-power mode")
	}
	if h.Governor != "" {
		facts = append(facts, "governor "+h.Governor)
	}
	if h.Turbo != nil {
		facts = append(facts, "turbo "+onOff(*h.Turbo))
	}
	return facts
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
