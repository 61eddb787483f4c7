//go:build injected || injection

package diagnose_test

// injected: the causes are injected for real. The tag injected asks for the short
// form of some minutes, injection for the full one.
const injected = true
