package report

import (
	"io"
	"time"

	"gonum.org/v1/gonum/stat"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// A Baseline is a stored baseline as the list shows it.
type Baseline struct {
	Name        string
	Pinned      bool // runs of its machine and plan are compared with it
	Runs        int
	First, Last time.Time // when its first and last runs were started
	Machine     string
	Schedule    engine.Schedule
	Workloads   []string
}

// WriteBaselines writes the list of the stored baselines.
func WriteBaselines(w io.Writer, all []Baseline, style Style) error {
	p := &page{style: style}
	p.heading("Baselines", text("%s", units.Counted(len(all), "baseline")))
	t := &table{columns: []column{
		{title: "name"}, {title: "runs", name: "runs"}, {title: "taken"}, {title: "machine", beneath: true}, {title: "plan", beneath: true},
	}}
	pinned := false
	for i := range all {
		t.rows = append(t.rows, baselineRow(&all[i]))
		pinned = pinned || all[i].Pinned
	}
	p.table(t)
	switch {
	case len(all) == 0:
		p.indented(labelColumn, text("%s", words.NoBaseline("")))
	case pinned:
		p.labelled(span{faint, "*"}, coloured(faint, "pinned: runs of its machine and plan are compared with it"))
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

func baselineRow(b *Baseline) tableRow {
	name := value{spans: []span{plain(b.Name)}}
	if b.Pinned {
		name.spans = append(name.spans, span{bold, " *"})
	}
	plan := units.Counted(len(b.Workloads), "workload")
	if len(b.Workloads) == 1 {
		plan = b.Workloads[0]
	}
	return tableRow{cells: []value{
		name, text("%d", b.Runs), text("%s", words.Span(b.First, b.Last)), text("%s", b.Machine), text("%s, %s", b.Schedule, plan),
	}}
}

// WriteBaseline writes one baseline: its figures with the band that one more
// run would lie in, how much its runs differ, and the runs.
func WriteBaseline(w io.Writer, side *compare.Side, pinned bool, style Style) error {
	p := &page{style: style}
	mark := ""
	if pinned {
		mark = "pinned"
	}
	p.heading("Baseline "+side.Name, present(units.Counted(len(side.Runs), "run"), mark, side.Label)...)
	p.origin(side)
	if n := len(side.Runs); n < compare.FewRuns && !side.Claimed {
		p.labelled(span{yellow, "provisional"}, text("%s too few to tell how runs differ: %d are needed",
			units.CountedAs(n, "run is", "runs are"), compare.FewRuns))
	}
	p.write("\n")
	p.figures(side)
	p.write("\n")
	p.runs(side)
	_, err := io.WriteString(w, p.text.String())
	return err
}

// origin says when and where a side's runs were made.
func (p *page) origin(side *compare.Side) {
	if taken := words.Taken(side); taken != "" {
		p.row("taken", text("%s", taken))
	}
	if machine := side.Machine(); machine != "" {
		p.row("machine", text("%s", machine))
	}
}

// figures writes a row for each figure of a side.
func (p *page) figures(side *compare.Side) {
	t := &table{grouped: true, columns: []column{
		{title: "benchmark"},
		{title: "figure"},
		{title: "center"},
		{title: "band", name: "band"},
		{title: "deviation", name: "deviation"},
		{title: "runs", name: "runs"},
	}}
	all := compare.Against(*side, compare.Side{}, compare.Options{}) // with nothing: its rows have the figures
	for i := range all.Rows {
		r := &all.Rows[i]
		title := ""
		if i == 0 || all.Rows[i-1].Workload != r.Workload {
			title = r.Title
		}
		t.rows = append(t.rows, tableRow{cells: []value{
			coloured(bold, title), text("%s", r.Metric.Name()), text("%s", words.Compared(r, r.Now.Center)),
			text("%s", words.Band(r.Metric, r.Now.Band)), text("%s", deviation(r.Now.Values)), text("%d", len(r.Now.Values)),
		}})
	}
	p.table(t)
}

// deviation is the standard deviation over runs, on logs and so a share; "-"
// for a single run.
func deviation(values []float64) string {
	if len(values) < 2 {
		return "-"
	}
	return units.Percent(stat.StdDev(stats.Logs(values), nil))
}

func (p *page) runs(side *compare.Side) {
	t := &table{columns: []column{{title: "run"}, {title: "started (UTC)"}, {title: "version"}}}
	for i := range side.Runs {
		r := &side.Runs[i]
		started := ""
		if !r.StartedAt.IsZero() {
			started = r.StartedAt.UTC().Format("2006-01-02 15:04")
		}
		t.rows = append(t.rows, tableRow{cells: []value{text("%s", r.Name), text("%s", started), text("%s", r.Version)}})
	}
	p.table(t)
}
