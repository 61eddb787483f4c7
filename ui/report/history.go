package report

import (
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// A History is stored runs, the oldest first, and how their figures went.
type History struct {
	Runs    []HistoryRun
	Figures []trend.Figure // by workload, with a value for each of the runs
	Pinned  string         // the baseline that they are compared with; "" for none
}

// A HistoryRun is one of the runs.
type HistoryRun struct {
	Number    int64
	StartedAt time.Time
	Version   string
	Badge     engine.Badge
	Doubts    []string // why it is not clean; none where it is
	Baselines []string // names of those that hold it
}

const (
	newestRuns    = 12 // that the table of runs shows
	newestChanges = 3  // of a series
)

// WriteHistory writes the newest runs, and of every figure its trend.
func WriteHistory(w io.Writer, h *History, style Style) error {
	p := &page{style: style}
	p.heading("History", text("%s", units.Counted(len(h.Runs), "run")))
	if len(h.Runs) > 0 {
		p.newest(h)
	}
	for i := range h.Figures {
		if s := &h.Figures[i]; i == 0 || h.Figures[i-1].Workload != s.Workload {
			p.heading(s.Title)
		}
		p.series(h, &h.Figures[i])
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

// newest writes the newest runs, the newest first, with their headline figures
// where the width holds them, and else these in a table of their own.
func (p *page) newest(h *History) {
	runs := &table{columns: []column{{title: "run"}, {title: "started (UTC)"}, {title: "version"}, {title: "quality"}, {title: "baselines"}}}
	figures := &table{columns: []column{{title: "run"}}}
	shown := headline(h)
	for _, s := range shown {
		figures.columns = append(figures.columns, column{title: headlineTitle(s, shown), name: headlineTitle(s, shown)})
	}
	first := max(0, len(h.Runs)-newestRuns)
	for i := len(h.Runs) - 1; i >= first; i-- {
		runs.rows = append(runs.rows, historyRow(&h.Runs[i]))
		figures.rows = append(figures.rows, figuresRow(h, shown, i))
	}
	both := joined(runs, figures)
	if d := (drawing{table: both, widths: both.widths(layout{}), layout: layout{gap: between}}); p.style.columns() == 0 || d.total() <= p.style.columns() {
		p.table(both)
	} else {
		p.table(runs)
		p.write("\n")
		p.table(figures)
	}
	if first > 0 {
		p.indented(labelColumn, coloured(faint, "and "+units.Counted(first, "older run")))
	}
}

func historyRow(r *HistoryRun) tableRow {
	row := tableRow{cells: []value{
		text("%d", r.Number), text("%s", r.StartedAt.UTC().Format("2006-01-02 15:04")), text("%s", r.Version), text("%s", r.Badge),
		text("%s", strings.Join(r.Baselines, ", ")),
	}}
	if len(r.Doubts) > 0 {
		row.cells[3] = coloured(yellow, string(r.Badge))
		row.under = []value{coloured(yellow, strings.Join(r.Doubts, "; "))}
	}
	return row
}

// headline lists the series that stand for their workloads: the speedups, or
// all where there is one workload only.
func headline(h *History) []*trend.Figure {
	var all, speedups []*trend.Figure
	single := true
	for i := range h.Figures {
		s := &h.Figures[i]
		all = append(all, s)
		single = single && s.Workload == h.Figures[0].Workload
		if s.Metric == compare.Speedup {
			speedups = append(speedups, s)
		}
	}
	if single {
		return all
	}
	return speedups
}

// headlineTitle names a column: by the workload, or by the figure where they
// are of one.
func headlineTitle(s *trend.Figure, shown []*trend.Figure) string {
	for _, other := range shown {
		if other.Metric != s.Metric {
			return s.Metric.Name()
		}
	}
	return s.Workload
}

func figuresRow(h *History, shown []*trend.Figure, at int) tableRow {
	row := tableRow{cells: []value{text("%d", h.Runs[at].Number)}}
	for _, s := range shown {
		row.cells = append(row.cells, text("%s", rendered(s, at)))
	}
	return row
}

// rendered is the value of a run, or "-".
func rendered(s *trend.Figure, at int) string {
	if at < 0 || at >= len(s.Values) || !positive(s.Values[at]) {
		return "-"
	}
	return words.Compared(&compare.Row{Key: s.Key, Item: s.Item}, s.Values[at])
}

// joined is a table with the columns of two, whose rows have the same first
// cell.
func joined(a, b *table) *table {
	both := &table{columns: append(append([]column{}, a.columns...), b.columns[1:]...)}
	for i, row := range a.rows {
		cells := append(append([]value{}, row.cells...), b.rows[i].cells[1:]...)
		both.rows = append(both.rows, tableRow{cells: cells, under: row.under})
	}
	return both
}

// seriesColumn is where a series' figures begin, behind its name.
const seriesColumn = 20

// series writes one figure's trend: how it went, where it is, and since when.
func (p *page) series(h *History, s *trend.Figure) {
	p.pad(labelColumn)
	p.write(p.style.render(plain(s.Metric.Name())))
	p.used += columns(s.Metric.Name())
	p.pad(seriesColumn)
	room := longestSparkline
	if p.style.columns() > 0 {
		room = min(room, p.style.columns()-seriesColumn)
	}
	drawn := []value{text("%s", sparkline(s.Values, p.style, room)).padded(min(room, len(s.Values))), text("%s", rendered(s, latest(s)))}
	if scale := rangeOf(s, room); scale != "" {
		drawn = append(drawn, text("%s", scale))
	}
	p.flow(seriesColumn, drawn)
	var beside []value
	if row := s.Pinned; stands(row) {
		beside = append(beside, text("%s (pinned, %s)", words.ChangeBeside(s.Metric, row.Change, h.Pinned), units.Counted(len(row.Then.Values), "run")))
	}
	if row := s.Rolling; stands(row) {
		beside = append(beside, text("%s", words.ChangeBeside(s.Metric, row.Change, "the "+units.Counted(len(row.Then.Values), "run")+" before")))
	}
	if len(beside) > 0 {
		p.indented(seriesColumn, beside...)
	}
	p.changes(h, s)
}

// rangeOf says what the ends of a sparkline of a width stand for; "" where it has none.
func rangeOf(s *trend.Figure, room int) string {
	values := s.Values[max(0, len(s.Values)-min(room, longestSparkline)):]
	low, high := logRange(values)
	if !positive(math.Exp(high)) {
		return ""
	}
	return "scale " + words.FigureOf(s.Metric, math.Exp(low)) + " to " + words.FigureOf(s.Metric, math.Exp(high))
}

// latest is the last run with a value; -1 where there is none.
func latest(s *trend.Figure) int {
	for i := len(s.Values) - 1; i >= 0; i-- {
		if positive(s.Values[i]) {
			return i
		}
	}
	return -1
}

// stands tells whether a row compares two figures.
func stands(row *compare.Row) bool {
	return row != nil && row.Verdict != compare.NoBaseline && row.Verdict != compare.NotComparable
}

// changes writes where the level changed, the newest first.
func (p *page) changes(h *History, s *trend.Figure) {
	for shown := range min(len(s.Series.Changes), newestChanges) {
		c := &s.Series.Changes[len(s.Series.Changes)-1-shown]
		if c.Index < 0 || c.Index >= len(h.Runs) {
			continue
		}
		run := &h.Runs[c.Index]
		tone := green
		if c.Worse > 0 {
			tone = red
		}
		p.indented(seriesColumn, value{spans: []span{
			{tone, words.ChangeOf(s.Metric, c.Worse)},
			plain(" since run " + strconv.FormatInt(run.Number, 10) + " (" + run.StartedAt.UTC().Format(time.DateOnly) + ")"),
		}})
	}
	if more := len(s.Series.Changes) - newestChanges; more > 0 {
		p.indented(seriesColumn, coloured(faint, "and "+units.Counted(more, "change")+" before"))
	}
}
