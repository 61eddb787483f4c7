//go:build !simulation

package compare

// families is a small part of the number that the build tag simulation sets. It
// is enough to fail when a rule of the verdicts is broken.
const families = 120
