//go:build !simulation

package stats

// simulated is a small part of the unit that the build tag simulation sets. It
// is enough to fail when a method is broken.
const simulated = 200
