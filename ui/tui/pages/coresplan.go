package pages

import (
	"fmt"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
)

// Sizes of the map of cores.
const (
	leastFrame   = 14  // rows from which the map has a frame
	halvedFrom   = 25  // cores from which two of them share a row of the screen
	averagedFrom = 129 // cores from which several of them are drawn as their mean
	tallest      = 3   // rows of the screen that a core has at most
	tallestOfFew = 6   // the same of at most four cores
)

// coresPlan says which rows the map of cores has. It is made again for each frame,
// and uses its memory again.
type coresPlan struct {
	clusters []parts.Cluster
	groups   [][]int // of cores: a row of loads each, cluster by cluster; then own and others
	first    []int   // of the groups, by cluster; and one more where the last ends
	each     int     // cores in a group
	tall     int     // rows of the screen that a group has; 0 for half of one
	isFramed bool
	loads    int // rows that say whose load it was: 0, 1 or 2
	lanes    int // that have a row for their legs
	gutter   int // columns before the map
	cores    int // of the machine
}

// lay plans for a run and an area.
func (p *coresPlan) lay(run *live.Run, a cells.Area, halves bool) {
	p.isFramed = a.Height >= leastFrame && a.Width >= 60
	p.know(run)
	p.gutter = gutterOf(run, a.Width)
	p.lanes = min(len(run.Lanes), max((a.Height-2)/3, 1))
	p.loads = 1
	if len(p.clusters) == 0 {
		p.loads = 0
	}
	p.each, p.tall = 1, 1
	p.groups = p.groups[:0]
	room := a.Height - p.fixed()
	if room > p.cores+len(run.Lanes) && p.loads > 0 {
		p.loads = 2
		room--
	}
	if halves && (p.cores >= halvedFrom || p.rows(1) > room) {
		p.tall = 0
	}
	for p.each < p.cores && (p.rows(p.each) > room || p.cores >= averagedFrom && p.cores/p.each >= averagedFrom) {
		p.each++
	}
	most := tallest
	if p.cores <= 4 {
		most = tallestOfFew
	}
	for p.tall > 0 && p.tall < most && p.tall*p.rows(1)+p.rows(1) <= room-factRows {
		p.tall++
	}
	p.group()
}

// know takes the clusters over, which seldom change.
func (p *coresPlan) know(run *live.Run) {
	p.cores = run.Loads.Cores()
	p.clusters = p.clusters[:0]
	if p.cores > 0 {
		p.clusters = parts.Clusters(&run.Host, p.cores)
	}
	fastestFirst(p.clusters)
}

// fastestFirst puts the performance cores before the others, as people name them.
func fastestFirst(clusters []parts.Cluster) []parts.Cluster {
	for i := range clusters {
		if clusters[i].Kind == "P" {
			clusters[0], clusters[i] = clusters[i], clusters[0]
		}
	}
	return clusters
}

// rows is how many rows of the screen the cores take, with some in each group.
func (p *coresPlan) rows(each int) int {
	rows := 0
	for i := range p.clusters {
		groups := (len(p.clusters[i].Cores) + each - 1) / each
		if p.tall == 0 {
			groups = (groups + 1) / 2
		}
		rows += groups
	}
	return rows
}

// rowsOf is how many rows of the screen some groups take.
func (p *coresPlan) rowsOf(groups int) int {
	if p.tall == 0 {
		return (groups + 1) / 2
	}
	return groups * p.tall
}

// coresOf are the first and the last of a cluster's cores that a row of the screen
// shows, counted within the cluster.
func (p *coresPlan) coresOf(c *parts.Cluster, row int) (from, to int) {
	first, groups := row, 1
	switch {
	case p.tall == 0:
		first, groups = 2*row, 2
	case p.tall > 1:
		first = row / p.tall
	}
	return first * p.each, min((first+groups)*p.each, len(c.Cores)) - 1
}

// group makes the groups.
func (p *coresPlan) group() {
	p.first = p.first[:0]
	for i := range p.clusters {
		p.first = append(p.first, len(p.groups))
		for cores := p.clusters[i].Cores; len(cores) > 0; {
			n := min(p.each, len(cores))
			p.groups = append(p.groups, cores[:n])
			cores = cores[n:]
		}
	}
	p.first = append(p.first, len(p.groups))
	p.groups = append(p.groups, ownGroup, othersGroup)
}

var ownGroup, othersGroup = []int{live.OwnLoad}, []int{live.ForeignLoad}

// fixed is how many rows are taken by what is no core: rules, loads, legs, axis and
// the line that reads the cursor.
func (p *coresPlan) fixed() int {
	rows := p.loads + p.lanes + 2
	if p.isFramed {
		rows += max(len(p.clusters), 1) + 1 // over each cluster and over the legs
		if p.loads > 0 {
			rows++
		}
	}
	return rows
}

// height is how many rows the map takes.
func (p *coresPlan) height() int { return p.fixed() + max(p.tall, 1)*p.rows(p.each) }

// label names a group of cores: "P4", or "P4-7".
func (p *coresPlan) label(c *parts.Cluster, from, to int) string {
	if from == to {
		return fmt.Sprintf("%s%d", c.Label(), c.Cores[from])
	}
	return fmt.Sprintf("%s%d-%d", c.Label(), c.Cores[from], c.Cores[to])
}

// gutterOf is how many columns the names before the map have.
func gutterOf(run *live.Run, width int) int {
	longest := 10
	for i := range run.Lanes {
		longest = max(longest, cells.Width(run.Lanes[i].Spec.Title)+3)
	}
	if width < 60 {
		return min(longest, 10)
	}
	label := len("P0-1") + len("100 %") + 4
	if run.Loads.Cores() > 100 {
		label += len("C100-101") - len("P0-1")
	}
	return max(min(longest, width/5, 22), label)
}
