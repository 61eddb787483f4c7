//go:build !race

package shipping

const raceEnabled = false
