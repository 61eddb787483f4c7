//go:build !linux && !darwin

package outofcore

// system is what the kernel reports of this process: nothing here.
type system struct{}

func (system) resident() (now, peak int64)        { return 0, 0 }
func (system) resetPeak() bool                    { return false }
func (system) fetched() (bytes int64, known bool) { return 0, false }
