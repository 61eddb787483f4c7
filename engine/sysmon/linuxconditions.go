package sysmon

import (
	"bytes"
	"fmt"
	"io/fs"
	"strconv"
	"time"
)

// linuxConditions reads the kernel's counters of what disturbs a measurement.
// It is for one goroutine.
type linuxConditions struct {
	files   *linuxCounters
	groups  []string // files of statistics, of this process's cgroup and those above
	thermal []string // files with counters
	base    *cpuTicks
}

func newLinuxConditions(root fs.FS) *linuxConditions {
	return &linuxConditions{
		files: newLinuxCounters(root), groups: throttlingGroups(root), thermal: thermalCounters(root),
	}
}

func (l *linuxConditions) fill(r *CounterReading) {
	if times, err := l.times(); err == nil {
		r.Busy, r.Stolen, r.Capacity = &times.busy, &times.stolen, &times.capacity
	}
	if waited, err := l.pressure(); err == nil {
		r.Pressure = &waited
	}
	if times, duration, ok := l.quota(); ok {
		r.QuotaThrottles, r.QuotaThrottled = &times, &duration
	}
	r.ThermalThrottles = l.thermalThrottles()
}

// machineTimes are those of all CPUs together since the first reading. Counted
// since the start of a large machine they may overflow a time.Duration.
type machineTimes struct{ busy, stolen, capacity time.Duration }

// cpuTicks are user, nice, system, idle, iowait, irq, softirq and steal, as
// /proc/stat has them.
type cpuTicks [8]int64

// jiffy is the unit of /proc/stat: a hundredth of a second on every
// architecture that Go runs on.
const jiffy = 10 * time.Millisecond

// times sums the kernel's separate counters. Stolen time is part of the
// capacity, but not of busy, since no program here had it.
func (l *linuxConditions) times() (machineTimes, error) {
	text, err := l.files.read("proc/stat")
	if err != nil {
		return machineTimes{}, err
	}
	ticks, err := ticksOf(text)
	if err != nil {
		return machineTimes{}, err
	}
	if l.base == nil {
		l.base = &ticks
	}
	var since [len(ticks)]time.Duration
	for i := range ticks {
		since[i] = time.Duration(ticks[i]-l.base[i]) * jiffy
	}
	user, nice, system, idle := since[0], since[1], since[2], since[3]
	iowait, irq, softirq, stolen := since[4], since[5], since[6], since[7]
	busy := user + nice + system + irq + softirq
	return machineTimes{busy: busy, stolen: stolen, capacity: busy + stolen + idle + iowait}, nil
}

// ticksOf reads the first line of /proc/stat. The columns after the eight are
// for guests, which user and nice include already.
func ticksOf(text []byte) (cpuTicks, error) {
	var ticks cpuTicks
	line, _, _ := bytes.Cut(text, []byte("\n"))
	columns := bytes.Fields(line)
	if len(columns) < 1+len(ticks) || string(columns[0]) != "cpu" {
		return ticks, fmt.Errorf("not the times of all CPUs: %.80q", line)
	}
	for i := range ticks {
		number, err := strconv.ParseUint(string(columns[1+i]), 10, 62)
		if err != nil {
			return ticks, fmt.Errorf("the times of all CPUs: %w", err)
		}
		ticks[i] = int64(number)
	}
	return ticks, nil
}

// pressure reads lines as "some avg10=0.69 avg60=18.00 avg300=31.54
// total=3495582040", the total in microseconds. Older kernels have none, and
// some distributions switch it off.
func (l *linuxConditions) pressure() (time.Duration, error) {
	text, err := l.files.read("proc/pressure/cpu")
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(text) {
		_, total, found := bytes.Cut(line, []byte(" total="))
		if !found || !bytes.HasPrefix(line, []byte("some ")) {
			continue
		}
		number, err := strconv.ParseUint(string(bytes.TrimSpace(total)), 10, 53)
		return time.Duration(number) * time.Microsecond, err
	}
	return 0, fmt.Errorf("not the pressure on CPUs: %.80q", text)
}
