package sysmon

import (
	"bytes"
	"io/fs"
	"path"
	"strconv"
	"time"
)

// throttlingGroups lists the cpu.stat files that count how often a group was
// stopped. The topmost group can't be stopped.
func throttlingGroups(root fs.FS) []string {
	groups, _, err := ownCgroups(root)
	if err != nil {
		return nil
	}
	var names []string
	for _, directory := range groups {
		name := path.Join(directory, "cpu.stat")
		text, err := fs.ReadFile(root, name)
		if err != nil {
			continue
		}
		if _, _, ok := throttled(text); ok {
			names = append(names, name)
		}
	}
	return names
}

// quota sums up all groups, since each counts only its own quota.
func (l *linuxConditions) quota() (throttles uint64, duration time.Duration, ok bool) {
	for _, name := range l.groups {
		text, err := l.files.read(name)
		if err != nil {
			return 0, 0, false
		}
		t, d, told := throttled(text)
		if !told {
			return 0, 0, false
		}
		throttles, duration, ok = throttles+t, duration+d, true
	}
	return throttles, duration, ok
}

// throttled reads a group's cpu.stat. Version 2 has the time in throttled_usec,
// version 1 in throttled_time, in nanoseconds.
func throttled(text []byte) (throttles uint64, duration time.Duration, ok bool) {
	var counted, timed bool
	for line := range bytes.Lines(text) {
		key, value, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		number, err := strconv.ParseUint(string(value), 10, 63)
		if err != nil {
			continue
		}
		switch string(key) {
		case "nr_throttled":
			throttles, counted = number, true
		case "throttled_usec":
			duration, timed = time.Duration(number)*time.Microsecond, true
		case "throttled_time":
			duration, timed = time.Duration(number), true
		}
	}
	return throttles, duration, counted && timed
}

// thermalCounters lists the files that count how often an Intel CPU slowed
// down: one for each core and one for each package, since the threads of a
// core, and the cores of a package, all report the same count.
func thermalCounters(root fs.FS) []string {
	var names []string
	seen := map[string]bool{}
	for _, directory := range glob(root, "sys/devices/system/cpu/cpu[0-9]*/thermal_throttle") {
		topology := path.Dir(directory) + "/topology/"
		part, _ := readWord(root, topology+"physical_package_id")
		core, _ := readWord(root, topology+"thread_siblings_list")
		if core == "" {
			core = directory // its own
		}
		for name, key := range map[string]string{
			directory + "/core_throttle_count":    "core " + core,
			directory + "/package_throttle_count": "package " + part,
		} {
			if _, ok := readNumber(root, name); ok && !seen[key] {
				seen[key] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// thermalThrottles is nil where nothing counts, and where a CPU has gone.
func (l *linuxConditions) thermalThrottles() *uint64 {
	if len(l.thermal) == 0 {
		return nil
	}
	var sum uint64
	for _, name := range l.thermal {
		text, err := l.files.read(name)
		if err != nil {
			return nil
		}
		number, err := strconv.ParseUint(string(bytes.TrimSpace(text)), 10, 64)
		if err != nil {
			return nil
		}
		sum += number
	}
	return &sum
}
