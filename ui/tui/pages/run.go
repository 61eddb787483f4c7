package pages

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// Run is the view of a run under way: how each workload stands to its target,
// what the machine does, and what happened.
type Run struct{}

// Title is the page's name.
func (*Run) Title() string { return "Run" }

// Act has nothing of its own to do.
func (*Run) Act(config.Action, *View) bool { return false }

// Sizes from which the page has room for more.
const (
	wideWidth, wideHeight = 106, 26
	fullWidth, fullHeight = 170, 45
)

// Draw draws as much as there is room for.
func (p *Run) Draw(a cells.Area, v *View) {
	switch {
	case len(v.Run.Lanes) == 0 && v.Idle:
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), "No run is on. Press "+v.Key(config.ActionStart)+" to start one.")
	case len(v.Run.Lanes) == 0:
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "starting: the server and the workloads are being prepared")
	case v.Zoom && v.Lane() != nil:
		p.zoomed(a, v)
	case a.Width >= wideWidth && a.Height >= wideHeight:
		p.wide(a, v)
	default:
		p.compact(a, v)
	}
}

// compact is a table of the lanes, and below it what there is room for.
func (p *Run) compact(a cells.Area, v *View) {
	columns := laneColumns(a.Width - 1)
	y := 0
	if a.Height > len(v.Run.Lanes)+2 {
		p.laneHead(a.Rows(0, 1), v, columns)
		y = 1
	}
	for i := range v.Run.Lanes {
		p.laneRow(a.Rows(y, 1), v, i, columns)
		y++
	}
	rest := a.Rows(y, a.Height-y)
	if rest.Height >= 8 {
		used := whyLine(rest, v)
		rest = rest.Rows(used, rest.Height-used)
	}
	if rest.Height >= 2 {
		parts.Rule(rest, v.Theme, 0, "")
		machineLine(rest.Rows(1, 1), v)
		rest = rest.Rows(2, rest.Height-2)
	}
	p.below(rest, v)
}

// below shares the rest between the histogram and the log; the log is kept
// longer.
func (p *Run) below(a cells.Area, v *View) {
	histogram := min(a.Height/2, 9)
	if histogram >= 5 {
		p.latency(a.Rows(0, histogram), v)
		a = a.Rows(histogram, a.Height-histogram)
	}
	if a.Height >= 2 {
		parts.Rule(a, v.Theme, 0, "events")
		drawLog(a.Rows(1, a.Height-1), v)
	}
}

// laneColumns are the columns of the table that fit, a blank between them; the
// chart takes the room that is left.
func laneColumns(width int) []parts.Column {
	all := []parts.Column{{Title: "WORKLOAD", Width: 14}}
	add := func(least int, c parts.Column) {
		if width >= least {
			all = append(all, c)
		}
	}
	add(64, parts.Column{Title: "SEQ", Width: 7, Right: true})
	add(54, parts.Column{Title: "PAR", Width: 7, Right: true})
	add(0, parts.Column{Title: "SPEEDUP", Width: 7, Right: true})
	add(68, parts.Column{Title: "INTERVAL", Width: 10})
	add(46, parts.Column{Title: "TARGET", Width: 6})
	add(0, parts.Column{Title: "OUTCOME", Width: 12})
	used := 0
	for _, c := range all {
		used += c.Width + laneGap
	}
	if width-used >= 8 {
		all = append(all, parts.Column{Title: "", Width: width - used})
	}
	return all
}

const laneGap = 1

// laneHead writes the titles over the lanes; the chart's is its window.
func (p *Run) laneHead(a cells.Area, v *View, columns []parts.Column) {
	x := 1
	for _, c := range columns {
		title := c.Title
		if title == "" {
			title = "LAST " + shortTime(v.Window)
		}
		if c.Right {
			a.Right(x+c.Width, 0, cells.In(cells.Muted), title)
		} else {
			a.Fit(x, 0, c.Width, cells.In(cells.Muted), title)
		}
		x += c.Width + laneGap
	}
}

