package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// History is the view of the runs at hand: files, runs of this session that
// are kept nowhere, and what the store has.
type History struct {
	cursor, first int
	filter        string
	found         []int // runs of the store that the filter leaves, where there is one
	searched      int   // how many runs were looked through for that
}

// Title is the page's name.
func (*History) Title() string { return "History" }

// Act moves the cursor.
func (p *History) Act(action config.Action, v *View) bool {
	if !scrolled(&p.cursor, action, 10) {
		return false
	}
	p.cursor = min(p.cursor, max(p.Count(v)-1, 0))
	return true
}

// Choose puts the cursor on a row.
func (p *History) Choose(row int) { p.cursor = row }

// Filter is what the runs that are shown have in them.
func (p *History) Filter() string { return p.filter }

// Narrow shows only runs that have all of some words.
func (p *History) Narrow(text string, v *View) {
	p.filter, p.cursor = text, 0
	p.Search(v)
}

// Search looks anew for what the filter leaves, after the runs have changed.
func (p *History) Search(v *View) {
	p.found = p.found[:0]
	if v.Kept == nil {
		return
	}
	p.searched = len(v.Kept.Runs)
	words := strings.Fields(strings.ToLower(p.filter))
	if len(words) == 0 {
		return
	}
	for i := range v.Kept.Runs {
		if v.Kept.Runs[i].Has(words) {
			p.found = append(p.found, i)
		}
	}
}

// A historyRow is a run of the list: one at hand, or one of the store.
type historyRow struct {
	kept   *Kept
	stored *Stored
}

// atHand are the runs that the store does not have, the newest first.
func (p *History) atHand(v *View) []*Kept {
	words := strings.Fields(strings.ToLower(p.filter))
	var all []*Kept
	for i := len(v.Past) - 1; i >= 0; i-- {
		name := strings.ToLower(v.Past[i].Side.Name)
		missing := slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(name, word) })
		if kept := &v.Past[i]; kept.Number == 0 && kept.Report != nil && !missing { // claims are no run
			all = append(all, &v.Past[i])
		}
	}
	return all
}

// Count is the number of rows.
func (p *History) Count(v *View) int { return len(p.atHand(v)) + p.stored(v) }

func (p *History) stored(v *View) int {
	switch {
	case v.Kept == nil:
		return 0
	case p.filter != "":
		return len(p.found)
	}
	return len(v.Kept.Runs)
}

// row is one of the list.
func (p *History) row(v *View, atHand []*Kept, i int) (historyRow, bool) {
	if i < 0 || i >= len(atHand)+p.stored(v) {
		return historyRow{}, false
	}
	if i < len(atHand) {
		return historyRow{kept: atHand[i]}, true
	}
	i -= len(atHand)
	if p.filter != "" {
		i = p.found[i]
	}
	if i >= len(v.Kept.Runs) {
		return historyRow{}, false
	}
	return historyRow{stored: &v.Kept.Runs[i]}, true
}

// Selected is the run under the cursor: one at hand, or one of the store.
func (p *History) Selected(v *View) (*Kept, *Stored) {
	row, _ := p.row(v, p.atHand(v), min(p.cursor, max(p.Count(v)-1, 0)))
	return row.kept, row.stored
}

// Around are the numbers of the store's runs within the given number of rows of
// the cursor, whose figures are not known yet.
func (p *History) Around(v *View, rows int) []int64 {
	if v.Kept == nil {
		return nil
	}
	atHand := p.atHand(v)
	var numbers []int64
	for i := max(p.cursor-rows, 0); i <= p.cursor+rows; i++ {
		row, ok := p.row(v, atHand, i)
		if !ok {
			break
		}
		if row.stored == nil {
			continue
		}
		if _, known := v.Kept.Figures[row.stored.Number]; !known {
			numbers = append(numbers, row.stored.Number)
		}
	}
	return numbers
}

// Draw draws the list of runs, and how their figures went.
func (p *History) Draw(a cells.Area, v *View) {
	if p.Count(v) == 0 && p.filter == "" {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted), nothingKept(v))
		return
	}
	p.cursor = min(p.cursor, max(p.Count(v)-1, 0))
	trends := len(v.Trends.Figures) + 1
	if trends == 1 || len(v.Trends.Runs) < 2 {
		trends = 0
	}
	switch {
	case trends > 0 && a.Width >= fullWidth:
		p.listed(a.Columns(0, a.Width-trendsWidth-1), v)
		drawTrends(a.Columns(a.Width-trendsWidth, trendsWidth), v)
	case trends > 0 && a.Height >= 16:
		rows := min(trends, a.Height/2)
		p.listed(a.Rows(0, a.Height-rows), v)
		drawTrends(a.Rows(a.Height-rows, rows), v)
	default:
		p.listed(a, v)
	}
}

// listed is the list, and where there is room what is known of the selected
// run below it.
func (p *History) listed(a cells.Area, v *View) {
	if a.Height < 7 {
		p.list(a, v)
		return
	}
	p.list(a.Rows(0, a.Height-1), v)
	kept, stored := p.Selected(v)
	a.Fit(gutter, a.Height-1, a.Width-gutter-1, cells.In(cells.Muted), about(kept, stored))
}

