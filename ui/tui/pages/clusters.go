package pages

import (
	"fmt"

	"ep-benchmark/ui/tui/parts"
)

func clusterTitle(c *parts.Cluster) string {
	title := fmt.Sprintf("%s (%d)", c.Name, len(c.Cores))
	if c.Guessed {
		title += ", order guessed"
	}
	return title
}
