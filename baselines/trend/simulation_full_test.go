//go:build simulation

package trend

const (
	// series is the number of histories in each row of docs/method.md, with:
	// go test -tags simulation ./baselines/trend
	series = 1000
	// looksApart is the number of runs from one look to the next.
	looksApart = 1
)
