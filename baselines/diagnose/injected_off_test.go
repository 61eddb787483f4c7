//go:build !injected && !injection

package diagnose_test

// injected: the default run leaves the real causes to CI, since they take
// minutes. It tests the same causes on a fake clock.
const injected = false
