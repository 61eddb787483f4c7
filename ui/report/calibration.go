package report

import (
	"io"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
)

// WriteCalibration writes the noise floors that were computed from a side's
// runs of the same program: no change below them is claimed on this machine.
func WriteCalibration(w io.Writer, side *compare.Side, floors compare.Floors, style Style) error {
	p := &page{style: style}
	p.heading("Calibration", text("%s", units.Counted(len(side.Runs), "run")))
	p.origin(side)
	if len(floors) == 0 || len(side.Runs) == 0 {
		p.labelled(span{yellow, "no floors"}, text("a calibration needs %d clean runs", compare.CalibrationRuns))
	} else {
		p.write("\n")
		p.floors(side, floors)
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

func (p *page) floors(side *compare.Side, floors compare.Floors) {
	t := &table{grouped: true, columns: []column{
		{title: "benchmark"},
		{title: "figure"},
		{title: "deviation", name: "deviation"},
		{title: "noise floor", name: "noise floor"},
		{title: "runs", name: "runs"},
	}}
	for _, subject := range side.Runs[len(side.Runs)-1].Subjects {
		title := subject.Title
		for _, metric := range compare.Metrics() {
			floor, known := floors[compare.Key{Workload: subject.Name, Metric: metric}]
			if !known {
				continue
			}
			t.rows = append(t.rows, tableRow{cells: []value{
				coloured(bold, title), text("%s", metric.Name()), text("%s", units.Percent(floor.Deviation)),
				text("%s", floor.Size()), text("%d", floor.Runs),
			}})
			title = ""
		}
	}
	p.table(t)
}
