// Package racebuild knows whether the race detector is compiled in.
//
// Its opinion: the detector compares what goroutines do with shared memory, so
// it can find nothing in a test that starts no goroutine, and makes it ten times
// slower. Such a test is left to the run without the detector.
package racebuild

// A test is what [SkipSequential] needs of a *testing.T or *testing.F. Package
// testing itself must not be linked into the program.
type test interface {
	Helper()
	Skip(reason ...any)
}

// SkipSequential skips a test in a build with the race detector. It is for long
// tests that do all their work on one goroutine.
func SkipSequential(t test) {
	t.Helper()
	if Enabled {
		t.Skip("this test works on one goroutine, where the race detector can find nothing: go test without -race runs it")
	}
}
