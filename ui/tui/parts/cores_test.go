package parts

import (
	"math"
	"slices"
	"testing"

	"ep-benchmark/engine"
)

// TestClusters holds that cores are of one kind unless the machine tells the
// kinds of all of them.
func TestClusters(t *testing.T) {
	two := []engine.Cluster{{Kind: "E", Name: "Efficiency", CPUs: []int{0, 1}}, {Kind: "P", Name: "Performance", CPUs: []int{2}}}
	for _, of := range []struct {
		name  string
		known []engine.Cluster
		cores int
		want  []string
	}{
		{"two kinds", two, 3, []string{"E", "P"}},
		{"another count", two, 4, []string{"C"}},
		{"one kind", two[:1], 2, []string{"C"}},
		{"nothing known", nil, 2, []string{"C"}},
		{"nothing sampled", two, 0, []string{"C"}},
	} {
		var kinds []string
		cores := 0
		for _, c := range Clusters(&engine.Host{Clusters: of.known}, of.cores) {
			kinds = append(kinds, c.Kind)
			cores += len(c.Cores)
		}
		if !slices.Equal(kinds, of.want) || cores != of.cores {
			t.Errorf("%s: the clusters are %v with %d cores, want %v with %d", of.name, kinds, cores, of.want, of.cores)
		}
	}
}

// TestMean holds that a mean is unknown where a core's share is.
func TestMean(t *testing.T) {
	for _, of := range []struct {
		cores  []int
		shares []float64
		want   float64
	}{
		{[]int{0, 1}, []float64{0.2, 0.4}, 0.3},
		{[]int{1}, []float64{0.2, 0.4}, 0.4},
		{nil, []float64{1}, math.NaN()},
		{[]int{0, 2}, []float64{0.2, 0.4}, math.NaN()},
	} {
		got := (&Cluster{Cores: of.cores}).Mean(of.shares)
		if math.Abs(got-of.want) > 1e-12 || math.IsNaN(got) != math.IsNaN(of.want) {
			t.Errorf("the mean of %v in %v is %v, want %v", of.cores, of.shares, got, of.want)
		}
	}
}

// TestBinned averages many cores into few cells, each core in one of them.
func TestBinned(t *testing.T) {
	shares := []float64{0, 0.2, 0.4, 0.6, 1}
	c := &Cluster{Cores: []int{0, 1, 2, 3, 4}}
	for _, of := range []struct {
		n    int
		want []float64
	}{{5, shares}, {1, []float64{0.44}}, {2, []float64{0.1, 2.0 / 3}}, {0, []float64{}}} {
		got := binned(c, shares, of.n)
		if !slices.EqualFunc(got, of.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
			t.Errorf("in %d cells the shares are %v, want %v", of.n, got, of.want)
		}
	}
}
