//go:build simulation

package compare

// families is the number of comparisons in each row of docs/method.md, with:
// go test -tags simulation ./baselines/compare
const families = 1000
