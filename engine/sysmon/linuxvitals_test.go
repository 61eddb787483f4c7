package sysmon

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestLinuxTemperature(t *testing.T) {
	const hwmon, zone = "sys/class/hwmon/", "sys/class/thermal/"
	for _, test := range []struct {
		name  string
		files map[string]string
		want  *float64
	}{
		{name: "a virtual machine"},
		{
			name: "Intel",
			files: map[string]string{
				hwmon + "hwmon0/name": "nvme\n", hwmon + "hwmon0/temp1_input": "91000\n",
				hwmon + "hwmon3/name": "coretemp\n", hwmon + "hwmon3/temp1_input": "61000\n", hwmon + "hwmon3/temp2_input": "63000\n",
				zone + "thermal_zone0/type": "acpitz\n", zone + "thermal_zone0/temp": "95000\n",
				zone + "thermal_zone9/type": "x86_pkg_temp\n", zone + "thermal_zone9/temp": "62000\n",
			},
			want: pointer(63),
		},
		{
			name: "AMD with a control value above the die's",
			files: map[string]string{
				hwmon + "hwmon1/name":        "k10temp\n",
				hwmon + "hwmon1/temp1_input": "90000\n", hwmon + "hwmon1/temp1_label": "Tctl\n",
				hwmon + "hwmon1/temp2_input": "63250\n", hwmon + "hwmon1/temp2_label": "Tdie\n",
			},
			want: pointer(63.25),
		},
		{
			name: "AMD with a control value alone",
			files: map[string]string{
				hwmon + "hwmon1/name": "k10temp\n", hwmon + "hwmon1/temp1_input": "55500\n", hwmon + "hwmon1/temp1_label": "Tctl\n",
			},
			want: pointer(55.5),
		},
		{
			name: "a board",
			files: map[string]string{
				zone + "thermal_zone0/type": "cpu-thermal\n", zone + "thermal_zone0/temp": "48312\n",
				zone + "thermal_zone1/type": "gpu-thermal\n", zone + "thermal_zone1/temp": "70000\n",
			},
			want: pointer(48.312),
		},
		{
			name: "sensors asleep, broken and absent",
			files: map[string]string{
				zone + "thermal_zone0/type": "cpu0-thermal\n", zone + "thermal_zone0/temp": "0\n",
				zone + "thermal_zone1/type": "cpu1-thermal\n", zone + "thermal_zone1/temp": "-274000\n",
				zone + "thermal_zone2/type": "cpu2-thermal\n", zone + "thermal_zone2/temp": "hot\n",
				zone + "thermal_zone3/type": "cpu3-thermal\n",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := linuxVitals{root: files(test.files)}
			for range 2 { // the second time by what was found
				if diff := cmp.Diff(test.want, l.read().temperature); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestLinuxPower(t *testing.T) {
	for _, test := range []struct {
		name    string
		files   map[string]string // below sys/class/power_supply/
		power   string
		battery *float64
	}{
		{name: "a server"},
		{
			name: "a laptop at its charger",
			files: map[string]string{
				"AC/type": "Mains\n", "AC/online": "1\n",
				"BAT0/type": "Battery\n", "BAT0/status": "Charging\n", "BAT0/energy_now": "20000000\n", "BAT0/energy_full": "50000000\n", "BAT0/capacity": "40\n",
			},
			power: "AC", battery: pointer(0.4),
		},
		{
			name: "a laptop on its battery",
			files: map[string]string{
				"AC/type": "Mains\n", "AC/online": "0\n",
				"BAT0/type": "Battery\n", "BAT0/status": "Discharging\n", "BAT0/charge_now": "1\n", "BAT0/charge_full": "4\n",
			},
			power: "battery", battery: pointer(0.25),
		},
		{
			name: "two batteries, fed by USB",
			files: map[string]string{
				"AC/type": "Mains\n", "AC/online": "0\n",
				"usb/type": "USB\n", "usb/online": "1\n",
				"BAT0/type": "Battery\n", "BAT0/status": "Full\n", "BAT0/energy_now": "20\n", "BAT0/energy_full": "20\n",
				"BAT1/type": "Battery\n", "BAT1/status": "Not charging\n", "BAT1/energy_now": "10\n", "BAT1/energy_full": "40\n",
			},
			power: "AC", battery: pointer(0.5),
		},
		{
			name:  "a battery that tells percent, its charger not listed",
			files: map[string]string{"bq/type": "Battery\n", "bq/status": "Full\n", "bq/capacity": "100\n"},
			power: "AC", battery: pointer(1),
		},
		{
			name:  "a battery of unknown state and charge",
			files: map[string]string{"BAT0/type": "Battery\n", "BAT0/status": "Unknown\n", "BAT0/energy_now": "5\n"},
		},
		{
			name:  "an empty bay",
			files: map[string]string{"BAT1/type": "Battery\n", "BAT1/present": "0\n", "BAT1/status": "Discharging\n", "BAT1/capacity": "0\n"},
		},
		{
			name:  "a desktop with a mouse",
			files: map[string]string{"hidpp/type": "Battery\n", "hidpp/scope": "Device\n", "hidpp/status": "Discharging\n", "hidpp/capacity": "7\n"},
		},
		{
			name:  "a desktop with an unused port",
			files: map[string]string{"ucsi/type": "USB\n", "ucsi/online": "0\n"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			below := map[string]string{}
			for name, text := range test.files {
				below["sys/class/power_supply/"+name] = text
			}
			power, battery := linuxPower(files(below))
			if power != test.power {
				t.Errorf("power %q, want %q", power, test.power)
			}
			if diff := cmp.Diff(test.battery, battery); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBrokenSensorsNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`-?[0-9]{0,20}\n?`), rapid.SampledFrom([]string{"Battery", "Mains", "Discharging", "coretemp", "cpu"}))
		tree := map[string]string{}
		for _, name := range []string{
			"hwmon/hwmon0/name", "hwmon/hwmon0/temp1_input", "hwmon/hwmon0/temp1_label",
			"thermal/thermal_zone0/type", "thermal/thermal_zone0/temp",
			"power_supply/a/type", "power_supply/a/status", "power_supply/a/online",
			"power_supply/a/energy_now", "power_supply/a/energy_full", "power_supply/a/capacity",
		} {
			if rapid.Bool().Draw(t, "exists") {
				tree["sys/class/"+name] = text.Draw(t, name)
			}
		}
		checkVitals(t, (&linuxVitals{root: files(tree)}).read())
	})
}

// checkVitals fails where vitals are not possible.
func checkVitals(t *rapid.T, v vitals) {
	if c := v.temperature; c != nil && !(*c > 0 && *c < 150) {
		t.Fatalf("temperature %v", *c)
	}
	if b := v.battery; b != nil && !(*b >= 0 && *b <= 1) {
		t.Fatalf("battery %v", *b)
	}
	if v.power != "" && v.power != "AC" && v.power != "battery" {
		t.Fatalf("power %q", v.power)
	}
}