// laneRow is one lane in the table.
func (p *Run) laneRow(a cells.Area, v *View, i int, columns []parts.Column) {
	lane := &v.Run.Lanes[i]
	v.Hits.AddLane(a, i)
	x := 1
	for _, c := range columns {
		cell := a.Part(x, 0, c.Width, 1)
		p.laneCell(cell, v, lane, c)
		x += c.Width + laneGap
	}
	if i == v.Focus {
		a.Rune(0, 0, v.Theme.Glyphs.Focus, cells.In(cells.Accent))
		a.Paint(func(s cells.Style) cells.Style { return s.On(cells.Focus) })
	}
}

func (p *Run) laneCell(a cells.Area, v *View, lane *live.Lane, c parts.Column) {
	value, interval := speedup(lane)
	words, role := outcome(v.Theme, lane)
	switch c.Title {
	case "WORKLOAD":
		a.Fit(0, 0, a.Width, cells.Style(0), lane.Spec.Title)
	case "SEQ":
		a.Right(a.Width, 0, cells.In(cells.Sequential), rate(lane, engine.Sequential))
	case "PAR":
		a.Right(a.Width, 0, cells.In(cells.Parallel), rate(lane, engine.Parallel))
	case "SPEEDUP":
		a.Right(a.Width, 0, cells.Style(0).Bold(), value)
	case "INTERVAL":
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), interval)
	case "TARGET":
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), target(lane))
	case "OUTCOME":
		a.Fit(0, 0, a.Width, cells.In(role).Bold(), words)
	default:
		if gates := len(lane.Gates); gates > 0 && a.Width >= 8 {
			used := a.Text(0, 0, cells.In(cells.Warn).Bold(), fmt.Sprintf("%c%d ", v.Theme.Glyphs.Caution, gates))
			a = a.Columns(used, a.Width-used)
		}
		parts.Timeline(a, v.Theme, lane, v.Run.At, v.Window)
	}
}

// wide has a card for each lane, the machine beside them, and the latencies
// and events below; with still more room, a third column.
func (p *Run) wide(a cells.Area, v *View) {
	side := 34
	if a.Width >= fullWidth && a.Height >= fullHeight {
		third := 62
		p.third(a.Columns(a.Width-third, third), v)
		a = a.Columns(0, a.Width-third-1)
		side = 38
	}
	machine(a.Columns(a.Width-side, side), v)
	left := a.Columns(0, a.Width-side-1)
	lanes := len(v.Run.Lanes)
	card := min(max((left.Height*2/3)/lanes, 4), 11)
	y := 0
	for i := range v.Run.Lanes {
		p.card(left.Rows(y, card), v, i)
		y += card
	}
	p.below(left.Rows(y, left.Height-y), v)
}

// third is the column of large terminals: comparison and findings.
func (p *Run) third(a cells.Area, v *View) {
	half := a.Height / 2
	parts.Rule(a, v.Theme, 0, "compared with "+v.Versus.label())
	if v.Versus.Comparison != nil {
		overall(a.Rows(1, 1), v)
	}
	beside(a.Rows(2, half-2), v)
	parts.Rule(a, v.Theme, half, "findings")
	below := a.Rows(half+1, a.Height-half-1)
	scrolledLines(below, v, overviewLines(v, below.Width), 0)
}

