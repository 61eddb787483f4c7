package pages

import (
	"fmt"
	"math"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// A reading is what was at a moment, as pieces of a line: those that matter most
// first.
type reading []piece

// A piece is some words with the role of their colour.
type piece struct {
	text string
	role cells.Role
}

// tenths renders a moment to a tenth of a second: "00:16.5".
func tenths(at time.Duration) string {
	at = at.Truncate(100 * time.Millisecond)
	return fmt.Sprintf("%s.%d", units.Clock(at.Truncate(time.Second)), at%time.Second/(100*time.Millisecond))
}

// A moment is a time, with the slice around it that the load is the mean of: what a
// cell of the map shows.
type moment struct{ at, from, to time.Duration }

// momentOf is what a column of an axis shows.
func momentOf(axis parts.Axis, at time.Duration) moment {
	column := axis.Column(at)
	return moment{at, axis.Start(column), axis.Start(column + 1)}
}

// readingAt is what a run was doing at a moment, with the lane of the focus first:
// its leg, with its rate where that is wanted, the busy share of each cluster, whose
// load it was, and the legs of the other lanes.
func readingAt(run *live.Run, focus int, m moment, rates bool) reading {
	at := m.at
	r := reading{{tenths(at), cells.Text}}
	if focus >= 0 && focus < len(run.Lanes) {
		r = append(r, piece{run.Lanes[focus].Spec.Title + ", " + legWords(&run.Lanes[focus], at, rates), cells.Accent})
	}
	around := func(group []int) float64 { return run.Loads.Mean(group, m.from, m.to) }
	for _, c := range fastestFirst(parts.Clusters(&run.Host, run.Loads.Cores())) {
		r = append(r, piece{fmt.Sprintf("%s cores %s", c.Kind, known(around(c.Cores))), c.Role})
	}
	if run.Loads.Cores() > 0 {
		r = append(r, piece{"own " + known(around([]int{live.OwnLoad})), cells.Own},
			piece{othersShort(run) + " " + known(around([]int{live.ForeignLoad})), cells.Foreign})
	}
	for i := range run.Lanes {
		if i != focus {
			r = append(r, piece{run.Lanes[i].Spec.Title + ", " + legWords(&run.Lanes[i], at, false), cells.Muted})
		}
	}
	return r
}

// known renders a share; one that is not a number is not known.
func known(share float64) string {
	if math.IsNaN(share) {
		return units.Unknown
	}
	return units.PercentTo(share, 0)
}

// othersShort names the load that is not ours.
func othersShort(run *live.Run) string {
	if run.Machine.Foreign != nil {
		return "other programs"
	}
	return "others"
}

// legWords say which leg a lane was in: "round 3, parallel", with its rate.
func legWords(lane *live.Lane, at time.Duration, rate bool) string {
	leg, on := lane.LegAt(at)
	switch {
	case !on:
		return "no leg"
	case rate && leg.Throughput > 0:
		return legText(&leg) + ", " + units.Rate(leg.Throughput)
	}
	return legText(&leg)
}

func legText(leg *live.Stretch) string {
	text := string(leg.Kind)
	switch {
	case leg.Purpose != engine.Measured:
		text = string(leg.Purpose) + ", " + text
	case leg.Round() > 0:
		text = fmt.Sprintf("round %d, %s", leg.Round(), text)
	}
	if leg.Gate != "" {
		text += ", gated: " + string(leg.Gate)
	}
	return text
}

// draw writes as many pieces as there is room for, and returns the column after
// them.
func (r reading) draw(a cells.Area, x, y int) int {
	for i, p := range r {
		if i > 0 {
			if x+2+cells.Width(p.text) > a.Width {
				continue
			}
			x = a.Text(x, y, cells.Style(0), "  ")
		}
		x = a.Text(x, y, cells.In(p.role), p.text)
	}
	return x
}

// String is the reading as a line.
func (r reading) String() string {
	texts := make([]string, len(r))
	for i, p := range r {
		texts[i] = p.text
	}
	return strings.Join(texts, "  ")
}
