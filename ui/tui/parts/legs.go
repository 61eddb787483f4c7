package parts

import (
	"sort"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// A LegLook is how a kind of leg looks on a line of time.
type LegLook struct {
	Name  string
	Glyph rune
	Role  cells.Role
}

// LegLooks are those of a theme: of what is not measured, of sequential and of
// parallel legs, of filler, and of legs that are gated.
func LegLooks(th *theme.Theme) [5]LegLook {
	if th.Glyphs.Name == "ascii" {
		return legLooks('.', '-', '#', ':', '!')
	}
	return legLooks('·', '─', '█', '▒', th.Glyphs.Caution)
}

func legLooks(warmup, sequential, parallel, filler, gated rune) [5]LegLook {
	return [5]LegLook{
		{"warm-up", warmup, cells.Muted},
		{"sequential", sequential, cells.Sequential},
		{"parallel", parallel, cells.Parallel},
		{"filler", filler, cells.Faint},
		{"gated", gated, cells.Warn},
	}
}

// LookOf is the number of a leg's look among the [LegLooks], apart from its gate.
func LookOf(lane *live.Lane, s *live.Stretch) int {
	switch {
	case s.Purpose == engine.Warmup:
		return 0
	case s.Purpose == engine.Filler:
		return 3
	case IsParallel(lane, s.Kind):
		return 2
	}
	return 1
}

// IsParallel tells whether legs of a kind have several workers.
func IsParallel(lane *live.Lane, kind engine.LegKind) bool {
	for i := range lane.Variants {
		if lane.Variants[i].Name == string(kind) {
			return lane.Variants[i].Workers > 1
		}
	}
	return kind == engine.Parallel
}

// Legs draws a lane's legs on one row over an axis of time. A column has the leg
// that fills most of it. A parallel leg comes first where it has a quarter of what
// the longest has, since it is short, and what people look for. A leg that is not
// believed is drawn as a warning, with the sign on the first column of several.
func Legs(a cells.Area, th *theme.Theme, lane *live.Lane, axis Axis) {
	looks := LegLooks(th)
	legs := legsOf(lane)
	next := legs.after(axis.From)
	wasGated := false
	for x := range min(a.Width, axis.Columns) {
		from, to := axis.Start(x), axis.Start(x+1)
		for next < legs.count() && legs.at(next).To <= from {
			next++
		}
		i := legs.fullest(lane, next, from, to)
		if i < 0 {
			wasGated = false
			continue
		}
		s := legs.at(i)
		look := looks[LookOf(lane, s)]
		if s.Gate != "" {
			look.Role = looks[4].Role
			if !wasGated {
				look.Glyph = looks[4].Glyph
			}
		}
		wasGated = s.Gate != ""
		a.Rune(x, 0, look.Glyph, cells.In(look.Role))
	}
}

// legs are all of a lane in the order of time: those of earlier schedules, those
// that are over, the one under way.
type legs struct {
	earlier, over []live.Stretch
	underway      live.Stretch
	isOn          bool
}

func legsOf(lane *live.Lane) legs {
	l := legs{earlier: lane.Earlier, over: lane.Stretches}
	l.underway, l.isOn = lane.Underway()
	return l
}

func (l *legs) count() int {
	n := len(l.earlier) + len(l.over)
	if l.isOn {
		n++
	}
	return n
}

func (l *legs) at(i int) *live.Stretch {
	switch n := len(l.earlier); {
	case i < n:
		return &l.earlier[i]
	case i < n+len(l.over):
		return &l.over[i-n]
	}
	return &l.underway
}

// after is the first leg that ends after a moment.
func (l *legs) after(at time.Duration) int {
	return sort.Search(l.count(), func(i int) bool { return l.at(i).To > at })
}

// fullest finds the leg that a column shows, from the given one on; -1 for none.
func (l *legs) fullest(lane *live.Lane, first int, from, to time.Duration) int {
	parallel, other := -1, -1
	var inParallel, inOther time.Duration
	for i := first; i < l.count() && l.at(i).From < to; i++ {
		s := l.at(i)
		within := min(s.To, to) - max(s.From, from)
		switch isParallel := IsParallel(lane, s.Kind); {
		case isParallel && within > inParallel:
			parallel, inParallel = i, within
		case !isParallel && within > inOther:
			other, inOther = i, within
		}
	}
	if parallel >= 0 && 4*inParallel >= inOther {
		return parallel
	}
	return other
}