// card is one lane with a chart.
func (p *Run) card(a cells.Area, v *View, i int) {
	lane := &v.Run.Lanes[i]
	v.Hits.AddLane(a, i)
	head := a.Rows(0, 1)
	head.Line(0, v.Theme.Glyphs.Horizontal, cells.In(cells.Border))
	mark, style := ' ', cells.Style(0).Bold()
	if i == v.Focus {
		mark, style = v.Theme.Glyphs.Focus, cells.In(cells.Accent).Bold()
	}
	head.Rune(0, 0, mark, style)
	x := head.Text(1, 0, style, " "+lane.Spec.Title+" ")
	x = head.Text(x, 0, cells.In(cells.Muted), fmt.Sprintf(" %s %s, %s ", units.Count(int64(lane.Spec.Size)), lane.Spec.SizeNoun, state(v, lane)))
	if lane.Result == nil {
		progressBar(head.Part(x+1, 0, 12, 1), v, lane)
		head.Rune(x, 0, ' ', 0)
		head.Rune(x+13, 0, ' ', 0)
		x += 13
	}
	behind := levels(v, lane)
	if a.Height-2 < leastLevels {
		behind = nil
	}
	words, role := outcome(v.Theme, lane)
	goal := " " + target(lane) + "  "
	if len(behind) > 0 {
		legend := fmt.Sprintf(" %c %s ", v.Theme.Glyphs.Dash, v.Versus.Side.Name)
		if head.Width-x-cells.Width(legend) > cells.Width(words)+cells.Width(goal)+4 {
			head.Text(x+1, 0, cells.In(cells.Faint), legend)
		}
	}
	head.Right(head.Width-1, 0, cells.In(role).Bold(), words+" ")
	head.Right(head.Width-1-cells.Width(words)-1, 0, cells.In(cells.Muted), goal)
	p.figures(a.Rows(1, 1), v, lane)
	top := 2
	if a.Height >= 6 {
		top += whyRow(a.Rows(2, 1), v, lane)
	}
	chart := a.Part(2, top, a.Width-3, a.Height-top)
	if lane.Result != nil && lane.Result.Failure != "" {
		parts.Wrapped(chart, 0, cells.In(cells.Bad), reason(v, lane))
		return
	}
	parts.Timeline(chart, v.Theme, lane, v.Run.At, v.Window, behind...)
}

// leastLevels is the height of a chart from which the baseline is behind it.
const leastLevels = 6

// levels are the baseline's rates, to hold the legs against.
func levels(v *View, lane *live.Lane) []parts.Level {
	c := v.Versus.Comparison
	if c == nil || c.Then.Claimed {
		return nil
	}
	var all []parts.Level
	for _, metric := range []compare.Metric{compare.ParallelTime, compare.SequentialTime} {
		row, ok := c.Row(compare.Key{Workload: lane.Spec.Name, Metric: metric})
		if !ok || row.Then.Center <= 0 || row.Verdict == compare.NotComparable {
			continue
		}
		perPass := row.Then.Center * float64(max(lane.Spec.Size, 1)) // times are per item of the size
		all = append(all, parts.Level{Throughput: float64(lane.Spec.PassItems) / perPass, Role: cells.Faint})
	}
	return all
}

// figures is the line of a card that has the numbers.
func (p *Run) figures(a cells.Area, v *View, lane *live.Lane) {
	value, interval := speedup(lane)
	x := a.Text(2, 0, cells.In(cells.Muted), "seq ")
	a.Text(x, 0, cells.In(cells.Sequential), rate(lane, engine.Sequential))
	x = a.Text(x+8, 0, cells.In(cells.Muted), "par ")
	a.Text(x, 0, cells.In(cells.Parallel), rate(lane, engine.Parallel))
	x = a.Text(x+8, 0, cells.In(cells.Muted), "speedup ")
	x = a.Text(x, 0, cells.Style(0).Bold(), value) + 1
	if interval != "" {
		x = a.Text(x, 0, cells.In(cells.Muted), interval) + 2
	}
	if text, role := laneVerdict(v, lane); text != "" && a.Width-x > cells.Width(text)+2 {
		a.Right(a.Width-1, 0, cells.In(role).Bold(), text)
		a = a.Columns(0, a.Width-cells.Width(text)-2)
	}
	if lane.Result != nil && a.Width-x > 20 {
		x = a.Text(x, 0, cells.In(cells.Faint), "ceiling "+units.Factor(lane.Result.Ceiling.Speedup)) + 2
	}
	if d, ok := lane.Latency(engine.Parallel); ok {
		if text := percentiles(d, "p50 p99 max"); a.Width-x > cells.Width(text)+2 {
			a.Right(a.Width-1, 0, cells.In(cells.Muted), text)
		}
	}
}

