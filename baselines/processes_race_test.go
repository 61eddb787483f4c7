//go:build race

package baselines_test

// processes is how many make one store at once. The race detector looks into
// one process only, and makes each take several times as long to start.
const processes = 10
