package sysmon

import "context"

func thisRaw(ctx context.Context) []RawValue { return appleRaw(ctx, darwinKernel{}, darwinRegistry) }

func thisSensors() []Sensor {
	if appleGuest(darwinKernel{}) {
		return nil
	}
	found, err := darwinSensors()
	if err != nil {
		return nil
	}
	list := make([]Sensor, len(found))
	for i, s := range found {
		list[i] = Sensor{Name: s.name, Celsius: s.celsius}
	}
	return list
}
