package sysmon

import "ep-benchmark/engine"

// Kinds of core. Clusters are listed fastest first.
const (
	performance = "P"
	efficiency  = "E"
	// middle is a level that is neither the fastest nor one for efficiency; its
	// Name is what the system calls it.
	middle = "M"
)

// partition tells whether every CPU from 0 up to cpus is in exactly one
// cluster, and no other is in any.
func partition(clusters []engine.Cluster, cpus int) bool {
	seen := make(map[int]bool, cpus)
	for _, cluster := range clusters {
		for _, c := range cluster.CPUs {
			if c < 0 || c >= cpus || seen[c] {
				return false
			}
			seen[c] = true
		}
	}
	return len(seen) == cpus
}
