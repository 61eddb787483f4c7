//go:build !race

package sysmon

// raceBuild says that the race detector is compiled in.
const raceBuild = false
