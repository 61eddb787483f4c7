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
func historyColumns(all []headline, width int) []parts.Column {
	columns := []parts.Column{{Title: "RUN", Width: 14}, {Title: "STARTED UTC", Width: startedWidth(width)}}
	for _, h := range all {
		columns = append(columns, parts.Column{Title: strings.ToUpper(h.name), Width: max(min(len(h.name), 13), 8), Right: true})
	}
	columns = append(columns, parts.Column{Title: "QUALITY", Width: 12},
		parts.Column{Title: "BASELINES", Width: 12}, parts.Column{Title: "VERSION", Width: 10})
	return parts.Layout(columns, width)
}

// startedWidth is that of a time: without its year where columns are few.
func startedWidth(width int) int {
	if width < 90 {
		return len("03-14 09:26")
	}
	return len("2026-03-14 09:26")
}

// gutter is the room before a run: for the cursor, whether it is marked, whether
// it is compared with, whether it is not clean.
const gutter = 5

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
}

func (l *runList) rows(a cells.Area, s *Screen) {
	all := l.headlines()
	columns := historyColumns(all, a.Width-gutter-1)
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
		parts.Row(inner, y, columns, fields(l.in.Store, row, all, startedWidth(inner.Width)))
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
func fields(store *Archive, row historyRow, all []headline, started int) []parts.Field {
	if row.stored != nil {
		return storedFields(store, row.stored, all, started)
	}
	return keptFields(row.kept, all, started)
}

func storedFields(store *Archive, s *Stored, all []headline, started int) []parts.Field {
	fields := named(strconv.FormatInt(s.Number, 10), stamp(s.StartedAt.UTC()), started)
	for _, h := range all {
		f, ok := store.Figure(s.Number, compare.Key{Workload: h.name, Metric: h.metric})
		fields = append(fields, parts.Field{Text: figureOr(f, ok)})
	}
	return append(fields, qualityField(s.Badge, s.Doubts),
		parts.Field{Text: strings.Join(s.Baselines, " "), Style: cells.In(cells.Accent)},
		parts.Field{Text: s.Version, Style: cells.In(cells.Muted)})
}

func keptFields(kept *Kept, all []headline, started int) []parts.Field {
	side := &kept.Side
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
	return append(fields, qualityField(run.Badge(), run.Reservations()), parts.Field{}, parts.Field{Text: run.Version, Style: cells.In(cells.Muted)})
}

// named begins a run's fields: its name, and the end of its time that there is
// room for.
func named(name, at string, started int) []parts.Field {
	return []parts.Field{{Text: name}, {Text: at[max(len(at)-started, 0):], Style: cells.In(cells.Muted)}}
}

// qualityField is a run's badge and, where it is not clean, why.
func qualityField(badge engine.Badge, reasons []string) parts.Field {
	if badge == engine.Clean {
		return parts.Field{Text: string(badge), Style: cells.In(cells.Muted)}
	}
	return parts.Field{Text: string(badge) + ": " + strings.Join(reasons, "; "), Style: cells.In(cells.Warn)}
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
