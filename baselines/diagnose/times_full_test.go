//go:build injection

package diagnose_test

import "time"

const (
	times        = 20
	rounds       = 8
	baselineRuns = 5
	// mostPatience is how long an injection waits for a quiet machine in all.
	mostPatience = 30 * time.Second
	retries      = 5
	afresh       = true

	// eachWait is how long an operation waits that uses no server.
	eachWait = 10 * time.Millisecond

	// profiledLeg is how long a leg under the profilers lasts, which look a
	// hundred times a second.
	profiledLeg = time.Second
)

// needed is how often an injection must be reported right, and named at all.
func (i *injection) needed() (right, named int) { return 19, 19 }