// zoomed gives one lane the whole page.
func (p *Run) zoomed(a cells.Area, v *View) {
	lane := v.Lane()
	chart := max(a.Height/2, 4)
	p.card(a.Rows(0, chart), v, v.Focus)
	rest := a.Rows(chart, a.Height-chart)
	if rest.Height < 4 {
		return
	}
	histogram := rest.Height
	failed := lane.Result != nil && lane.Result.Failure != "" // the card says why
	if text := reason(v, lane); text != "" && !failed {
		used := parts.Wrapped(rest.Part(2, 0, rest.Width-4, rest.Height), 0, cells.In(cells.Muted), text)
		rest = rest.Rows(used, rest.Height-used)
		histogram = rest.Height
	}
	p.latency(rest.Rows(0, histogram), v)
}

// whyLine says why one lane is short of its target or slower than it was: the
// lane that has the focus, else the first such lane. It returns how many rows
// that took.
func whyLine(a cells.Area, v *View) int {
	lane := v.Lane()
	if lane == nil || why(v, lane) == "" {
		lane = nil
		for i := range v.Run.Lanes {
			if why(v, &v.Run.Lanes[i]) != "" {
				lane = &v.Run.Lanes[i]
				break
			}
		}
	}
	if lane == nil {
		return 0
	}
	x := a.Text(1, 0, cells.In(cells.Muted), "why, "+lane.Spec.Title+": ")
	a.Fit(x, 0, a.Width-x-1, cells.Style(0), why(v, lane))
	return 1
}

// whyRow says the same on a lane's card.
func whyRow(a cells.Area, v *View, lane *live.Lane) int {
	text := why(v, lane)
	if text == "" || lane.Result.Failure != "" {
		return 0
	}
	x := a.Text(2, 0, cells.In(cells.Muted), "why ")
	a.Fit(x, 0, a.Width-x-1, cells.Style(0), text)
	return 1
}

// latency is the histogram of the lane that has the focus.
func (p *Run) latency(a cells.Area, v *View) {
	lane := v.Lane()
	if lane == nil || a.Height < 4 {
		return
	}
	title := lane.Spec.Title + ": latency of an operation, log scale"
	parts.Rule(a, v.Theme, 0, title)
	failures(a.Rows(0, 1), lane, cells.Width(title)+6)
	latencyLine(a.Part(1, 1, a.Width-2, 1), lane)
	parts.Latency(a.Part(1, 2, a.Width-2, a.Height-2), v.Theme, lane)
}

// failures says at the end of a rule how many operations failed, behind what
// stands there already.
func failures(a cells.Area, lane *live.Lane, used int) {
	o := lane.Failures()
	if o.Ended() == 0 {
		return
	}
	role := cells.Muted
	if o.Unfinished() > 0 {
		role = cells.Bad
	}
	short := fmt.Sprintf("%s of %s failed", units.Count(o.Unfinished()), units.Count(o.Ended()))
	for _, text := range []string{" failures: " + assess.Failures(&o) + " ", " " + short + " "} {
		if used+cells.Width(text) < a.Width {
			a.Right(a.Width-1, 0, cells.In(role), text)
			return
		}
	}
}

