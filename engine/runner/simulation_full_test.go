//go:build simulation

package runner

// The numbers of runs are those of docs/method.md, with:
// go test -tags simulation ./engine/runner
const (
	throttledRuns = 20
	quietRuns     = 25
)
