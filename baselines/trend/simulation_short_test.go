//go:build !simulation

package trend

const (
	// series is a small part of the number that the build tag simulation sets. It
	// is enough to fail when a rule of the trend is broken.
	series = 100
	// looksApart is the number of runs from one look to the next.
	looksApart = 20
)
