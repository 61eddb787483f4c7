//go:build race

package racebuild

// Enabled says that the race detector is compiled in: such a build is several
// times slower, so its figures are comparable with its like only.
const Enabled = true
