package report

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/ui/units"
)

// mostCores is up to how many cores each has figures of its own. Of more,
// nobody reads them one by one.
const mostCores = 16

// cores shows the machine's utilisation.
func (p *page) cores(u *engine.Utilisation) {
	if u == nil {
		return
	}
	p.row("cores", text("%s", u.Verdict))
	if len(u.Cores) == 0 {
		return
	}
	if len(u.Cores) > mostCores {
		p.kinds(u.Cores)
		return
	}
	p.row("", text("each one's busy share in parallel legs, and in its busiest:"))
	var values []value
	for i := range u.Cores {
		core := &u.Cores[i]
		values = append(values, text("%-4s%5s %5s", coreName(core), units.Percent(core.Mean), units.Percent(core.Peak)))
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

func coreName(core *engine.CoreUtilisation) string {
	if core.Kind == "" {
		return fmt.Sprintf("C%d", core.Core)
	}
	return fmt.Sprintf("%s%d", printable(core.Kind), core.Core)
}

// kinds sums cores up by kind, in the order of their first.
func (p *page) kinds(cores []engine.CoreUtilisation) {
	byKind := map[string][]engine.CoreUtilisation{}
	var order []string
	for _, core := range cores {
		if len(byKind[core.Kind]) == 0 {
			order = append(order, core.Kind)
		}
		byKind[core.Kind] = append(byKind[core.Kind], core)
	}
	for _, kind := range order {
		p.row("", kindSummary(kind, byKind[kind])...)
	}
}

// kindSummary is how busy the cores of one kind were.
func kindSummary(kind string, cores []engine.CoreUtilisation) []value {
	sum, least, most, peak := 0.0, cores[0].Mean, cores[0].Mean, 0.0
	for _, core := range cores {
		sum += core.Mean
		least, most = min(least, core.Mean), max(most, core.Mean)
		peak = max(peak, core.Peak)
	}
	if kind != "" {
		kind += " "
	}
	return []value{
		text("%d %score%s", len(cores), kind, units.Plural(int64(len(cores)), "", "s")),
		text("mean %s (%s to %s)", units.Percent(sum/float64(len(cores))), units.Percent(least), units.Percent(most)),
		text("busiest leg %s", units.Percent(peak)),
	}
}
