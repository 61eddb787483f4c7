package pages

import (
	"time"

	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// heatSlot is a small map of the cores over time, with the load of each now.
type heatSlot struct {
	plan  coresPlan
	loads live.Raster
	whole live.Raster // of all cores together
	all   [][]int     // the groups of that
	own   []float64
	total []float64
}

// Columns of a slot: the names on the left, and the load now on the right.
const slotNames, slotNow = 7, 6

// draw draws the map in at most the rows that there are, and returns how many it
// took.
func (h *heatSlot) draw(a cells.Area, s *Screen, in *OverviewInput, rows int) int {
	plan, run := &h.plan, in.Run
	plan.know(run)
	plan.each, plan.tall = 1, 1
	rows -= len(plan.clusters)
	if plan.rows(1) > rows && parts.Halves(s.Theme) {
		plan.tall = 0
	}
	for plan.each < plan.cores && plan.rows(plan.each) > rows {
		plan.each++
	}
	plan.groups = plan.groups[:0]
	plan.group()

	field := a.Columns(slotNames, a.Width-slotNames-slotNow)
	axis := axisOf(in, field.Width)
	h.loads.Fill(&run.Loads, plan.groups[:len(plan.groups)-2], axis.From, axis.To, axis.Columns)
	heat := parts.HeatMap{Loads: &h.loads, Axis: axis, Until: run.Loads.Until(), Tall: plan.tall}
	y := 0
	for i := range plan.clusters {
		c := &plan.clusters[i]
		a.Text(1, y, cells.In(c.Role).Bold(), clusterTitle(c))
		a.Right(a.Width-1, y, cells.Style(0), "mean "+units.PercentTo(c.Mean(run.Machine.Cores), 0))
		y++
		groups := plan.first[i+1] - plan.first[i]
		used := plan.rowsOf(groups)
		heat.Draw(field.Rows(y, used), s.Theme, c.Role, plan.first[i], groups)
		for row := range used {
			from, to := plan.coresOf(c, row)
			a.Text(1, y+row, cells.In(cells.Muted), plan.label(c, from, to))
			now := run.Loads.Mean(c.Cores[from:to+1], run.Loads.Until()-slotSlice, run.Loads.Until())
			a.Right(a.Width-1, y+row, cells.Style(0), known(now))
		}
		y += used
	}
	s.Hits.Add(a.Rows(0, y), config.ActionViewCores)
	s.Hits.AddHover(field.Rows(0, y), -1, axis)
	return y
}

// slotSlice is how long "now" is: the time of a sample.
const slotSlice = 500 * time.Millisecond

// wholes are the shares of all cores that this process used, and that all processes
// used, over an axis of time; not numbers where they are unknown.
func (h *heatSlot) wholes(in *OverviewInput, axis parts.Axis) (own, total []float64) {
	if cores := in.Run.Loads.Cores(); len(h.all) == 0 || len(h.all[0]) != cores {
		every := make([]int, cores)
		for core := range every {
			every[core] = core
		}
		h.all = [][]int{every, ownGroup}
	}
	h.whole.Fill(&in.Run.Loads, h.all, axis.From, axis.To, axis.Columns)
	h.own, h.total = h.own[:0], h.total[:0]
	for x := range axis.Columns {
		mine := h.whole.At(1, x)
		h.own, h.total = append(h.own, mine), append(h.total, max(h.whole.At(0, x), mine))
	}
	return h.own, h.total
}
