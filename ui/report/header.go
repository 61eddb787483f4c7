package report

import (
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// header says what ran where, behind the verdict.
func (p *page) header(r *engine.Report) {
	p.heading(strings.TrimSpace("ep-benchmark "+r.Version), verdict(r))
	if r.Partial {
		p.labelled(span{yellow, "PARTIAL"}, text("%s", words.Ended(r)))
	}
	p.row("machine", values(words.Machine(&r.Host))...)
	p.row("system", values(words.System(&r.Host))...)
	p.row("plan", values(words.Plan(&r.Plan))...)
	p.row("started", text("%s", r.StartedAt.Format("2006-01-02 15:04:05 MST")))
}

// values makes a value of each text.
func values(texts []string) []value {
	all := make([]value, len(texts))
	for i, one := range texts {
		all[i] = text("%s", one)
	}
	return all
}
