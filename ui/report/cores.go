package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// mostCores is up to how many cores each has figures of its own. More would be
// too many to read.
const mostCores = 16

// cores shows the machine's utilisation: what it means, whose it was, how the
// kinds of core differ, and each core's own.
func (p *page) cores(u *engine.Utilisation, legs string) {
	if u == nil {
		return
	}
	p.row("cores", text("%s", u.Verdict))
	if len(u.Cores) == 0 {
		return
	}
	p.row("", text("%s %s", u.Whose(), units.Percent(u.Own)), text("everything else %s", units.Percent(max(u.Mean-u.Own, 0))))
	if imbalance := words.Imbalance(u); imbalance != "" {
		p.row("", text("%s", imbalance))
	}
	kinds := words.KindLoads(u)
	if len(kinds) > 1 || len(u.Cores) > mostCores {
		for i := range kinds {
			p.row("", kindSummary(&kinds[i])...)
		}
	}
	if len(u.Cores) <= mostCores {
		p.eachCore(u, legs)
	}
}

func (p *page) eachCore(u *engine.Utilisation, legs string) {
	p.row("", text("each one's busy share in %s, and in its busiest:", legs))
	var values []value
	for i := range u.Cores {
		core := &u.Cores[i]
		values = append(values, text("%-4s%5s %5s", printable(words.CoreName(core)), units.Percent(core.Mean), units.Percent(core.Peak)))
	}
	for len(values) > 0 {
		n := min(p.perRow(values[0].columns()), len(values))
		p.row("", values[:n]...)
		values = values[n:]
	}
}

// perRow is how many values of a width go on a row.
func (p *page) perRow(width int) int {
	const most = 4
	if p.style.columns() == 0 {
		return most
	}
	room := p.style.columns() - valueColumn
	return min(max((room+between)/(width+between), 1), most)
}

// kindSummary is how busy the cores of one kind were.
func kindSummary(k *words.KindLoad) []value {
	return []value{
		text("%s", k.Name()),
		text("mean %s (%s to %s)", units.Percent(k.Mean), units.Percent(k.Least), units.Percent(k.Most)),
		text("busiest leg %s", units.Percent(k.Peak)),
	}
}