// machineLine is the machine on one row.
func machineLine(a cells.Area, v *View) {
	shares := v.Run.Machine.Cores
	if len(shares) == 0 {
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "cores: not sampled yet")
		return
	}
	clusters := parts.Clusters(&v.Run.Host, len(shares))
	x := parts.CoreStrip(a.Part(1, 0, a.Width-1, 1), v.Theme, clusters, shares) + 2
	own, foreign := loads(v)
	for _, field := range []struct {
		name, value string
		role        cells.Role
	}{
		{"own", own, cells.Own},
		{"other", foreign, cells.Foreign},
		{"foreign", notable(v.Run.Machine.Foreign), cells.Warn},
		{"steal", notable(v.Run.Machine.Steal), cells.Warn},
		{"mem", units.Bytes(v.Run.Machine.MemoryUsed), cells.Text},
		{"", temperature(v), heatRole(v)},
		{"power", power(v), powerRole(&v.Run.Host)},
	} {
		if field.value == "" || x+cells.Width(field.name)+cells.Width(field.value)+2 > a.Width {
			continue
		}
		if field.name != "" {
			x = a.Text(x, 0, cells.In(cells.Muted), field.name+" ")
		}
		x = a.Text(x, 0, cells.In(field.role), field.value) + 2
	}
}

// loads are this process's share of the machine and that of all others.
func loads(v *View) (own, foreign string) {
	o, f := shareOfMachine(&v.Run.Machine)
	return units.Percent(o), units.Percent(f)
}

// shareOfMachine splits the busy share of all cores between this process and
// the others. The two clocks differ by a tick, so neither goes below 0.
func shareOfMachine(s *engine.HostSample) (own, foreign float64) {
	if len(s.Cores) == 0 {
		return math.NaN(), math.NaN()
	}
	busy := 0.0
	for _, share := range s.Cores {
		busy += share
	}
	n := float64(len(s.Cores))
	own = min(s.OwnCPU/n, 1)
	return own, max(busy/n-own, 0)
}

// notable renders a share that others take; "" where it is unknown, or too
// little to gate a round for.
func notable(share *float64) string {
	if share == nil || !(*share > engine.MostTaken) {
		return ""
	}
	return units.Percent(*share)
}

// power is where the power comes from, and whether the system saves it.
func power(v *View) string {
	text := cmp.Or(v.Run.Machine.Power, v.Run.Host.Power)
	if saves := v.Run.Host.LowPower; saves != nil && *saves {
		text = strings.TrimPrefix(text+", saving", ", ")
	}
	return text
}

// powerRole warns where the system saves power.
func powerRole(h *engine.Host) cells.Role {
	if h.LowPower != nil && *h.LowPower {
		return cells.Warn
	}
	return cells.Text
}

// heatRole warns where the system says that it is too hot.
func heatRole(v *View) cells.Role {
	if word := v.Run.Machine.Thermal; word != "" && word != nominal {
		return cells.Warn
	}
	return cells.Text
}

func temperature(v *View) string {
	m := &v.Run.Machine
	switch {
	case m.Thermal != "":
		return m.Thermal
	case m.Temperature != nil:
		return fmt.Sprintf("%.0f °C", *m.Temperature)
	}
	return ""
}

// drawLog writes the last lines of the log, the newest below.
func drawLog(a cells.Area, v *View) {
	log := v.Run.Log
	first := max(0, len(log)-a.Height)
	for i, line := range log[first:] {
		x := a.Text(1, i, cells.In(cells.Faint), units.Clock(line.At)) + 1
		style := cells.In(cells.Muted)
		switch line.Level {
		case live.Success:
			a.Rune(x, i, v.Theme.Glyphs.Good, cells.In(cells.Good))
			style = cells.Style(0)
		case live.Problem:
			a.Rune(x, i, v.Theme.Glyphs.Bad, cells.In(cells.Bad))
			style = cells.Style(0)
		case live.Caution:
			a.Rune(x, i, v.Theme.Glyphs.Caution, cells.In(cells.Warn))
			style = cells.Style(0)
		case live.Note:
			a.Rune(x, i, v.Theme.Glyphs.Dot, cells.In(cells.Faint))
		}
		text := line.Text
		if line.Workload != "" {
			text = line.Workload + ": " + text
		}
		a.Fit(x+2, i, a.Width-x-3, style, text)
	}
}

// shortTime renders a round time for a narrow place: "20 s", "5 min".
func shortTime(d time.Duration) string {
	if d >= 2*time.Minute {
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}
