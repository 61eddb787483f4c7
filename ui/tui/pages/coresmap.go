package pages

import (
	"strings"

	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// drawMap draws the loads, the legs, and the line that reads the cursor.
func (p *Cores) drawMap(a cells.Area, s *Screen) {
	plan, inside := &p.plan, a.Rows(0, a.Height-1)
	if plan.isFramed {
		inside = a.Part(2, 1, a.Width-3, a.Height-2)
		sides(a, s.Theme)
	}
	field := inside.Columns(plan.gutter, inside.Width-plan.gutter)
	p.axis = axisOf(&p.in, field.Width)
	p.loads.Fill(&p.in.Run.Loads, plan.groups, p.axis.From, p.axis.To, p.axis.Columns)
	heat := parts.HeatMap{Loads: &p.loads, Axis: p.axis, Until: p.in.Run.Loads.Until(), Tall: plan.tall}

	y := 0
	for i := range plan.clusters {
		if plan.isFramed && i > 0 {
			y++
		}
		p.clusterTitle(a, s, i, y)
		y += p.cluster(inside, field, s, &heat, i, y)
	}
	y = p.whose(a, inside, field, s, &heat, y)
	y = p.legs(a, inside, field, s, y)
	p.axis.Draw(field.Rows(y, 1), s.Theme)
	s.Hits.AddTime(field.Rows(0, y+1), -1, p.axis)
	p.legHits(field, s, y)
	p.bottom(a, field, s, y)
}

// sides draws the frame's sides.
func sides(a cells.Area, th *theme.Theme) {
	style := cells.In(cells.Border)
	for y := range a.Height {
		a.Rune(0, y, th.Glyphs.Vertical, style)
		a.Rune(a.Width-1, y, th.Glyphs.Vertical, style)
	}
}

// rule draws a line of the frame with a title, and returns the column after it. The
// row counts from the frame's inside.
func (p *Cores) rule(a cells.Area, th *theme.Theme, y int, role cells.Role, title string) int {
	row, style := a.Rows(y, 1), cells.In(cells.Border)
	row.Line(0, th.Glyphs.Horizontal, style)
	left, right := th.Glyphs.LowEdge, th.Glyphs.HighEdge
	if y == 0 {
		left, right = th.Glyphs.CornerTL, th.Glyphs.CornerTR
	}
	if th.Glyphs.Name == "ascii" {
		left, right = th.Glyphs.CornerTL, th.Glyphs.CornerTR
	}
	row.Rune(0, 0, left, style)
	row.Rune(row.Width-1, 0, right, style)
	return row.Text(2, 0, cells.In(role).Bold(), " "+title+" ")
}

// clusterTitle is the line over a cluster. The row counts from the frame's inside.
func (p *Cores) clusterTitle(a cells.Area, s *Screen, i, y int) {
	if !p.plan.isFramed {
		return
	}
	c := &p.plan.clusters[i]
	p.rule(a, s.Theme, y, c.Role, strings.ToLower(clusterName(c)))
	axis := p.axis
	mean := " mean " + known(p.in.Run.Loads.Mean(c.Cores, axis.From, axis.To)) + " "
	row := a.Rows(y, 1)
	row.Right(row.Width-2, 0, cells.In(cells.Muted), mean)
	if end := row.Width - 3 - cells.Width(mean); end > 50 {
		parts.HeatLegend(row, s.Theme, end, c.Role)
	}
}

// clusterName is a cluster's name with the number of its cores.
func clusterName(c *parts.Cluster) string {
	if c.Kind == "C" {
		return clusterTitle(c)
	}
	name := *c
	name.Name += " cores"
	return clusterTitle(&name)
}

// cluster draws the rows of a cluster, and returns how many there are.
func (p *Cores) cluster(inside, field cells.Area, s *Screen, heat *parts.HeatMap, i, y int) int {
	plan := &p.plan
	c, first, groups := &plan.clusters[i], plan.first[i], plan.first[i+1]-plan.first[i]
	rows := plan.rowsOf(groups)
	heat.Draw(field.Rows(y, rows), s.Theme, c.Role, first, groups)
	for row := 0; row < rows; row += max(plan.tall, 1) {
		from, to := plan.coresOf(c, row)
		mean := p.in.Run.Loads.Mean(c.Cores[from:to+1], p.axis.From, p.axis.To)
		label := plan.label(c, from, to)
		if !plan.isFramed && rows == 1 {
			label = c.Label()
		}
		name(inside, plan.gutter, y+row, cells.In(cells.Muted), label, known(mean))
	}
	return rows
}

// name writes the name of a row before the map, and a figure at the map's edge.
func name(a cells.Area, gutter, y int, style cells.Style, label, figure string) {
	room := gutter - 2
	if figure != "" && room >= cells.Width(label)+cells.Width(figure)+1 {
		a.Right(gutter-1, y, cells.In(cells.Muted), figure)
		room -= cells.Width(figure) + 1
	}
	a.Fit(0, y, room+1, style, label)
}

// whose draws whose load it was: rows for this process and for the others. It
// returns the row after them.
func (p *Cores) whose(a, inside, field cells.Area, s *Screen, heat *parts.HeatMap, y int) int {
	plan, run := &p.plan, p.in.Run
	if plan.loads == 0 {
		return y
	}
	if plan.isFramed {
		y++
		p.rule(a, s.Theme, y, cells.Text, "load of all cores, by whose it is")
	}
	lying := *heat
	lying.Tall = 1
	cores := len(plan.groups) - 2
	if plan.loads > 1 {
		lying.Draw(field.Rows(y, 1), s.Theme, cells.Own, cores, 1)
		p.whoseName(inside, y, cells.Own, ownName(run), "own", ownGroup)
		y++
	}
	lying.Draw(field.Rows(y, 1), s.Theme, cells.Foreign, cores+1, 1)
	p.whoseName(inside, y, cells.Foreign, othersShort(run), "others", othersGroup)
	return y + 1
}

// whoseName names a row of whose load it was, in short where there is no room for
// its mean beside it.
func (p *Cores) whoseName(inside cells.Area, y int, role cells.Role, long, short string, group []int) {
	share := known(p.in.Run.Loads.Mean(group, p.axis.From, p.axis.To))
	if cells.Width(long)+cells.Width(share)+3 > p.plan.gutter {
		long = short
	}
	name(inside, p.plan.gutter, y, cells.In(role), long, share)
}

// legs draws the legs of each lane, and returns the row after them.
func (p *Cores) legs(a, inside, field cells.Area, s *Screen, y int) int {
	plan, run := &p.plan, p.in.Run
	if plan.isFramed {
		if len(plan.clusters) > 0 {
			y++
		}
		title := "legs"
		if hidden := len(run.Lanes) - plan.lanes; hidden > 0 {
			title += " (" + units.Counted(hidden, "more workload") + ")"
		}
		x := p.rule(a, s.Theme, y, cells.Text, title)
		legLegend(a.Rows(y, 1), s.Theme, x)
	}
	first := p.firstLane()
	for i := first; i < first+plan.lanes; i++ {
		lane := &run.Lanes[i]
		style, mark := cells.Style(0), ' '
		if i == p.in.Focus {
			style, mark = cells.In(cells.Accent).Bold(), s.Theme.Glyphs.Focus
		}
		inside.Rune(0, y, mark, style)
		name(inside.Columns(2, inside.Width-2), plan.gutter-2, y, style, lane.Spec.Title, "")
		parts.Legs(field.Rows(y, 1), s.Theme, lane, p.axis)
		s.Hits.AddLane(inside.Part(0, y, plan.gutter, 1), i)
		y++
	}
	return y
}

// firstLane is the first of the lanes that have a row: that of the focus is among
// them.
func (p *Cores) firstLane() int {
	return min(max(p.in.Focus-p.plan.lanes+1, 0), len(p.in.Run.Lanes)-p.plan.lanes)
}

// legHits remembers the rows of legs, above the axis, for the mouse.
func (p *Cores) legHits(field cells.Area, s *Screen, axis int) {
	for i := range p.plan.lanes {
		s.Hits.AddTime(field.Rows(axis-p.plan.lanes+i, 1), p.firstLane()+i, p.axis)
	}
}

// legLegend says what the characters of legs mean, where there is room.
func legLegend(row cells.Area, th *theme.Theme, from int) {
	looks := parts.LegLooks(th)
	width := 1
	for _, look := range looks {
		width += 4 + cells.Width(look.Name)
	}
	x := row.Width - 2 - width
	if x <= from {
		return
	}
	for _, look := range looks {
		row.Text(x, 0, cells.In(cells.Muted), "  ")
		row.Rune(x+1, 0, look.Glyph, cells.In(look.Role))
		x = row.Text(x+2, 0, cells.In(cells.Muted), " "+look.Name+" ")
	}
}

// bottom is the last line: what was at the cursor, whose column is marked.
func (p *Cores) bottom(a, field cells.Area, s *Screen, axis int) {
	th, y, at := s.Theme, a.Height-1, p.reads()
	row := a.Rows(y, 1)
	if p.plan.isFramed {
		row.Line(0, th.Glyphs.Horizontal, cells.In(cells.Border))
		row.Rune(0, 0, th.Glyphs.CornerBL, cells.In(cells.Border))
		row.Rune(row.Width-1, 0, th.Glyphs.CornerBR, cells.In(cells.Border))
	}
	if p.isPlaced || p.isOver {
		p.mark(field, th, p.axis.Column(at.at), axis)
	}
	line := row.Columns(0, row.Width-3)
	x := line.Text(1, 0, 0, " ")
	x = readingAt(p.in.Run, p.in.Focus, at, false).draw(line, x, 0)
	row.Text(x, 0, 0, " ")
	hint := " " + s.Key(config.ActionLeft) + " " + s.Key(config.ActionRight) + " read a moment "
	if !p.isPlaced && p.plan.isFramed && x+cells.Width(hint)+4 < row.Width {
		row.Right(row.Width-2, 0, cells.In(cells.Faint), hint)
	}
}

// mark marks the cursor's column: at the axis, and where a row has no leg.
func (p *Cores) mark(field cells.Area, th *theme.Theme, column, axis int) {
	style := cells.In(cells.Accent).Bold()
	field.Rune(column, axis, th.Glyphs.Up, style)
	for y := axis - p.plan.lanes; y < axis; y++ {
		if field.IsBlank(column, y) {
			field.Rune(column, y, th.Glyphs.Vertical, cells.In(cells.Accent))
		}
	}
}

// below writes what else is known of the machine, and after the run what the load
// of its parallel legs means.
func (p *Cores) below(a cells.Area, s *Screen) {
	if said := utilised(p.in.Run); said != "" {
		if used := len(shown.Wrap(said, a.Width-2)); used <= a.Height {
			parts.Wrapped(a.Part(1, 0, a.Width-2, used), 0, cells.Style(0), said)
			a = a.Rows(used, a.Height-used)
		}
	}
	if len(p.in.Run.Machine.Cores) == 0 {
		return
	}
	facts := machineFacts(p.in.Run)
	across := factsAcross(a.Width)
	switch rows := min((len(facts)+across-1)/across+1, factRows); {
	case a.Height >= 3:
		p.facts(a.Rows(0, min(rows, a.Height)), s.Theme, facts)
		if rest := a.Rows(min(rows, a.Height), a.Height-rows); rest.Height >= leastEvents {
			parts.Rule(rest, s.Theme, 0, "events")
			drawLog(rest.Rows(1, rest.Height-1), s.Theme, p.in.Run, p.in.Pick)
		}
	case a.Height > 0:
		machineLine(a.Rows(0, 1), s.Theme, p.in.Run)
	}
}

// leastEvents is how many rows the events have at least, with their title.
const leastEvents = 3

// factRows is how many rows the facts have at most.
const factRows = 7

// utilised is what the load of the parallel legs means, once it is known.
func utilised(run *live.Run) string {
	if !run.Finished || run.Report.Utilisation == nil {
		return ""
	}
	return words.UtilisedLegs(&run.Report) + ": " + run.Report.Utilisation.Verdict
}

// factsAcross is how many columns of facts a width has.
func factsAcross(width int) int {
	if width >= 110 {
		return 3
	}
	return 2
}

// facts writes what else is known of the machine, in columns.
func (p *Cores) facts(a cells.Area, th *theme.Theme, facts []fact) {
	parts.Rule(a, th, 0, "machine")
	across := factsAcross(a.Width)
	width := a.Width / across
	rows := a.Height - 1
	for i, f := range facts {
		if i >= across*rows {
			return
		}
		cell := a.Part(i/rows*width, 1+i%rows, width-1, 1)
		x := cell.Text(1, 0, cells.In(cells.Muted), f.name) + 1
		room := cell.Width - 1 - x
		if cells.Width(f.value) <= room {
			cell.Right(cell.Width-1, 0, cells.In(f.role), f.value)
		} else {
			cell.Fit(x, 0, room, cells.In(f.role), f.value)
		}
	}
}
