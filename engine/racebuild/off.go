//go:build !race

package racebuild

// Enabled says that the race detector is compiled in.
const Enabled = false
