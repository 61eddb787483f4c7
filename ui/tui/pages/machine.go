package pages

import (
	"fmt"
	"math"
	"strings"

	"ep-benchmark/engine"
	shown "ep-benchmark/engine/text" // text is a value here
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// machine is the column of wide screens that shows the machine.
func machine(a cells.Area, v *View) {
	parts.Rule(a, v.Theme, 0, "cores")
	shares := v.Run.Machine.Cores
	y := 1
	if len(shares) == 0 {
		a.Fit(1, y, a.Width-1, cells.In(cells.Muted), "not sampled yet")
		y++
	}
	clusters := parts.Clusters(&v.Run.Host, len(shares))
	facts := machineFacts(v)
	room := a.Height - y - len(facts) - 2
	needed := len(clusters)
	for i := range clusters {
		needed += len(clusters[i].Cores)
	}
	for i := range clusters {
		c := &clusters[i]
		if len(shares) == 0 {
			break
		}
		a.Text(1, y, cells.In(c.Role).Bold(), clusterTitle(c))
		a.Right(a.Width-1, y, cells.Style(0), "mean "+units.Percent(c.Mean(shares)))
		y++
		rows := room/len(clusters) - 1
		if needed > room && len(c.Cores) > rows {
			heat := a.Part(1, y, a.Width-2, max(rows, 1))
			parts.Heat(heat, v.Theme, sharesOf(c, shares), func(int) cells.Style { return cells.In(c.Role) })
			y += min((len(c.Cores)+max(heat.Width, 1)-1)/max(heat.Width, 1), max(rows, 1))
			continue
		}
		for _, core := range c.Cores {
			parts.CoreBar(a.Part(1, y, a.Width-2, 1), v.Theme, c, core, share(shares, core))
			y++
		}
	}
	y++
	parts.Rule(a, v.Theme, y, "machine")
	for _, f := range facts {
		y++
		a.Text(1, y, cells.In(cells.Muted), f.name)
		a.Right(a.Width-1, y, cells.In(f.role), f.value)
	}
	if y += 2; a.Height-y >= 4 {
		loadChart(a.Rows(y, min(a.Height-y, 10)), v)
	}
}

// loadChart draws how busy all cores were in the last minute: this process's
// share from below, and that of all others on top of it.
func loadChart(a cells.Area, v *View) {
	parts.Rule(a, v.Theme, 0, "load of all cores, last 60 s")
	full, thin := v.Theme.Glyphs.Full, v.Theme.Glyphs.Thin
	x := a.Text(1, 1, cells.In(cells.Own), string(full[len(full)-1])+" this process ")
	a.Text(x, 1, cells.In(cells.Foreign), string(thin[len(thin)-1])+" everything else")
	chart := a.Part(1, 2, a.Width-2, a.Height-2)
	own, total := loadHistory(v, chart.Width)
	parts.Columns(chart, v.Theme.Glyphs.Thin, total, func(int) cells.Style { return cells.In(cells.Foreign) })
	// Where this process's part ends within a cell, the rest of the cell is the
	// others'.
	parts.Columns(chart, v.Theme.Glyphs.Full, own, func(i int) cells.Style {
		if style := cells.In(cells.Own); total[i]-own[i] < 1/float64(max(chart.Height, 1)) {
			return style
		}
		return cells.In(cells.Own).On(cells.Foreign)
	})
}

// loadHistory is the share of all cores that this process used, and that all
// processes used, over the last minute in the given number of columns.
func loadHistory(v *View, columns int) (own, total []float64) {
	own, total = make([]float64, columns), make([]float64, columns)
	past := v.Run.History[max(0, len(v.Run.History)-pastWidth):]
	for i := range columns {
		own[i], total[i] = math.NaN(), math.NaN()
		from, to := len(past)-(columns-i)*pastWidth/columns, len(past)-(columns-i-1)*pastWidth/columns
		n, sumOwn, sumTotal := 0.0, 0.0, 0.0
		for j := max(from, 0); j < to; j++ {
			if o, f := shareOfMachine(&past[j]); !math.IsNaN(o) {
				n, sumOwn, sumTotal = n+1, sumOwn+o, sumTotal+o+f
			}
		}
		if n > 0 {
			own[i], total[i] = sumOwn/n, sumTotal/n
		}
	}
	return own, total
}

func clusterTitle(c *parts.Cluster) string {
	title := fmt.Sprintf("%s (%d)", c.Name, len(c.Cores))
	if c.Guessed {
		title += ", order guessed"
	}
	return title
}

func sharesOf(c *parts.Cluster, shares []float64) []float64 {
	own := make([]float64, len(c.Cores))
	for i, core := range c.Cores {
		own[i] = share(shares, core)
	}
	return own
}

func share(shares []float64, core int) float64 {
	if core < 0 || core >= len(shares) {
		return math.NaN()
	}
	return shares[core]
}

// A fact is one line about the machine.
type fact struct {
	name, value string
	role        cells.Role
}

// machineFacts lists what is known, and leaves out what is not.
func machineFacts(v *View) []fact {
	m, h := &v.Run.Machine, &v.Run.Host
	own, foreign := loads(v)
	facts := append([]fact{{"this process", own + " of all cores", cells.Own}, {"everything else", foreign, cells.Foreign}}, takenFacts(m)...)
	if m.Load != nil {
		facts = append(facts, fact{"load, 1 min", fmt.Sprintf("%.2f", *m.Load), cells.Text})
	}
	if m.MemoryUsed > 0 {
		text := units.Bytes(m.MemoryUsed)
		if h.MemoryBytes > 0 {
			text += " of " + units.Bytes(h.MemoryBytes)
		}
		facts = append(facts, fact{"memory", text, cells.Text})
	}
	if m.Network != nil {
		facts = append(facts, fact{"net in, out", flow(m.Network), cells.Text})
	}
	if m.Disk != nil {
		facts = append(facts, fact{"disk r, w", flow(m.Disk), cells.Text})
	}
	return append(facts, speedFacts(v)...)
}

// takenFacts say what others took of the CPUs.
func takenFacts(m *engine.HostSample) []fact {
	var facts []fact
	add := func(name string, share *float64) {
		if share == nil {
			return
		}
		f := fact{name, units.Percent(*share), cells.Text}
		if *share > engine.MostTaken {
			f.value, f.role = f.value+", much", cells.Warn
		}
		facts = append(facts, f)
	}
	add("other programs", m.Foreign)
	add("steal", m.Steal)
	if m.Pressure != nil { // ours is in it: much of it is no fault of others
		facts = append(facts, fact{"CPU pressure", units.Percent(*m.Pressure), cells.Text})
	}
	return facts
}

// speedFacts say what decides how fast the same code is.
func speedFacts(v *View) []fact {
	m, h := &v.Run.Machine, &v.Run.Host
	var facts []fact
	switch {
	case m.Thermal != "" && m.Temperature != nil:
		facts = append(facts, fact{"thermal", fmt.Sprintf("%s, %.0f °C", m.Thermal, *m.Temperature), thermalRole(m.Thermal)})
	case m.Thermal != "":
		facts = append(facts, fact{"thermal", m.Thermal, thermalRole(m.Thermal)})
	case m.Temperature != nil:
		facts = append(facts, fact{"temperature", fmt.Sprintf("%.0f °C", *m.Temperature), cells.Text})
	}
	if text := power(v); text != "" {
		f := fact{"power", text, powerRole(h)}
		if m.Battery != nil {
			f.value += ", " + units.Percent(*m.Battery)
		}
		facts = append(facts, f)
	}
	if text := clocks(h); text != "" {
		facts = append(facts, fact{"clocks", text, cells.Text})
	}
	return facts
}

// clocks is what the system does with the CPU's frequency, as far as known.
func clocks(h *engine.Host) string {
	var texts []string
	if h.Governor != "" {
		texts = append(texts, h.Governor)
	}
	if h.Turbo != nil {
		state := "off"
		if *h.Turbo {
			state = "on"
		}
		texts = append(texts, "turbo "+state)
	}
	return strings.Join(texts, ", ")
}

func flow(f *engine.Flow) string {
	return units.Bytes(uint64(max(f.In, 0))) + "/s, " + units.Bytes(uint64(max(f.Out, 0))) + "/s"
}

// nominal is a system's word for no heat to speak of.
const nominal = "nominal"

func thermalRole(word string) cells.Role {
	if word == nominal {
		return cells.Good
	}
	return cells.Warn
}

// Cores is the view of the machine: each core with its past, by cluster.
type Cores struct{ scroll int }

// Title is the page's name.
func (*Cores) Title() string { return "Cores" }

// Act scrolls.
func (p *Cores) Act(action config.Action, _ *View) bool { return scrolled(&p.scroll, action, 8) }

// pastWidth is how many columns of history a core has at most: 60 s, two
// samples a second.
const pastWidth = 120

// Draw draws the clusters and below them the machine.
func (p *Cores) Draw(a cells.Area, v *View) {
	shares := v.Run.Machine.Cores
	if len(shares) == 0 {
		a.Fit(1, 0, a.Width-1, cells.In(cells.Muted), "The cores are sampled while a run is on, twice a second.")
		return
	}
	facts := machineFacts(v)
	bottom := 0
	across := factsAcross(a.Width)
	if a.Height >= 14 {
		bottom = min((len(facts)+across-1)/across+1, 7)
	}
	if said := utilised(v); said != "" && a.Height >= 18 {
		used := len(shown.Wrap(said, a.Width-2))
		parts.Wrapped(a.Part(1, a.Height-used, a.Width-2, used), 0, cells.Style(0), said)
		a = a.Rows(0, a.Height-used)
	}
	p.clusters(a.Rows(0, a.Height-bottom), v, shares)
	if bottom > 0 {
		p.facts(a.Rows(a.Height-bottom, bottom), v, facts)
	}
}

func (p *Cores) clusters(a cells.Area, v *View, shares []float64) {
	clusters := parts.Clusters(&v.Run.Host, len(shares))
	rows := 0
	for i := range clusters {
		rows += 1 + len(clusters[i].Cores)
	}
	switch {
	case rows <= a.Height:
		p.list(a, v, clusters, shares, 1)
	case rows/2+len(clusters) <= a.Height && a.Width >= 76:
		p.list(a, v, clusters, shares, 2)
	case rows/4+len(clusters) <= a.Height && a.Width >= 120:
		p.list(a, v, clusters, shares, 4)
	default:
		p.strips(a, v, clusters, shares)
	}
}

// list has a line for each core, in the given number of columns.
func (p *Cores) list(a cells.Area, v *View, clusters []parts.Cluster, shares []float64, across int) {
	y := 0
	for i := range clusters {
		c := &clusters[i]
		p.title(a.Rows(y, 1), v, c, shares, "last 60 s")
		y++
		down := (len(c.Cores) + across - 1) / across
		tall := 1
		if across == 1 {
			tall = max(min((a.Height-len(clusters))/max(len(shares), 1), tallestCore), 1)
		}
		width := a.Width / across
		for j, core := range c.Cores {
			p.core(a.Part(j/down*width, y+j%down*tall, width-1, tall), v, c, core, shares)
		}
		y += down * tall
	}
}

// title names a cluster and the time of what is drawn below.
func (p *Cores) title(a cells.Area, v *View, c *parts.Cluster, shares []float64, when string) {
	a.Line(0, v.Theme.Glyphs.Horizontal, cells.In(cells.Border))
	x := a.Text(1, 0, cells.In(c.Role).Bold(), " "+clusterTitle(c)+" ")
	a.Text(x, 0, cells.Style(0), "mean "+units.Percent(c.Mean(shares))+" ")
	a.Right(a.Width-1, 0, cells.In(cells.Muted), " "+when+" ")
}

// tallestCore is how many rows a core has at most.
const tallestCore = 7

// core is a bar, and the past in what width is left. A tall one leaves a row
// free above it, so that the pasts of two cores stay apart.
func (p *Cores) core(a cells.Area, v *View, c *parts.Cluster, core int, shares []float64) {
	if a.Height > 2 {
		a = a.Rows(1, a.Height-1)
	}
	bar := min(max(a.Width/3, 18), 40)
	parts.CoreBar(a.Part(1, a.Height-1, bar, 1), v.Theme, c, core, share(shares, core))
	past := a.Part(bar+3, 0, a.Width-bar-4, a.Height)
	if past.Width < 4 {
		return
	}
	width := min(past.Width, pastWidth)
	values := history(v, core, width)
	parts.Columns(past.Columns(past.Width-width, width), v.Theme.Glyphs.Full, values, func(int) cells.Style { return cells.In(c.Role) })
}

// history is a core's share over the last minute, in the given number of
// columns, the oldest first; NaN where there is none yet.
func history(v *View, core, columns int) []float64 {
	values := make([]float64, columns)
	past := v.Run.History
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
func (p *Cores) strips(a cells.Area, v *View, clusters []parts.Cluster, shares []float64) {
	across := max(min(a.Width-8, 64), 1)
	rows := 0
	for i := range clusters {
		rows += 1 + (len(clusters[i].Cores)+across-1)/across
	}
	p.scroll = min(p.scroll, max(rows-a.Height, 0))
	y := -p.scroll
	for i := range clusters {
		c := &clusters[i]
		p.title(a.Rows(y, 1), v, c, shares, "now")
		y++
		for from := 0; from < len(c.Cores); from += across {
			to := min(from+across, len(c.Cores))
			a.Text(1, y, cells.In(cells.Muted), fmt.Sprintf("%s%d", c.Kind, c.Cores[from]))
			part := parts.Cluster{Cores: c.Cores[from:to]}
			parts.Heat(a.Part(7, y, to-from, 1), v.Theme, sharesOf(&part, shares), func(int) cells.Style { return cells.In(c.Role) })
			y++
		}
	}
}

// utilised is what the load of the parallel legs means, once it is known.
func utilised(v *View) string {
	if !v.Run.Finished || v.Run.Report.Utilisation == nil {
		return ""
	}
	return "parallel legs: " + v.Run.Report.Utilisation.Verdict
}

// factsAcross is how many columns of facts a width has.
func factsAcross(width int) int {
	if width >= 110 {
		return 3
	}
	return 2
}

// facts writes what else is known of the machine, in columns.
func (p *Cores) facts(a cells.Area, v *View, facts []fact) {
	parts.Rule(a, v.Theme, 0, "machine")
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
