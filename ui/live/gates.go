package live

import (
	"fmt"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// A GatedRound is a measured round that is not believed, or a leg of one.
type GatedRound struct {
	Round  int
	Kind   engine.LegKind // of the leg where legs are gated one by one; else ""
	Gate   engine.Gate
	Reason string // with figures
}

// inGated tells whether a round of the lane is gated.
func (l *Lane) inGated(round int) bool {
	return slices.ContainsFunc(l.Gates, func(g GatedRound) bool { return g.Round == round })
}

// gatedLeg tells whether a leg is known to be gated.
func (l *Lane) gatedLeg(s *engine.Sample) bool {
	return slices.ContainsFunc(l.Gates, func(g GatedRound) bool { return g.Round == s.Round && g.Kind == s.Kind })
}

// madeAgain is how many rounds are made again in a plan of the given number of
// rounds.
func (l *Lane) madeAgain(rounds int) int {
	if l.legByLeg() {
		return 0
	}
	return min(len(l.Gates), assess.MostMadeAgain(rounds))
}

// gated records a gated round the first time it is seen. It also marks the
// round's earlier legs, which were recorded before the gate was known.
func (r *Run) gated(lane *Lane, s *engine.Sample) {
	if s.Gate == "" || lane.legByLeg() && lane.gatedLeg(s) || !lane.legByLeg() && lane.inGated(s.Round) {
		return
	}
	if lane.legByLeg() {
		lane.Gates = append(lane.Gates, GatedRound{Round: s.Round, Kind: s.Kind, Gate: s.Gate, Reason: s.GateReason})
		r.say(Caution, lane.Spec.Name, lane.gateWords())
		return
	}
	lane.Gates = append(lane.Gates, GatedRound{Round: s.Round, Gate: s.Gate, Reason: s.GateReason})
	for i := range lane.Stretches {
		if one := &lane.Stretches[i]; one.round == s.Round && one.Purpose == engine.Measured {
			one.Gate = s.Gate
		}
	}
	for i := range lane.Samples {
		if one := &lane.Samples[i]; one.Round == s.Round {
			one.Gate, one.GateReason, one.GateWeight = s.Gate, s.GateReason, s.GateWeight
		}
	}
	lane.forget()
	text := lane.gateWords()
	if lane.Result == nil && len(lane.Gates) <= assess.MostMadeAgain(r.wanted(lane)) {
		text += "; it is made again"
	}
	r.say(Caution, lane.Spec.Name, text)
}

// forget computes the lane's figures again from the rounds that are believed.
func (l *Lane) forget() {
	l.latency = nil
	believed := assess.Believed(l.Samples)
	for i := range believed {
		if believed[i].Timed() {
			l.addLatency(&believed[i])
		}
	}
	l.estimate()
}

// gateWords describes the round that was gated last.
func (l *Lane) gateWords() string {
	g := &l.Gates[len(l.Gates)-1]
	text := fmt.Sprintf("round %d gated: %s", g.Round, g.Gate)
	if g.Kind != "" {
		text = fmt.Sprintf("%s leg of round %d gated: %s", g.Kind, g.Round, g.Gate)
	}
	if g.Reason != "" {
		text += ", " + g.Reason
	}
	return text
}
