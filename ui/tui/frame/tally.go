package frame

import (
	"fmt"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
	said "ep-benchmark/ui/words"
)

// A count is how many targets have the same standing.
type count struct {
	text string
	role cells.Role
	met  bool // it counts the targets that are met
}

// standings are how many lanes stand in which way to their targets.
type standings struct {
	outcomes              map[engine.Outcome]int // that are final
	open, failed, byPoint int
}

func standingsOf(run *live.Run) standings {
	n := standings{outcomes: map[engine.Outcome]int{}}
	for i := range run.Lanes {
		lane := &run.Lanes[i]
		s, ok := lane.Standing()
		switch {
		case lane.Result != nil && lane.Result.Failure != "":
			n.failed++
		case !ok:
		case !s.Final:
			n.open++
		default:
			n.outcomes[s.Outcome]++
			if s.PointOnly {
				n.byPoint++
			}
		}
	}
	return n
}

// tally says how the claims stand that are put to the test, or else how the targets of
// the run do, the best first.
func (m *Moment) tally() []count {
	if m.Claims != nil {
		return claimsTally(m.Claims)
	}
	return tally(m.Run)
}

// tally says how the targets of a run stand, the best first.
func tally(run *live.Run) []count {
	n := standingsOf(run)
	var all []count
	if numbers := recommended(run); numbers != "" {
		all = append(all, count{text: "recommended " + numbers, role: cells.Good})
	}
	all = append(all, effects(run)...)
	for i := range run.Lanes {
		if r := run.Lanes[i].Result; r != nil && r.BreakEven != nil {
			all = append(all, count{text: said.PaysAt(r), role: cells.Good})
		}
	}
	for _, c := range []struct {
		n    int
		word string
		role cells.Role
	}{
		{n.outcomes[engine.Met], "met", cells.Good},
		{n.open, "open", cells.Muted},
		{n.outcomes[engine.Unclear], "unclear", cells.Warn},
		{n.outcomes[engine.NotAttainable], "not attainable here", cells.Warn},
		{n.outcomes[engine.NotMeasured], "not measured", cells.Warn},
		{n.outcomes[engine.Missed], "missed", cells.Bad},
		{n.outcomes[engine.Failing], "failing", cells.Bad},
		{n.failed, "failed", cells.Bad},
	} {
		if c.n > 0 {
			all = append(all, count{fmt.Sprintf("%d %s", c.n, c.word), c.role, c.word == "met"})
		}
	}
	if n.byPoint > 0 {
		all = append(all, count{text: "by point estimate", role: cells.Muted})
	}
	return all
}

// recommended lists the recommended numbers of workers of a sweep's workloads that
// are over; "" where there is none.
func recommended(run *live.Run) string {
	var numbers []string
	for i := range run.Lanes {
		if r := run.Lanes[i].Result; r != nil && r.Scaling != nil && r.Scaling.Recommended > 0 {
			numbers = append(numbers, strconv.Itoa(r.Scaling.Recommended))
		}
	}
	return strings.Join(numbers, ", ")
}

// tallyLine is the same in one line.
func (m *Moment) tallyLine() string {
	texts := make([]string, 0, 4)
	for _, part := range m.tally() {
		texts = append(texts, part.text)
	}
	return strings.Join(texts, ", ")
}

// badge is how far the run can be trusted, as a sign and a word; wanting says
// that it is not clean. While the run is on it counts the rounds that were
// gated so far.
func badge(run *live.Run, g *theme.Glyphs) (text string, role cells.Role, wanting bool) {
	gates := 0
	for i := range run.Lanes {
		gates += len(run.Lanes[i].Gates)
	}
	switch badge := run.Report.Quality.Badge; {
	case !run.Finished && gates > 0:
		return fmt.Sprintf("%c %d gated", g.Caution, gates), cells.Warn, true
	case !run.Finished || badge == "":
		return "", cells.Muted, false
	case badge == engine.Clean:
		return string(g.Good) + " clean", cells.Good, false
	case badge == engine.Fair:
		return string(g.Caution) + " fair", cells.Warn, true
	}
	return string(g.Bad) + " poor", cells.Bad, true
}

// effects counts how the variants of a run's workloads stand beside their references,
// of the workloads that are over.
func effects(run *live.Run) []count {
	counts := map[assess.EffectOutcome]int{}
	for i := range run.Lanes {
		if r := run.Lanes[i].Result; r != nil {
			for j := range r.Effects {
				counts[assess.EffectOf(&r.Effects[j])]++
			}
		}
	}
	var all []count
	for _, c := range []struct {
		outcome assess.EffectOutcome
		word    string
		role    cells.Role
	}{
		{assess.EffectFaster, "faster", cells.Good},
		{assess.EffectSlower, "slower", cells.Bad},
		{assess.EffectNone, "without a difference", cells.Muted},
		{assess.EffectUnclear, "unclear", cells.Warn},
	} {
		if n := counts[c.outcome]; n > 0 {
			all = append(all, count{text: fmt.Sprintf("%d %s", n, c.word), role: c.role})
		}
	}
	return all
}
