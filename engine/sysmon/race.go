//go:build race

package sysmon

// raceBuild says that the race detector is compiled in: such a build is
// several times slower, so its figures are comparable with its like only.
const raceBuild = true
