//go:build !linux && !darwin

package sysmon

func thisInstructions() instructionCounter { return noInstructions{} }

// noInstructions is the counter of a system whose counters are not read.
type noInstructions struct{}

func (noInstructions) count() (uint64, bool) { return 0, false }
func (noInstructions) whole() bool           { return false }
