package sysmon

import "context"

// Settings are what a user, or a vendor, has set about how fast this machine's
// CPUs may run. What is not known is nil or empty.
type Settings struct {
	LowPower *bool  `json:"low_power,omitempty"` // a mode that saves power is on
	Turbo    *bool  `json:"turbo,omitempty"`     // CPUs may run above their base frequency
	Profile  string `json:"profile,omitempty"`   // the firmware's: "balanced"
	Driver   string `json:"driver,omitempty"`    // of the frequencies: "intel_pstate"
}

// ReadSettings reads them. It may start a process, so it is to be called once,
// before anything is measured.
func ReadSettings(ctx context.Context) Settings { return thisSettings(ctx) }
