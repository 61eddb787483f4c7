//go:build simulation

package stats

// simulated is the unit of what the simulations draw, with:
// go test -tags simulation ./engine/stats
const simulated = 1000
