package sysmon

import (
	"time"

	"ep-benchmark/engine"
)

// Examination is all that is found by looking at a machine for about a second
// and a half: what a bug report needs. What is not known is nil or empty, and
// named in Missing.
type Examination struct {
	Host     engine.Host `json:"host"`
	Warnings []string    `json:"warnings,omitempty"` // of what could not be identified

	Power       string   `json:"power,omitempty"`   // "AC", "battery"
	Battery     *float64 `json:"battery,omitempty"` // its charge, 0 to 1
	Settings    Settings `json:"settings"`
	Load        *float64 `json:"load,omitempty"`        // over the last minute
	Temperature *float64 `json:"temperature,omitempty"` // of the hottest CPU sensor in degrees Celsius

	Cores   CoreFindings `json:"cores"`
	Sensors []Sensor     `json:"sensors,omitempty"`

	ClockStep time.Duration `json:"clock_step_ns"` // the smallest that time.Now was seen to make
	Timer     TimerFindings `json:"timer"`

	Canary      *CanaryReading `json:"canary,omitempty"`
	CanarySteps int            `json:"canary_steps"` // of work in its unit

	// Conditions are those over about a second in which this process slept.
	Conditions Conditions `json:"conditions"`

	Missing []Missing `json:"missing,omitempty"`
}

// CoreFindings are which cores there are and what that rests on.
type CoreFindings struct {
	Sampled int `json:"sampled"` // cores whose time can be read
	// Basis is where the kinds of core come from; empty where none are known.
	Basis string `json:"basis,omitempty"`
	// Guessed says that the number of cores of each kind is known, but not which.
	Guessed bool `json:"guessed,omitempty"`
	// Raw are the system's own words, from which all of this was made.
	Raw []RawValue `json:"raw,omitempty"`
}

// RawValue is what a system said, unread.
type RawValue struct {
	Source string `json:"source"` // "hw.nperflevels"
	Value  string `json:"value"`
}

// Sensor is one of the CPU's, or of what is near it.
type Sensor struct {
	Name    string  `json:"name"`
	Celsius float64 `json:"celsius"`
}

// TimerFindings tell by how much sleeping for a millisecond takes longer.
type TimerFindings struct {
	Sleeps int           `json:"sleeps"`
	Median time.Duration `json:"median_ns"`
	Worst  time.Duration `json:"worst_ns"`
}

// Missing is something that this machine does not report.
type Missing struct {
	What string `json:"what"`
	Why  string `json:"why"`
}
