//go:build !linux

package latency

// sharpAlarm is the runtime's timer. Pollers that count in less than milliseconds, as kqueue does, need nothing more
// precise.
func sharpAlarm() Alarm { return RuntimeTimer{} }
