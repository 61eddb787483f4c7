//go:build !linux

package alarm

// Sharp returns the runtime's timer. Pollers that count in less than milliseconds, as kqueue does, need nothing more
// precise.
func Sharp() Alarm { return Runtime{} }
