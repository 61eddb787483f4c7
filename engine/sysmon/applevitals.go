package sysmon

import "strings"

// appleVitals asks macOS's libraries.
type appleVitals struct {
	pressure func() (uint64, error)        // thermal pressure level
	supplies func() (appleSupplies, error) // of power
	sensors  func() ([]appleSensor, error)

	reads       int
	temperature *float64
}

// appleSupplies is where power comes from, in the system's words ("AC Power"),
// and the machine's own batteries.
type appleSupplies struct {
	providing string
	batteries []store
}

type appleSensor struct {
	name    string
	celsius float64
}

// sensorsEvery is how many readings of vitals share one reading of the sensors.
// Each of some dozens of sensors is a round trip to the system, together tens
// of milliseconds of CPU time.
const sensorsEvery = 6

func (a *appleVitals) read() vitals {
	var v vitals
	if level, err := a.pressure(); err == nil {
		v.thermal = appleThermal(level)
	}
	if supplies, err := a.supplies(); err == nil {
		v.power, v.battery = applePower(supplies.providing), charge(supplies.batteries)
	}
	if a.reads%sensorsEvery == 0 {
		a.temperature = nil
		if sensors, err := a.sensors(); err == nil {
			a.temperature = appleTemperature(sensors)
		}
	}
	a.reads++
	v.temperature = a.temperature
	return v
}

// appleThermal translates the kernel's levels into the words of the system's
// interface for programs. The kernel's own words for the last two levels would
// read as states of the machine ("trapping", "sleeping").
func appleThermal(level uint64) string {
	switch level {
	case 0:
		return "nominal"
	case 1: // moderate
		return "fair"
	case 2: // heavy
		return "serious"
	case 3, 4:
		return "critical"
	}
	return ""
}

func applePower(providing string) string {
	switch providing {
	case "AC Power":
		return onAC
	case "Battery Power", "UPS Power": // the second while the mains are down
		return onBattery
	}
	return ""
}

// appleTemperature is that of the hottest sensor on the CPU. It prefers the
// cores' own sensors (M1). Where these are not named, it uses those on the
// chip's die. On Intel it goes by the names of the controller.
func appleTemperature(sensors []appleSensor) *float64 {
	for _, prefixes := range [][]string{
		{"pACC MTR Temp", "eACC MTR Temp"},
		{"PMU tdie"},
		{"TC0D", "TC0P"},
	} {
		var celsius []float64
		for _, s := range sensors {
			for _, prefix := range prefixes {
				if strings.HasPrefix(s.name, prefix) {
					celsius = append(celsius, s.celsius)
				}
			}
		}
		if highest := hottest(celsius); highest != nil {
			return highest
		}
	}
	return nil
}
