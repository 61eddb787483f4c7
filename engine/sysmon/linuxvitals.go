package sysmon

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// linuxVitals reads sensors and supplies from sysfs. The kernel reports a
// temperature but no thermal state, so the latter stays unknown.
type linuxVitals struct {
	root     fs.FS
	searched bool
	sensors  []string // files, in thousandths of a degree
}

func (l *linuxVitals) read() vitals {
	if !l.searched {
		l.sensors, l.searched = cpuSensors(l.root), true
	}
	var celsius []float64
	for _, name := range l.sensors {
		if c, ok := readNumber(l.root, name); ok {
			celsius = append(celsius, c/1000)
		}
	}
	v := vitals{temperature: hottest(celsius)}
	v.power, v.battery = linuxPower(l.root)
	return v
}

// cpuChips are the drivers of the sensors inside of CPUs.
var cpuChips = []string{"coretemp", "k8temp", "k10temp", "zenpower", "cpu_thermal"}

// cpuSensors lists the files with a CPU's temperature. A sensor that is found
// by both its driver and its thermal zone does not change the maximum.
func cpuSensors(root fs.FS) []string {
	var sensors []string
	for _, name := range glob(root, "sys/class/hwmon/hwmon*/name") {
		if chip, _ := readWord(root, name); slices.Contains(cpuChips, chip) {
			sensors = append(sensors, chipSensors(root, path.Dir(name))...)
		}
	}
	for _, name := range glob(root, "sys/class/thermal/thermal_zone*/type") {
		if kind, _ := readWord(root, name); isCPUZone(kind) {
			sensors = append(sensors, path.Dir(name)+"/temp")
		}
	}
	return sensors
}

// chipSensors lists a chip's sensors. AMD's "Tctl" is for the control of fans
// and lies above the true "Tdie" on some models, so it counts only where there
// is no "Tdie".
func chipSensors(root fs.FS, directory string) []string {
	sensors := glob(root, directory+"/temp*_input")
	label := func(sensor string) string {
		text, _ := readWord(root, strings.TrimSuffix(sensor, "_input")+"_label")
		return text
	}
	hasDie := slices.ContainsFunc(sensors, func(s string) bool { return label(s) == "Tdie" })
	return slices.DeleteFunc(sensors, func(s string) bool { return hasDie && label(s) == "Tctl" })
}

// isCPUZone goes by what boards call their zones: "x86_pkg_temp", "TCPU",
// "cpu-thermal", "cpu0_thermal", "bigcore1-thermal".
func isCPUZone(kind string) bool {
	kind = strings.ToLower(kind)
	return kind == "x86_pkg_temp" || strings.Contains(kind, "cpu") ||
		strings.HasPrefix(kind, "bigcore") || strings.HasPrefix(kind, "littlecore")
}

// linuxPower returns the source of power and the charge of the machine's own
// batteries; nothing where no supply is listed, as on most servers.
func linuxPower(root fs.FS) (power string, battery *float64) {
	var batteries []store
	var online, discharging, resting bool
	for _, name := range glob(root, "sys/class/power_supply/*/type") {
		directory := path.Dir(name)
		word := func(property string) string {
			text, _ := readWord(root, directory+"/"+property)
			return text
		}
		if word("scope") == "Device" {
			continue // a mouse's or a headset's
		}
		switch kind := word("type"); {
		case kind == "Battery" && word("present") != "0":
			batteries = append(batteries, batteryStore(root, directory))
			switch word("status") {
			case "Discharging":
				discharging = true
			case "Charging", "Full", "Not charging":
				resting = true
			}
		case kind == "Mains" || strings.HasPrefix(kind, "USB") || kind == "Wireless":
			state := word("online")
			online = online || state == "1" || state == "2" // 2 is of adjustable voltage
		}
	}
	switch {
	case online:
		power = onAC
	case discharging:
		power = onBattery
	case resting: // by a supply that is not listed
		power = onAC
	}
	return power, charge(batteries)
}

// batteryStore goes by energy, charge or percent, whichever the battery
// reports.
func batteryStore(root fs.FS, directory string) store {
	for _, unit := range []string{"energy", "charge"} {
		now, ok1 := readNumber(root, directory+"/"+unit+"_now")
		full, ok2 := readNumber(root, directory+"/"+unit+"_full")
		if ok1 && ok2 && full > 0 {
			return store{now, full}
		}
	}
	if percent, ok := readNumber(root, directory+"/capacity"); ok {
		return store{percent, 100}
	}
	return store{}
}

func readNumber(root fs.FS, name string) (float64, bool) {
	text, err := readWord(root, name)
	if err != nil || text == "" {
		return 0, false
	}
	number, err := strconv.ParseInt(text, 10, 64)
	return float64(number), err == nil
}

// glob finds nothing where a directory can't be read.
func glob(root fs.FS, pattern string) []string {
	names, _ := fs.Glob(root, pattern)
	return names
}
