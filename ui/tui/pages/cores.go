package pages

import (
	"fmt"
	"math"

	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// Cores is the view of the machine: each core with its past, by cluster.
type Cores struct {
	without
	in     *live.Run
	scroll int
}

// Title is the page's name.
func (*Cores) Title() string { return "Cores" }

// Act scrolls.
func (p *Cores) Act(action config.Action) bool { return scrolled(&p.scroll, action, 8) }

// Wheel scrolls.
func (*Cores) Wheel(rows int) config.Action { return step(rows) }

// Show says of which run the machine is drawn.
func (p *Cores) Show(run *live.Run) { p.in = run }

// Draw draws the clusters and below them the machine.
func (p *Cores) Draw(a cells.Area, s *Screen) {
	shares := p.in.Machine.Cores
	if len(shares) == 0 {
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "The cores are sampled while a run is on, twice a second.")
		return
	}
	facts := machineFacts(p.in)
	bottom := 0
	across := factsAcross(a.Width)
	if a.Height >= 14 {
		bottom = min((len(facts)+across-1)/across+1, 7)
	}
	if said := utilised(p.in); said != "" && a.Height >= 18 {
		used := len(shown.Wrap(said, a.Width-2))
		parts.Wrapped(a.Part(1, a.Height-used, a.Width-2, used), 0, cells.Style(0), said)
		a = a.Rows(0, a.Height-used)
	}
	p.clusters(a.Rows(0, a.Height-bottom), s.Theme, shares)
	if bottom > 0 {
		p.facts(a.Rows(a.Height-bottom, bottom), s.Theme, facts)
	}
}

func (p *Cores) clusters(a cells.Area, th *theme.Theme, shares []float64) {
	clusters := parts.Clusters(&p.in.Host, len(shares))
	rows := 0
	for i := range clusters {
		rows += 1 + len(clusters[i].Cores)
	}
	switch {
	case rows <= a.Height:
		p.list(a, th, clusters, shares, 1)
	case rows/2+len(clusters) <= a.Height && a.Width >= 76:
		p.list(a, th, clusters, shares, 2)
	case rows/4+len(clusters) <= a.Height && a.Width >= 120:
		p.list(a, th, clusters, shares, 4)
	default:
		p.strips(a, th, clusters, shares)
	}
}

// list has a line for each core, in the given number of columns.
func (p *Cores) list(a cells.Area, th *theme.Theme, clusters []parts.Cluster, shares []float64, across int) {
	y := 0
	for i := range clusters {
		c := &clusters[i]
		p.title(a.Rows(y, 1), th, c, shares, "last 60 s")
		y++
		down := (len(c.Cores) + across - 1) / across
		tall := 1
		if across == 1 {
			tall = max(min((a.Height-len(clusters))/max(len(shares), 1), tallestCore), 1)
		}
		width := a.Width / across
		for j, core := range c.Cores {
			p.core(a.Part(j/down*width, y+j%down*tall, width-1, tall), th, c, core, shares)
		}
		y += down * tall
	}
}

// title names a cluster and the time of what is drawn below.
func (p *Cores) title(a cells.Area, th *theme.Theme, c *parts.Cluster, shares []float64, when string) {
	a.Line(0, th.Glyphs.Horizontal, cells.In(cells.Border))
	x := a.Text(1, 0, cells.In(c.Role).Bold(), " "+clusterTitle(c)+" ")
	a.Text(x, 0, cells.Style(0), "mean "+units.Percent(c.Mean(shares))+" ")
	a.Right(a.Width-1, 0, cells.In(cells.Muted), " "+when+" ")
}

// tallestCore is how many rows a core has at most.
const tallestCore = 7

// core is a bar, and the past in what width is left. A tall one leaves a row
// free above it, so that the pasts of two cores stay apart.
func (p *Cores) core(a cells.Area, th *theme.Theme, c *parts.Cluster, core int, shares []float64) {
	if a.Height > 2 {
		a = a.Rows(1, a.Height-1)
	}
	bar := min(max(a.Width/3, 18), 40)
	parts.CoreBar(a.Part(1, a.Height-1, bar, 1), th, c, core, share(shares, core))
	past := a.Part(bar+3, 0, a.Width-bar-4, a.Height)
	if past.Width < 4 {
		return
	}
	width := min(past.Width, pastWidth)
	values := history(p.in, core, width)
	parts.Columns(past.Columns(past.Width-width, width), th.Glyphs.Full, values, func(int) cells.Style { return cells.In(c.Role) })
}

// history is a core's share over the last minute, in the given number of
// columns, the oldest first; NaN where there is none yet.
func history(run *live.Run, core, columns int) []float64 {
	values := make([]float64, columns)
	past := run.History
	first := max(0, len(past)-pastWidth)
	past = past[first:]
	for i := range values {
		values[i] = math.NaN()
		from := len(past) - (columns-i)*pastWidth/columns
		to := len(past) - (columns-i-1)*pastWidth/columns
		sum, n := 0.0, 0
		for j := max(from, 0); j < to; j++ {
			if s := share(past[j].Cores, core); !math.IsNaN(s) {
				sum += s
				n++
			}
		}
		if n > 0 {
			values[i] = sum / float64(n)
		}
	}
	return values
}

// strips has a cell for each core, for machines with very many.
func (p *Cores) strips(a cells.Area, th *theme.Theme, clusters []parts.Cluster, shares []float64) {
	across := max(min(a.Width-8, 64), 1)
	rows := 0
	for i := range clusters {
		rows += 1 + (len(clusters[i].Cores)+across-1)/across
	}
	p.scroll = min(p.scroll, max(rows-a.Height, 0))
	y := -p.scroll
	for i := range clusters {
		c := &clusters[i]
		p.title(a.Rows(y, 1), th, c, shares, "now")
		y++
		for from := 0; from < len(c.Cores); from += across {
			to := min(from+across, len(c.Cores))
			a.Text(1, y, cells.In(cells.Muted), fmt.Sprintf("%s%d", c.Kind, c.Cores[from]))
			part := parts.Cluster{Cores: c.Cores[from:to]}
			parts.Heat(a.Part(7, y, to-from, 1), th, sharesOf(&part, shares), func(int) cells.Style { return cells.In(c.Role) })
			y++
		}
	}
}

// utilised is what the load of the parallel legs means, once it is known.
func utilised(run *live.Run) string {
	if !run.Finished || run.Report.Utilisation == nil {
		return ""
	}
	return words.UtilisedLegs(&run.Report) + ": " + run.Report.Utilisation.Verdict
}

// factsAcross is how many columns of facts a width has.
func factsAcross(width int) int {
	if width >= 110 {
		return 3
	}
	return 2
}

// facts writes what else is known of the machine, in columns.
func (p *Cores) facts(a cells.Area, th *theme.Theme, facts []fact) {
	parts.Rule(a, th, 0, "machine")
	across := factsAcross(a.Width)
	width := a.Width / across
	rows := a.Height - 1
	for i, f := range facts {
		if i >= across*rows {
			return
		}
		cell := a.Part(i/rows*width, 1+i%rows, width-1, 1)
		x := cell.Text(1, 0, cells.In(cells.Muted), f.name) + 1
		room := cell.Width - 1 - x
		if cells.Width(f.value) <= room {
			cell.Right(cell.Width-1, 0, cells.In(f.role), f.value)
		} else {
			cell.Fit(x, 0, room, cells.In(f.role), f.value)
		}
	}
}
