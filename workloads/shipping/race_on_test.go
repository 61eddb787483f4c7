//go:build race

package shipping

// raceEnabled: the race detector allocates where the code under test does not.
const raceEnabled = true
