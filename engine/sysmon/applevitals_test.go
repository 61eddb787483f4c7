package sysmon

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fakeApple is a Mac whose readings a test sets.
type fakeApple struct {
	level       uint64
	supplies    appleSupplies
	sensors     []appleSensor
	err         error
	sensorReads int
}

func (f *fakeApple) vitals() *appleVitals {
	return &appleVitals{
		pressure: func() (uint64, error) { return f.level, f.err },
		supplies: func() (appleSupplies, error) { return f.supplies, f.err },
		sensors: func() ([]appleSensor, error) {
			f.sensorReads++
			return f.sensors, f.err
		},
	}
}

func diffVitals(want, got vitals) string {
	return cmp.Diff(want, got, cmp.AllowUnexported(vitals{}))
}

func TestAppleVitals(t *testing.T) {
	f := &fakeApple{
		supplies: appleSupplies{"Battery Power", []store{{42, 100}}},
		sensors:  []appleSensor{{"PMU tdie1", 55.5}, {"PMU tdie8", 61.25}, {"PMU tcal", 51.8}, {"gas gauge battery", 31}, {"NAND CH0 temp", 70}},
	}
	v := f.vitals()
	want := vitals{thermal: "nominal", power: "battery", battery: pointer(0.42), temperature: pointer(61.25)}
	if diff := diffVitals(want, v.read()); diff != "" {
		t.Error(diff)
	}
	f.level, f.supplies = 2, appleSupplies{providing: "AC Power"} // a desktop
	f.sensors = nil
	want.thermal, want.power, want.battery = "serious", "AC", nil
	for range sensorsEvery - 1 {
		if diff := diffVitals(want, v.read()); diff != "" {
			t.Error(diff)
		}
	}
	want.temperature = nil
	if diff := diffVitals(want, v.read()); diff != "" || f.sensorReads != 2 {
		t.Errorf("%d readings of the sensors: %s", f.sensorReads, diff)
	}
	f.err = errBroken
	if diff := diffVitals(vitals{}, v.read()); diff != "" {
		t.Error(diff)
	}
}

func TestAppleWords(t *testing.T) {
	for level, want := range []string{"nominal", "fair", "serious", "critical", "critical", ""} {
		if got := appleThermal(uint64(level)); got != want {
			t.Errorf("level %d: %q, want %q", level, got, want)
		}
	}
	for providing, want := range map[string]string{
		"AC Power": "AC", "Battery Power": "battery", "UPS Power": "battery", "Off Line": "", "": "",
	} {
		if got := applePower(providing); got != want {
			t.Errorf("%q: %q, want %q", providing, got, want)
		}
	}
}

func TestAppleTemperature(t *testing.T) {
	for _, test := range []struct {
		name    string
		sensors []appleSensor
		want    *float64
	}{
		{name: "none"},
		{
			name: "cores go before the die",
			sensors: []appleSensor{
				{"pACC MTR Temp Sensor2", 71}, {"eACC MTR Temp Sensor0", 49}, {"GPU MTR Temp Sensor1", 88}, {"PMU tdie4", 80},
			},
			want: pointer(71),
		},
		{
			name:    "cores asleep",
			sensors: []appleSensor{{"pACC MTR Temp Sensor2", 0}, {"PMU tdie4", 44}},
			want:    pointer(44),
		},
		{
			name:    "Intel",
			sensors: []appleSensor{{"TA0P", 30}, {"TC0D", 0}, {"TC0P", 58}, {"TG0D", 75}},
			want:    pointer(58),
		},
		{name: "none of the CPU", sensors: []appleSensor{{"gas gauge battery", 31}, {"PMU tdev1", 35}}},
	} {
		if diff := cmp.Diff(test.want, appleTemperature(test.sensors)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}
