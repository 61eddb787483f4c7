package parts

import (
	"fmt"
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// A Cluster is a group of cores as it is shown.
type Cluster struct {
	Kind    string // "P", "E"; "C" where all are alike
	Name    string
	Guessed bool
	Cores   []int
	Role    cells.Role
}

// Clusters groups a machine's cores. Where the machine does not report kinds, or
// reports other cores than are sampled, all are of one kind.
func Clusters(host *engine.Host, cores int) []Cluster {
	counted := 0
	for _, c := range host.Clusters {
		counted += len(c.CPUs)
	}
	if len(host.Clusters) < 2 || counted != cores {
		all := Cluster{Kind: "C", Name: "Cores", Role: cells.Performance}
		for core := range cores {
			all.Cores = append(all.Cores, core)
		}
		return []Cluster{all}
	}
	var clusters []Cluster
	for _, c := range host.Clusters {
		role := cells.Performance
		if c.Kind == "E" {
			role = cells.Efficiency
		}
		clusters = append(clusters, Cluster{Kind: c.Kind, Name: c.Name, Guessed: c.Guessed, Cores: c.CPUs, Role: role})
	}
	return clusters
}

// Label is the cluster's kind, with a mark where the order is a guess.
func (c *Cluster) Label() string {
	if c.Guessed {
		return c.Kind + "~"
	}
	return c.Kind
}

// Mean is the mean of the cluster's shares, NaN where one is unknown.
func (c *Cluster) Mean(shares []float64) float64 {
	if len(c.Cores) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, core := range c.Cores {
		if core >= len(shares) {
			return math.NaN()
		}
		sum += shares[core]
	}
	return sum / float64(len(c.Cores))
}

// CoreStrip draws clusters on one row: a label, a cell for each core, the
// mean. It returns the column after them.
func CoreStrip(a cells.Area, th *theme.Theme, clusters []Cluster, shares []float64) int {
	x := 0
	for i := range clusters {
		c := &clusters[i]
		x = a.Text(x, 0, cells.In(cells.Muted), c.Label()+" ")
		n := min(len(c.Cores), max(a.Width/(2*len(clusters)), 4))
		Heat(a.Part(x, 0, n, 1), th, binned(c, shares, n), func(int) cells.Style { return cells.In(c.Role) })
		x = a.Text(x+n+1, 0, cells.Style(0), fmt.Sprintf("%-5s", units.Percent(c.Mean(shares)))) + 1
	}
	return x
}

// binned averages a cluster's shares into n cells, where there are more cores
// than cells.
func binned(c *Cluster, shares []float64, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		from, to := i*len(c.Cores)/n, (i+1)*len(c.Cores)/n
		part := Cluster{Cores: c.Cores[from:to]}
		values[i] = part.Mean(shares)
	}
	return values
}
