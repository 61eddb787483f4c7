//go:build !linux

package simulator

// sharpAlarm is the runtime's: where its poller counts in less than milliseconds, as kqueue does, nothing is sharper.
func sharpAlarm() alarm { return runtimeTimer{} }
