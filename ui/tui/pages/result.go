package pages

import (
	"fmt"
	"math"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// A Said is a piece of an answer.
type Said struct {
	Text string
	Role cells.Role
}

// An Offer is an action that suits the moment, and a word for it.
type Offer struct {
	Action config.Action
	Word   string
}

// Rows of the card of a finished run without its reason, which has two at the most.
const (
	resultRows = 4
	mostReason = 2
)

// reasonLines are those of the reason on the card of a finished run.
func (in *OverviewInput) reasonLines(a cells.Area) []string {
	lines := shown.Wrap(mainCause(&in.Subject), a.Width-4)
	room := min(mostReason, max(a.Height/16, 1))
	if len(lines) > room {
		lines = append(lines[:room-1:room-1], strings.Join(lines[room-1:], " ")) // cut where it is drawn
	}
	return lines
}

// finished tells whether there is a result, and room for its card above the lanes.
func (in *OverviewInput) finished(a cells.Area) bool {
	return in.Run.Finished && a.Width >= narrowTable && a.Height >= resultRows+1+len(in.Run.Lanes)+3
}

// resultCard is what has come of a run: how the targets stand and what changed, the one
// cause that says most, and what to do next. It returns how many rows it took.
func resultCard(a cells.Area, s *Screen, in *OverviewInput) int {
	reason := in.reasonLines(a)
	a = a.Rows(0, resultRows+len(reason))
	inside := parts.Box(a, s.Theme, "", cells.Accent)
	x := a.Text(2, 0, cells.In(cells.Accent).Bold(), " "+ended(in.Run)+" ")
	if sign, text, role := badgeWords(s.Theme, in.Run); text != "" {
		a.Text(x+2, 0, cells.In(role).Bold(), " "+string(sign)+" "+text+" ")
	}
	inside = inside.Part(1, 0, inside.Width-2, inside.Height)
	x = 0
	for _, said := range append(in.Answer, changed(&in.Versus)...) {
		if x+cells.Width(said.Text) > inside.Width {
			break
		}
		x = inside.Text(x, 0, cells.In(said.Role).Bold(), said.Text) + 4
	}
	for i, text := range reason {
		inside.Fit(0, 1+i, inside.Width, cells.Style(0), text)
	}
	next(inside.Rows(inside.Height-1, 1), s, in.Next)
	return a.Height
}

// ended says how a run ended, and after what time.
func ended(run *live.Run) string {
	if run.Report.Partial {
		return "STOPPED after " + units.Clock(run.At)
	}
	return "FINISHED in " + units.Clock(run.At)
}

// badgeWords is how far a run can be trusted, with the first reason where it is not
// clean.
func badgeWords(th *theme.Theme, run *live.Run) (sign rune, text string, role cells.Role) {
	q := &run.Report.Quality
	switch q.Badge {
	case "":
		return 0, "", cells.Muted
	case engine.Clean:
		return th.Glyphs.Good, string(q.Badge), cells.Good
	case engine.Fair:
		return th.Glyphs.Caution, string(q.Badge), cells.Warn
	}
	return th.Glyphs.Bad, string(q.Badge), cells.Bad
}

// changed says how many figures moved against what the run is compared with; nothing
// where no verdict can rest on that.
func changed(vs *Versus) []Said {
	c := vs.Comparison
	if c == nil || c.Unfinished || c.Then.Claimed || c.Verdict == compare.NotComparable || c.Verdict == compare.NoBaseline {
		return nil
	}
	var all []Said
	for _, of := range []struct {
		verdict compare.Verdict
		role    cells.Role
	}{{compare.Regressed, cells.Bad}, {compare.Improved, cells.Good}} {
		if n := c.Count(of.verdict); n > 0 {
			all = append(all, Said{fmt.Sprintf("%d %s", n, of.verdict), of.role})
		}
	}
	switch {
	case len(all) == 0:
		return []Said{{"nothing changed against " + vs.label(), cells.Muted}}
	case len(c.Suspects()) > 0:
		all[len(all)-1].Text += "?"
	}
	all[len(all)-1].Text += " against " + vs.label()
	return all
}

// mainCause is the one sentence that says most: why the figure that got worst did, else
// why a lane is short of its target, the one that is farthest first, else what has come
// of runs that are about something else, else what is remarkable of a target that is met.
func mainCause(sub *Subject) string {
	if text := worstChange(sub); text != "" {
		return text
	}
	for _, bad := range []engine.Outcome{"", engine.Failing, engine.Missed, engine.Unclear, engine.NotAttainable} {
		for i := range sub.Run.Lanes {
			if text := shortfall(sub, &sub.Run.Lanes[i], bad); text != "" {
				return text
			}
		}
	}
	for _, r := range sub.Sweeps {
		if text := findingOf(r); text != "" {
			return r.Spec.Title + ": " + text
		}
	}
	for i := range sub.Run.Lanes {
		lane := &sub.Run.Lanes[i]
		if sub.Run.Plan.Once && lane.Result != nil {
			return lane.Spec.Title + ": " + words.Done(lane.Result)
		}
		if spare := toSpare(lane); spare != "" {
			return lane.Spec.Title + " meets its target with " + spare
		}
	}
	return ""
}

// shortfall says why a lane's outcome is not what was asked for, where it is the one
// given; "" is that of a lane that was given up.
func shortfall(sub *Subject, lane *live.Lane, of engine.Outcome) string {
	if lane.Result == nil {
		return ""
	}
	if failed := lane.Result.Failure; failed != "" {
		if of != "" {
			return ""
		}
		return lane.Spec.Title + " was given up: " + failed
	}
	s, ok := lane.Standing()
	text := why(sub, lane)
	if !ok || s.Outcome != of || text == "" {
		return ""
	}
	return fmt.Sprintf("%s, target %s %s with %s: %s", lane.Spec.Title, s.Target, s.Outcome, headlineOf(lane).value, text)
}

// findingOf is what a result is about that has more than a pair of legs.
func findingOf(r *engine.Result) string {
	switch {
	case r.BreakEven != nil:
		return words.PaysFrom(r)
	case r.Scaling != nil:
		return words.RecommendedInShort(r)
	case len(r.Effects) > 0:
		return words.Effect(r, &r.Effects[0])
	}
	return ""
}

// worstChange is the figure that got worst, and the cause that the evidence shows; ""
// where none did.
func worstChange(sub *Subject) string {
	c := sub.Versus.Comparison
	if c == nil || c.Unfinished || c.Verdict == compare.NotComparable {
		return ""
	}
	var worst *compare.Row
	for i := range c.Rows {
		if row := &c.Rows[i]; row.Gates && row.Verdict == compare.Regressed && (worst == nil || row.Change > worst.Change) {
			worst = row
		}
	}
	if worst == nil {
		return ""
	}
	text := changeSentence(worst)
	n, _ := sub.notice(worst.Workload)
	switch {
	case len(n.Causes) > 0:
		text += ": " + n.Causes[0].Statement
	case c.Causes != nil:
		text += "; no recorded figure shows why"
	}
	return text
}

// changeSentence says how much worse a figure is, with the interval of that: "Parsing
// is 11.8 % slower per line [9.5 %, 14.1 %]".
func changeSentence(row *compare.Row) string {
	text := row.Title
	switch row.Metric {
	case compare.Speedup:
		text += " has " + row.Words() + " less speedup"
	case compare.CPUPerItem:
		text += " takes " + row.Words() + " more CPU time"
	case compare.InstructionsPerItem:
		text += " takes " + row.Words() + " more instructions"
	default:
		text += " is " + row.Words() + " slower"
	}
	if row.Item != "" && row.Metric != compare.Speedup {
		text += " per " + row.Item
	}
	if row.Test == nil || row.Change >= math.Ln2 {
		return text
	}
	share := math.Expm1
	if row.Metric == compare.Speedup {
		share = func(log float64) float64 { return -math.Expm1(-log) }
	}
	percent := func(log float64) string { return strings.TrimSuffix(units.PercentTo(share(log), 1), " %") }
	return text + fmt.Sprintf(" [%s, %s]", percent(row.Test.Interval.Low), percent(row.Test.Interval.High))
}

// next offers what to do, with keys that can be clicked.
func next(a cells.Area, s *Screen, offers []Offer) {
	if len(offers) == 0 {
		return
	}
	x := a.Text(0, 0, cells.In(cells.Muted), "next: ")
	for _, offer := range offers {
		key := s.Key(offer.Action)
		width := cells.Width(key) + 1 + len(offer.Word)
		if key == "" || x+width > a.Width {
			continue
		}
		s.Hits.Add(a.Part(x, 0, width, 1), offer.Action)
		x = a.Text(x, 0, cells.In(cells.Accent).Bold(), key) + 1
		x = a.Text(x, 0, cells.In(cells.Muted), offer.Word) + 3
	}
}

// needsReason tells whether the reader of a result will ask why: a figure got worse, or
// a target was not met.
func (s *Subject) needsReason() bool {
	if worstChange(s) != "" {
		return true
	}
	for i := range s.Run.Lanes {
		lane := &s.Run.Lanes[i]
		if short(lane) || lane.Result != nil && lane.Result.Failure != "" {
			return true
		}
	}
	return false
}

// Offers are what suits a run that is over: the reason where something is short, and
// then what the caller adds.
func (s *Subject) Offers(more ...Offer) []Offer {
	var all []Offer
	if s.needsReason() {
		all = append(all, Offer{config.ActionViewDiagnose, "why"})
	}
	if c := s.Versus.Comparison; c != nil {
		all = append(all, Offer{config.ActionViewCompare, "compare"})
	}
	return append(all, more...)
}
