// Package report writes a run for people to read: the final report, and the
// plain lines while it is under way.
//
// Its opinion: the verdict comes first and its reason beside it. A figure comes
// with its interval. Every sentence is made from figures of the run, and is
// left out where there are none. Text that came from outside is always printed
// as text.
package report

import (
	"io"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// Write writes the report as text.
func Write(w io.Writer, report *engine.Report, style Style) error {
	p := &page{style: style}
	p.header(report)
	for i := range report.Results {
		p.workload(report, &report.Results[i])
	}
	p.interference(report)
	p.summary(report)
	_, err := io.WriteString(w, p.text.String())
	return err
}

func (p *page) interference(r *engine.Report) {
	if len(r.Interference) == 0 {
		return
	}
	p.heading("Interference", text("time when concurrent / time when isolated"))
	for i := range r.Interference {
		one := &r.Interference[i]
		label := one.Workload
		if i > 0 && r.Interference[i-1].Workload == label {
			label = ""
		}
		p.row(label, text("%s", one.Kind).padded(10),
			text("%s%s", units.Factor(one.Factor.Value), words.Interval(&one.Factor, units.Factor)))
	}
}