// about is all that a list knows of a run.
func about(kept *Kept, stored *Stored) string {
	if stored == nil {
		if kept == nil || kept.Report == nil {
			return ""
		}
		return strings.Join(append([]string{kept.Side.Name, kept.Side.Machine()}, kept.Side.Runs[0].Reservations()...), ", ")
	}
	facts := []string{fmt.Sprintf("run %d", stored.Number), stamp(stored.StartedAt.UTC()), stored.Version, string(stored.Schedule)}
	if stored.Clean {
		facts = append(facts, string(stored.Badge))
	} else {
		facts = append(facts, string(stored.Badge)+": "+strings.Join(stored.Doubts, "; "))
	}
	if len(stored.Baselines) > 0 {
		facts = append(facts, "of the baseline "+strings.Join(stored.Baselines, " and "))
	}
	return strings.Join(append(facts, stored.Machine), ", ")
}

// nothingKept says why the list is empty.
func nothingKept(v *View) string {
	switch {
	case v.Kept == nil:
		return fmt.Sprintf("No finished run yet, and no store: nothing is kept beyond this session. Its runs appear here, and files that you open with %s.", v.Key(config.ActionOpen))
	case v.Kept.Failure != "":
		return "The store could not be read: " + v.Kept.Failure
	case !v.Kept.Read:
		return "reading the store"
	}
	return fmt.Sprintf("No run is kept yet. Finished runs appear here, and files that you open with %s.", v.Key(config.ActionOpen))
}

// A headline is the figure that a workload has in the list.
type headline struct {
	name   string
	metric compare.Metric
}

// headlines are those of the run's workloads; before there is a run, of the
// workloads of the newest one kept.
func headlines(v *View) []headline {
	var all []headline
	for i := range v.Run.Lanes {
		spec := &v.Run.Lanes[i].Spec
		all = append(all, headline{spec.Name, headlineMetric(spec)})
	}
	if len(all) == 0 && v.Kept != nil && len(v.Kept.Runs) > 0 {
		for _, name := range v.Kept.Runs[0].Workloads {
			all = append(all, headline{name, compare.Speedup})
		}
	}
	return all
}

// headlineMetric is the one that a workload's target is about.
func headlineMetric(spec *engine.Spec) compare.Metric {
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

func signs(a cells.Area, v *View, row historyRow) {
	if row.stored != nil && v.Kept.Marked[row.stored.Number] {
		a.Rune(1, 0, v.Theme.Glyphs.Good, cells.In(cells.Accent).Bold())
	}
	if side := v.Versus.Side; side != nil && len(side.Runs) == 1 && (row.kept != nil && side.Name == row.kept.Side.Name ||
		row.stored != nil && side.Runs[0].Number == row.stored.Number) {
		a.Rune(2, 0, v.Theme.Glyphs.Even, cells.In(cells.Accent))
	}
	if !clean(row) {
		a.Rune(3, 0, '!', cells.In(cells.Warn).Bold())
	}
}

func (p *History) list(a cells.Area, v *View) {
	all := headlines(v)
	columns := historyColumns(all, a.Width-gutter-1)
	inner := a.Part(gutter, 0, a.Width-gutter-1, a.Height)
	parts.Head(inner, 0, columns)
	p.summary(a.Rows(0, 1), v, columns)
	atHand := p.atHand(v)
	count, rows := p.Count(v), a.Height-1
	if count > rows {
		rows-- // for the sign that there is more
	}
	p.first = max(min(p.first, p.cursor, count-rows), p.cursor-rows+1, 0)
	for y := 1; y <= rows; y++ {
		row, ok := p.row(v, atHand, p.first+y-1)
		if !ok {
			break
		}
		parts.Row(inner, y, columns, fields(v, row, all, startedWidth(inner.Width)))
		p.lined(a.Rows(y, 1), v, row, p.first+y-1)
	}
	if count == 0 {
		a.Fit(gutter, 1, a.Width-gutter-1, cells.In(cells.Muted), "no run has all of: "+p.filter)
	}
	moreBelow(inner, v, p.first+rows < count)
}

// lined adds to a run's line its signs, the cursor, and that it can be clicked.
func (p *History) lined(a cells.Area, v *View, row historyRow, i int) {
	v.Hits.AddRow(a, i)
	signs(a, v, row)
	if i == p.cursor {
		a.Rune(0, 0, v.Theme.Glyphs.Focus, cells.In(cells.Accent))
		a.Paint(func(s cells.Style) cells.Style { return s.On(cells.Focus) })
	}
}

// summary says how many runs there are, marked and shown, at the head's end.
func (p *History) summary(a cells.Area, v *View, columns []parts.Column) {
	if v.Kept == nil {
		return
	}
	text := units.Counted(len(v.Kept.Runs), "run")
	if p.filter != "" {
		text = fmt.Sprintf("%d of %s have: %s", len(p.found), text, p.filter)
	}
	if n := len(v.Kept.Marked); n > 0 {
		text = fmt.Sprintf("%d marked, ", n) + text
	}
	if v.Kept.Failure != "" {
		text = "the store could not be read: " + v.Kept.Failure
	}
	used := gutter
	for _, c := range columns {
		used += c.Width + 2
	}
	if room := a.Width - used - 1; room >= cells.Width(text) || v.Kept.Failure != "" || p.filter != "" {
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
func fields(v *View, row historyRow, all []headline, started int) []parts.Field {
	if row.stored != nil {
		return storedFields(v, row.stored, all, started)
	}
	return keptFields(row.kept, all, started)
}

func storedFields(v *View, s *Stored, all []headline, started int) []parts.Field {
	fields := named(strconv.FormatInt(s.Number, 10), stamp(s.StartedAt.UTC()), started)
	for _, h := range all {
		f, ok := v.Kept.Figure(s.Number, compare.Key{Workload: h.name, Metric: h.metric})
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
