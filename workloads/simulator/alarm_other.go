//go:build !linux

package simulator

// sharpAlarm is the runtime's timer. Pollers that count in less than milliseconds, as kqueue does, need nothing more
// precise.
func sharpAlarm() alarm { return runtimeTimer{} }
