package pages

import (
	"fmt"
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// Widths of what a lane's head has, so that no column of it moves while the run is on.
const (
	headProgress = 12 // of the bar
	headSize     = 16
	headGap      = 2
)

// A headPart is a piece of a lane's head: text, or the bar where it has none. Pieces of
// lesser worth go first where there is little room.
type headPart struct {
	text  string
	width int
	style cells.Style
	worth int
}

// laneHead is a lane's first row: what it is, how far it has come and how long that
// will yet take, and at the right end how it stands to its target. The row is a rule,
// so a lane is a section of the frame around them.
func laneHead(head cells.Area, s *Screen, in *OverviewInput, i int, legend bool) {
	lane := &in.Run.Lanes[i]
	head.Line(0, s.Theme.Glyphs.Horizontal, cells.In(cells.Border))
	mark, style := ' ', cells.Style(0).Bold()
	if i == in.Focus {
		mark, style = s.Theme.Glyphs.Focus, cells.In(cells.Accent).Bold()
	}
	right := headOutcome(head, s, lane)
	head = head.Columns(0, right)
	x := 1
	head.Rune(x, 0, mark, cells.In(cells.Accent).Bold())
	x = head.Text(x+1, 0, style, padded(" "+lane.Spec.Title+" ", in.widestTitle()+3))
	for _, p := range fittingParts(laneParts(in, i), head.Width-x-1) {
		if p.text == "" {
			head.Part(x, 0, p.width+1, 1).Fill(' ', 0)
			parts.Bar(head.Part(x, 0, p.width, 1), s.Theme, progressOf(in.Run, lane), cells.In(cells.Accent))
			x += p.width + 1
			continue
		}
		x = head.Text(x, 0, p.style, padded(p.text, p.width)+" ")
	}
	if legend {
		text := fmt.Sprintf(" %c %s ", s.Theme.Glyphs.Dash, in.Versus.Side.Name)
		if head.Width-x > cells.Width(text)+1 {
			head.Text(x+1, 0, cells.In(cells.Faint), text)
		}
	}
}

// headOutcome draws how a lane stands to its target at the right end of its head, and
// returns the column before it.
func headOutcome(head cells.Area, s *Screen, lane *live.Lane) int {
	words, role := outcome(s.Theme, lane)
	if words == "" {
		return head.Width - 1 // a lane without a target
	}
	right := head.Width - 2
	head.Right(right+1, 0, cells.In(role).Bold(), " "+padded(words, outcomeWidth)+" ")
	right -= outcomeWidth + 2
	goal := " " + target(lane) + " "
	head.Right(right+1, 0, cells.In(cells.Muted), goal)
	right -= cells.Width(goal)
	if spare := toSpare(lane); spare != "" && right > 3*headSize {
		head.Right(right+1, 0, cells.In(cells.Faint), " "+spare+" ")
		right -= cells.Width(spare) + 2
	}
	return right
}

// outcomeWidth has room for an outcome that is not final.
const outcomeWidth = len("x met so far")

// laneParts are what stands between a lane's title and its outcome.
func laneParts(in *OverviewInput, i int) []headPart {
	lane := &in.Run.Lanes[i]
	muted := cells.In(cells.Muted)
	size := headPart{in.sizeOf(i), headSize, muted, 1}
	doing := headPart{steadyState(in.Run, lane), len("round 10/10"), muted, 9}
	if lane.Result != nil || lane.Progress.Purpose == "" {
		return []headPart{size, doing}
	}
	ahead := headPart{aheadWords(in.Run, lane), 0, muted, 5}
	return []headPart{size, doing, {"", headProgress, 0, 4}, ahead}
}

// fittingParts leaves out the parts of the least worth until the rest has room.
func fittingParts(all []headPart, room int) []headPart {
	for len(all) > 0 {
		used, least := 0, 0
		for i := range all {
			used += max(all[i].width, cells.Width(all[i].text)) + 1
			if all[i].worth < all[least].worth {
				least = i
			}
		}
		if used <= room {
			break
		}
		all = append(all[:least:least], all[least+1:]...)
	}
	return all
}

// steadyState is what a lane is doing, with as many columns for a round's number as the
// last one takes.
func steadyState(run *live.Run, lane *live.Lane) string {
	if lane.Result != nil || run.Plan.Once || lane.Progress.Purpose == "" || lane.Progress.Purpose == engine.Warmup {
		return state(run, lane)
	}
	ahead := strconv.Itoa(run.RoundsAhead(lane))
	return fmt.Sprintf("round %*d/%s", len(ahead), lane.Progress.Round, ahead) + gated(lane)
}

// progressOf is the share of a lane's way to its next look or its end.
func progressOf(run *live.Run, lane *live.Lane) float64 {
	share, _, _ := run.Ahead(lane)
	return share
}

// aheadWords say when a lane looks at its figures next, or is over.
func aheadWords(run *live.Run, lane *live.Lane) string {
	name := "left"
	if run.LooksAgain(lane) {
		name = "next look"
	}
	_, left, known := run.Ahead(lane)
	if !known {
		return name + "   -  "
	}
	return name + " " + units.Clock(left)
}

// padded is text with blanks behind it up to a width.
func padded(text string, width int) string {
	for n := cells.Width(text); n < width; n++ {
		text += " "
	}
	return text
}

// widestTitle is how wide the widest of the lanes' titles is.
func (in *OverviewInput) widestTitle() int {
	widest := 0
	for i := range in.Run.Lanes {
		widest = max(widest, cells.Width(in.Run.Lanes[i].Spec.Title))
	}
	return min(widest, 20)
}

// farMet is from how many times a target is met that this is said.
const farMet = 10

// toSpare says how many times as fast as its target a lane is, where that is far; else
// "". A target of a speedup stands beside the speedup.
func toSpare(lane *live.Lane) string {
	s, ok := lane.Standing()
	if !ok || !s.Final || s.Outcome != engine.Met || !(s.Target.Bound > 0) {
		return ""
	}
	times := 0.0
	if e, has := lane.Time(); s.Target.Metric == engine.MetricTime && has && e.Value > 0 {
		times = s.Target.Bound / e.Value
	}
	if times < farMet {
		return ""
	}
	return units.Factor(times) + " to spare"
}
