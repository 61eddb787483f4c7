//go:build !linux && !darwin

package sysmon

import "context"

func thisRaw(context.Context) []RawValue { return nil }

func thisSensors() []Sensor { return nil }
