//go:build !injection

package diagnose_test

import "time"

const (
	times        = 3 // each injection at most: twice named is enough
	rounds       = 3
	baselineRuns = 3
	// mostPatience is how long an injection waits for a quiet machine in all.
	mostPatience = 0
	retries      = 0
	afresh       = false

	// eachWait is how long an operation waits that uses no server.
	eachWait = 3 * time.Millisecond

	// profiledLeg is how long a leg under the profilers lasts, which look a
	// hundred times a second.
	profiledLeg = 400 * time.Millisecond
)

// needed is how often an injection must be reported right, and named at all.
func (i *injection) needed() (right, named int) {
	if i.busy {
		return 0, 1
	}
	return 0, 2
}
