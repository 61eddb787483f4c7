package report

import (
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// header writes the verdict, and then what ran where.
func (p *page) header(r *engine.Report) {
	p.heading(strings.TrimSpace("ep-benchmark "+r.Version), verdict(r))
	if r.Plan.Generated {
		p.labelled(span{yellow, strings.ToUpper(engine.NeverMeasured)}, text("a demonstration: no figure here is of a machine"))
	}
	if r.Partial {
		p.labelled(span{yellow, "PARTIAL"}, text("%s", words.Ended(r)))
	}
	p.row("machine", values(words.Machine(&r.Host))...)
	p.row("system", values(words.System(&r.Host))...)
	if speed := words.Speed(&r.Host); len(speed) > 0 {
		p.row("power", values(speed)...)
	}
	p.row("plan", values(words.Plan(r))...)
	p.row("started", text("%s", r.StartedAt.Format("2006-01-02 15:04:05 MST")))
	if badge := r.Quality.Badge; badge != "" {
		beside := []value{coloured(badgeColour(badge), string(badge))}
		if len(r.Quality.Reasons) > 0 {
			beside = append(beside, text("why: see the summary"))
		}
		p.row("quality", beside...)
	}
}

// quality writes how far the run can be trusted, and what limits that.
func (p *page) quality(q *engine.Quality) {
	if q.Badge == "" {
		return
	}
	badge := coloured(badgeColour(q.Badge), string(q.Badge))
	reasons := words.QualityReasons(q)
	if len(reasons) == 0 {
		p.row("quality", badge)
		return
	}
	p.row("quality", badge, text("%s", reasons[0]))
	for _, reason := range reasons[1:] {
		p.row("", text("%s", reason))
	}
}

func badgeColour(b engine.Badge) colour {
	switch b {
	case engine.Clean:
		return green
	case engine.Poor:
		return red
	}
	return yellow
}

// values makes a value of each text.
func values(texts []string) []value {
	all := make([]value, len(texts))
	for i, one := range texts {
		all[i] = text("%s", one)
	}
	return all
}
