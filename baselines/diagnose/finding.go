package diagnose

import (
	"fmt"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

const (
	// leastShare is the share of a change that a cause must explain to be
	// named; under half, it is said to contribute.
	leastShare = 0.15
	halfShare  = 0.5
	// leastUnknown is the least share that is reported as not identified.
	leastUnknown = 0.05
)

// explained says how much of a whole is explained, and how much is not; ""
// where hardly anything is left.
func explained(unknown float64, in telling) string {
	if unknown < leastUnknown {
		return ""
	}
	if unknown > 1-leastUnknown {
		return fmt.Sprintf("about %s of %s is not identified", units.PercentTo(unknown, 0), in.whole)
	}
	return fmt.Sprintf("about %s of %s is explained, about %s is not identified", units.PercentTo(1-unknown, 0), in.whole, units.PercentTo(unknown, 0))
}

// A telling is the words that distinguish two measurements.
type telling struct {
	now, then       string // after a figure in a sentence
	after, before   string // after a figure's name
	whole, wholeHow string // what shares are of, and how they are reckoned
}

var (
	besideBaseline = telling{
		now: "now", then: "then", after: ", now", before: ", baseline",
		whole: "the change", wholeHow: "what it adds to the time per item over the change, both on logs",
	}
	besideCeiling = telling{
		now: "in parallel", then: "alone", after: ", parallel", before: ", sequential",
		whole: "what is missing", wholeHow: "what it adds to the time per item over ceiling / speedup, both on logs",
	}
)

// share names the share that a cause explains. Of what is missing, the first finding has
// the causes by name.
func (t *telling) share(cause string) string {
	if *t == besideBaseline {
		return ofChange + cause
	}
	return t.shares()
}

// shares is how the names of figures begin that are shares.
func (t *telling) shares() string { return "share of " + t.whole }

// finding puts a part into words.
func (c *change) finding(workload string, p *part, share float64, in telling) engine.Finding {
	role := roleOf(share)
	cause := p.cause
	if p.detail != "" {
		cause += " (" + p.detail + ")"
	}
	f := engine.Finding{Workload: workload, Try: p.try, Evidence: []engine.Figure{}}
	f.Statement = fmt.Sprintf("%s %s:%s explains about %s of %s", role, cause, c.told(p, in), units.PercentTo(share, 0), in.whole)
	for _, which := range p.shows {
		f.Evidence = append(f.Evidence, c.shown(which, p, in)...)
	}
	for _, e := range p.extra {
		f.Evidence = append(f.Evidence, engine.Figure{Name: e.name, Value: e.value, Unit: e.unit, Source: e.source})
	}
	f.Evidence = append(f.Evidence, engine.Figure{Name: in.share(p.cause), Value: share, Unit: "share", Source: in.wholeHow})
	return f
}

// told is the telling figure in words, with a semicolon; the first that is
// known.
func (c *change) told(p *part, in telling) string {
	before, after := c.readingsOf(p)
	for _, which := range p.shows {
		s := &catalogue[which]
		switch {
		case after.known(which) && before.known(which):
			return fmt.Sprintf(" %s %s %s, %s %s;", s.name, inUnit(after[which], s.unit), in.now, inUnit(before[which], s.unit), in.then)
		case after.known(which):
			return fmt.Sprintf(" %s %s %s;", s.name, inUnit(after[which], s.unit), in.now)
		}
	}
	return ""
}

func (c *change) readingsOf(p *part) (before, after *readings) {
	if p.sequential {
		return c.aloneBefore, c.aloneAfter
	}
	return &c.before, &c.after
}

// shown are a reading's figures as evidence.
func (c *change) shown(which reading, p *part, in telling) []engine.Figure {
	before, after := c.readingsOf(p)
	s := &catalogue[which]
	var figures []engine.Figure
	if after.known(which) {
		figures = append(figures, engine.Figure{Name: s.name + in.after, Value: after[which], Unit: s.unit, Source: s.from})
	}
	if before.known(which) {
		figures = append(figures, engine.Figure{Name: s.name + in.before, Value: before[which], Unit: s.unit, Source: s.from})
	}
	return figures
}

// ranked orders parts by what they explain, the most first.
func ranked(parts []part) []part {
	slices.SortStableFunc(parts, func(a, b part) int {
		switch {
		case a.amount > b.amount:
			return -1
		case a.amount < b.amount:
			return 1
		}
		return 0
	})
	return parts
}
