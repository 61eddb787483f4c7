package pages

import (
	"fmt"
	"math"

	"ep-benchmark/ui/tui/parts"
)

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
