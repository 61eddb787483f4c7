package engine

import "testing"

// TestCPUsAreThoseThatCanBeHad holds that the least of all limits counts.
func TestCPUsAreThoseThatCanBeHad(t *testing.T) {
	for name, c := range map[string]struct {
		host Host
		want int
	}{
		"all":                       {Host{LogicalCPUs: 16, GOMAXPROCS: 16}, 16},
		"GOMAXPROCS":                {Host{LogicalCPUs: 16, GOMAXPROCS: 4}, 4},
		"GOMAXPROCS above affinity": {Host{LogicalCPUs: 16, GOMAXPROCS: 8, UsableCPUs: 2}, 2},
		"GOMAXPROCS above quota":    {Host{LogicalCPUs: 16, GOMAXPROCS: 8, CPUQuota: 1.5}, 2},
		"quota of half a CPU":       {Host{LogicalCPUs: 16, GOMAXPROCS: 16, CPUQuota: 0.5}, 1},
		"GOMAXPROCS above all":      {Host{LogicalCPUs: 2, GOMAXPROCS: 8}, 2},
		"nothing known":             {Host{}, 1},
	} {
		if got := c.host.CPUs(); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
