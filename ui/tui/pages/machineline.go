package pages

import (
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// machineLine is the machine on one row.
func machineLine(a cells.Area, th *theme.Theme, run *live.Run) {
	shares := run.Machine.Cores
	if len(shares) == 0 {
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "cores: not sampled yet")
		return
	}
	clusters := parts.Clusters(&run.Host, len(shares))
	x := parts.CoreStrip(a.Part(1, 0, a.Width-1, 1), th, clusters, shares) + 2
	own, foreign := loads(run)
	for _, field := range []struct {
		name, value string
		role        cells.Role
	}{
		{"own", own, cells.Own},
		{"other", foreign, cells.Foreign},
		{"foreign", notable(run.Machine.Foreign), cells.Warn},
		{"steal", notable(run.Machine.Steal), cells.Warn},
		{"mem", units.Bytes(run.Machine.MemoryUsed), cells.Text},
		{"", temperature(run), heatRole(run)},
		{"power", power(run), powerRole(&run.Host)},
	} {
		if field.value == "" || x+cells.Width(field.name)+cells.Width(field.value)+2 > a.Width {
			continue
		}
		if field.name != "" {
			x = a.Text(x, 0, cells.In(cells.Muted), field.name+" ")
		}
		x = a.Text(x, 0, cells.In(field.role), field.value) + 2
	}
}
