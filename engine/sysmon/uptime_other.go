//go:build !darwin

package sysmon

// uptime is not needed where the cores' own counters add up to the time that
// has passed.
func uptime() (float64, bool) { return 0, false }
