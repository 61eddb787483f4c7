package pages

import (
	"fmt"
	"strconv"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// A headline is the figure that a workload has in the list.
type headline struct {
	name   string
	metric compare.Metric
}

// headlines are those of the run's workloads; before there is a run, of the
// workloads of the newest one kept.
func (l *runList) headlines() []headline {
	var all []headline
	for i := range l.in.Lanes {
		spec := &l.in.Lanes[i].Spec
		all = append(all, headline{spec.Name, headlineMetric(spec)})
	}
	if len(all) == 0 && l.in.Store != nil && len(l.in.Store.Runs) > 0 {
		for _, name := range l.in.Store.Runs[0].Workloads {
			all = append(all, headline{name, compare.Speedup})
		}
	}
	return all
}

// headlineMetric is the one that a workload's target is about.
func headlineMetric(spec *engine.Spec) compare.Metric {
	if spec.Single {
		return compare.Time
	}
	for _, target := range spec.Targets {
		if target.Gates && target.Metric == engine.MetricTime {
			return compare.SequentialTime
		}
	}
	return compare.Speedup
}

// historyColumns are those that there is room for: the run and when it was,
// its headline figures, and what else is known.
func (l *runList) columns(all []headline, width int) []parts.Column {
	columns := []parts.Column{{Title: "RUN", Width: l.nameWidth(width)}, {Title: "STARTED UTC", Width: startedWidth(width)}}
	for _, h := range all {
		columns = append(columns, parts.Column{Title: strings.ToUpper(h.name), Width: max(min(len(h.name), 13), 8), Right: true})
	}
	columns = append(columns, parts.Column{Title: "QUALITY, AND WHAT CHANGED", Width: 9, Grow: true})
	if l.in.Store != nil && len(l.in.Store.Baselines) > 0 {
		columns = append(columns, parts.Column{Title: "BASELINES", Width: 10})
	}
	if width >= versionWidth {
		columns = append(columns, parts.Column{Title: "VERSION", Width: 8})
	}
	return parts.Layout(columns, width)
}

// startedWidth is that of a time: without its year where columns are few.
func startedWidth(width int) int {
	if width < 90 {
		return len("03-14 09:26")
	}
	return len("2026-03-14 09:26")
}

// nameWidth is that of the runs' names: numbers, and files and runs of this session.
func (l *runList) nameWidth(room int) int {
	most := 22
	if room < 100 {
		most = 14
	}
	width := 6
	for _, kept := range l.atHand() {
		width = max(width, min(cells.Width(kept.Side.Name), most))
	}
	return width
}

// gutter is the room before a run: for the cursor, whether it is marked, whether
// it is compared with, whether it is not clean, whether figures changed with it.
const gutter = 6

// versionWidth is the width of the list from which it has the versions.
const versionWidth = 130

func (l *runList) signs(a cells.Area, th *theme.Theme, row historyRow) {
	if row.stored != nil && l.in.Store.Marked[row.stored.Number] {
		a.Rune(1, 0, th.Glyphs.Good, cells.In(cells.Accent).Bold())
	}
	if side := l.in.Side; side != nil && len(side.Runs) == 1 && (row.kept != nil && side.Name == row.kept.Side.Name ||
		row.stored != nil && side.Runs[0].Number == row.stored.Number) {
		a.Rune(2, 0, th.Glyphs.Even, cells.In(cells.Accent))
	}
	if !clean(row) {
		a.Rune(3, 0, '!', cells.In(cells.Warn).Bold())
	}
	if most, _ := l.changedAt(row); most != nil {
		sign, role := changeSign(th, most.worse)
		a.Rune(4, 0, sign, cells.In(role).Bold())
	}
}

// A levelChange is a figure that went to another level with a run.
type levelChange struct {
	key   compare.Key
	worse float64 // as trend has it
}

// changedAt is the figure that moved farthest from one level to another with a run, for
// the worse where any did, and how many more did; nil for none.
func (l *runList) changedAt(row historyRow) (most *levelChange, more int) {
	t := l.in.Trends
	if t == nil {
		return nil, 0
	}
	name := ""
	switch {
	case row.stored != nil:
		name = runName(row.stored.Number)
	case row.kept != nil:
		name = row.kept.Side.Name
	}
	for i := range t.Figures {
		for _, c := range t.Figures[i].Series.Changes {
			if c.Index >= len(t.Runs) || t.Runs[c.Index] != name {
				continue
			}
			if more++; most == nil || c.Worse > most.worse && c.Worse > 0 {
				most = &levelChange{t.Figures[i].Key, c.Worse}
			}
		}
	}
	return most, more - 1
}

// changeSign is the sign of a change and its role.
func changeSign(th *theme.Theme, worse float64) (rune, cells.Role) {
	if worse > 0 {
		return th.Glyphs.Down, cells.Bad
	}
	return th.Glyphs.Up, cells.Good
}

// qualityField is a run's badge and, where it is not clean, why; and else which figure
// changed with it.
func (l *runList) qualityField(row historyRow, badge engine.Badge, reasons []string) parts.Field {
	most, more := l.changedAt(row)
	switch {
	case badge != engine.Clean:
		return parts.Field{Text: string(badge) + ": " + strings.Join(reasons, "; "), Style: cells.In(cells.Warn)}
	case most == nil:
		return parts.Field{Text: string(badge), Style: cells.In(cells.Muted)}
	}
	text, role := string(badge)+", "+most.key.Workload+" "+metricName(most.key.Metric)+" "+words.ChangeOf(most.key.Metric, most.worse), cells.Good
	if most.worse > 0 {
		role = cells.Bad
	}
	if more > 0 {
		text += fmt.Sprintf(" +%d", more)
	}
	return parts.Field{Text: text, Style: cells.In(role)}
}

// runName is what a run of the store is called in a trend.
func runName(number int64) string { return "run " + strconv.FormatInt(number, 10) }

// difference says how far a newer value is from an older one, without a verdict.
func difference(metric compare.Metric, before, after float64) (string, cells.Role) {
	if !(before > 0) || !(after > 0) {
		return "-", cells.Muted
	}
	return words.ChangeOf(metric, metric.Worse(before, after)), cells.Text
}

func (l *runList) rows(a cells.Area, s *Screen) {
	all := l.headlines()
	columns := l.columns(all, a.Width-gutter-1)
	inner := a.Part(gutter, 0, a.Width-gutter-1, a.Height)
	parts.Head(inner, 0, columns)
	l.summary(a.Rows(0, 1), columns)
	atHand := l.atHand()
	count, rows := l.count(), a.Height-1
	if count > rows {
		rows-- // for the sign that there is more
	}
	l.first = max(min(l.first, l.cursor, count-rows), l.cursor-rows+1, 0)
	for y := 1; y <= rows; y++ {
		row, ok := l.row(atHand, l.first+y-1)
		if !ok {
			break
		}
		parts.Row(inner, y, columns, l.fields(row, all, startedWidth(inner.Width)))
		l.lined(a.Rows(y, 1), s, row, l.first+y-1)
	}
	if count == 0 {
		a.Fit(gutter, 1, a.Width-gutter-1, cells.In(cells.Muted), "no run has all of: "+l.filter)
	}
	moreBelow(inner, s.Theme, l.first+rows < count)
}

// lined adds to a run's line its signs, the cursor, and that it can be clicked.
func (l *runList) lined(a cells.Area, s *Screen, row historyRow, i int) {
	s.Hits.AddRow(a, i)
	l.signs(a, s.Theme, row)
	if i == l.cursor {
		a.Rune(0, 0, s.Theme.Glyphs.Focus, cells.In(cells.Accent))
		a.Paint(func(s cells.Style) cells.Style { return s.On(cells.Focus) })
	}
}

// summary says how many runs there are, marked and shown, at the head's end.
func (l *runList) summary(a cells.Area, columns []parts.Column) {
	if l.in.Store == nil {
		return
	}
	text := units.Counted(len(l.in.Store.Runs), "run")
	if l.filter != "" {
		text = fmt.Sprintf("%d of %s have: %s", len(l.found), text, l.filter)
	}
	if n := len(l.in.Store.Marked); n > 0 {
		text = fmt.Sprintf("%d marked, ", n) + text
	}
	if l.in.Store.Failure != "" {
		text = "the store could not be read: " + l.in.Store.Failure
	}
	used := gutter
	for _, c := range columns {
		used += c.Width + 2
	}
	if room := a.Width - used - 1; room >= cells.Width(text) || l.in.Store.Failure != "" || l.filter != "" {
		width := min(cells.Width(text), a.Width-18)
		cell := a.Part(a.Width-width-3, 0, width+3, 1)
		cell.Fill(' ', 0)
		cell.Fit(2, 0, width, cells.In(cells.Accent), text)
	}
}

func clean(row historyRow) bool {
	if row.stored != nil {
		return row.stored.Clean
	}
	run := lastRun(&row.kept.Side)
	return run == nil || run.Joins()
}

// fields are a run's in the columns.
func (l *runList) fields(row historyRow, all []headline, started int) []parts.Field {
	if row.stored != nil {
		return l.storedFields(row, all, started)
	}
	return l.keptFields(row, all, started)
}

func (l *runList) storedFields(row historyRow, all []headline, started int) []parts.Field {
	s := row.stored
	fields := named(strconv.FormatInt(s.Number, 10), stamp(s.StartedAt.UTC()), started)
	for _, h := range all {
		f, ok := l.in.Store.Figure(s.Number, compare.Key{Workload: h.name, Metric: h.metric})
		fields = append(fields, parts.Field{Text: figureOr(f, ok)})
	}
	fields = append(fields, l.qualityField(row, s.Badge, s.Doubts))
	if len(l.in.Store.Baselines) > 0 {
		fields = append(fields, parts.Field{Text: strings.Join(s.Baselines, " "), Style: cells.In(cells.Accent)})
	}
	return append(fields, parts.Field{Text: s.Version, Style: cells.In(cells.Muted)})
}

func (l *runList) keptFields(row historyRow, all []headline, started int) []parts.Field {
	side := &row.kept.Side
	run := lastRun(side)
	if run == nil {
		return named(side.Name, "", started)
	}
	at := ""
	if !run.StartedAt.IsZero() {
		at = stamp(run.StartedAt.UTC())
	}
	fields := named(side.Name, at, started)
	for _, h := range all {
		f, ok := run.Figure(compare.Key{Workload: h.name, Metric: h.metric})
		fields = append(fields, parts.Field{Text: figureOr(f, ok)})
	}
	fields = append(fields, l.qualityField(row, run.Badge(), run.Reservations()))
	if l.in.Store != nil && len(l.in.Store.Baselines) > 0 {
		fields = append(fields, parts.Field{})
	}
	return append(fields, parts.Field{Text: run.Version, Style: cells.In(cells.Muted)})
}

// named begins a run's fields: its name, and the end of its time that there is
// room for.
func named(name, at string, started int) []parts.Field {
	return []parts.Field{{Text: name}, {Text: at[max(len(at)-started, 0):], Style: cells.In(cells.Muted)}}
}

func lastRun(side *compare.Side) *compare.Run {
	if len(side.Runs) == 0 {
		return nil
	}
	return &side.Runs[len(side.Runs)-1]
}

func figureOr(f compare.Figure, ok bool) string {
	if !ok {
		return "-"
	}
	return figure(f.Metric, f.Value)
}

// draw draws the list, and where there is room what is known of the selected
// run below it.
func (l *runList) draw(a cells.Area, s *Screen) {
	if a.Height < 7 {
		l.rows(a, s)
		return
	}
	l.rows(a.Rows(0, a.Height-1), s)
	row := l.selected()
	a.Fit(gutter, a.Height-1, a.Width-gutter-1, cells.In(cells.Muted), about(row.kept, row.stored))
}
