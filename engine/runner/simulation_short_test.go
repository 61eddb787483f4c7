//go:build !simulation

package runner

// The numbers of runs are small parts of those that the build tag simulation
// sets. They are enough to fail when a rule of the gates is broken.
const (
	throttledRuns = 4
	quietRuns     = 4
)
