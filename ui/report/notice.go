package report

import (
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/words"
)

// notice writes the notice of a workload that regressed, in the usual order:
// expected, actual, possible causes, what to try.
func (p *page) notice(n *words.Notice) {
	p.write("\n")
	p.flow(0, []value{coloured(red, strings.ToUpper(string(compare.Regressed))+": "+n.Title)})
	widest := 0
	for _, f := range n.Figures {
		widest = max(widest, columns(f.Name))
	}
	for i, f := range n.Figures {
		p.row(once(i, "expected"), text("%s", f.Name).padded(widest), text("%s", f.Expected))
	}
	p.row("", text("by %s", n.By))
	for i, f := range n.Figures {
		p.row(once(i, "actual"), append([]value{text("%s", f.Name).padded(widest)}, present(f.Actual, f.Again)...)...)
	}
	p.causes(n)
}

// causes writes what the evidence shows, with its figures, and what to try.
func (p *page) causes(n *words.Notice) {
	if len(n.Causes) == 0 {
		p.row("cause", text("%s", words.NoCause))
	}
	for i := range n.Causes {
		f := &n.Causes[i]
		p.row(once(i, "possible cause"), item("%s", f.Statement))
		if evidence := words.Evidence(f); evidence != "" {
			p.indented(valueColumn+2, coloured(faint, evidence))
		}
	}
	for i, try := range n.Try {
		p.row(once(i, "try"), item("%s", try))
	}
	if n.Further != "" {
		p.row("look further", text("%s", n.Further))
	}
}
