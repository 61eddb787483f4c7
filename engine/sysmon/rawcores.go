package sysmon

import (
	"context"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// appleRaw lists what macOS reports of its cores: the kernel's numbers, and the
// lines of the I/O registry that show the kind of each core.
func appleRaw(ctx context.Context, kernel sysctl, registry func(context.Context) (string, error)) []RawValue {
	names := []string{"hw.ncpu", "hw.physicalcpu", "hw.nperflevels"}
	levels, _ := kernel.Number("hw.nperflevels")
	for i := range min(levels, 8) {
		for _, what := range []string{"name", "logicalcpu", "physicalcpu"} {
			names = append(names, fmt.Sprintf("hw.perflevel%d.%s", i, what))
		}
	}
	var raw []RawValue
	for _, name := range names {
		raw = append(raw, RawValue{Source: name, Value: kernelWord(kernel, name)})
	}
	text, err := registry(ctx)
	if err != nil {
		return append(raw, RawValue{Source: "ioreg", Value: "not read: " + err.Error()})
	}
	for _, line := range registryLines(text) {
		raw = append(raw, RawValue{Source: "ioreg", Value: line})
	}
	return raw
}

// kernelWord is a variable's value as text, whether it is a number or a text.
func kernelWord(kernel sysctl, name string) string {
	if strings.HasSuffix(name, ".name") {
		if text, err := kernel.Text(name); err == nil {
			return strings.TrimSpace(text)
		}
		return "not told"
	}
	number, err := kernel.Number(name)
	if err != nil {
		return "not told"
	}
	return strconv.FormatUint(uint64(number), 10)
}

// registryLines puts each node on one line: its name, and the properties that
// the mapping reads.
func registryLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if _, node, found := strings.Cut(line, "+-o "); found {
			name, _, _ := strings.Cut(strings.TrimSpace(node), " ")
			lines = append(lines, name)
			continue
		}
		key, value, found := strings.Cut(strings.TrimLeft(line, " |"), " = ")
		if !found || len(lines) == 0 {
			continue
		}
		switch key {
		case `"cluster-type"`, `"logical-cpu-id"`, `"cpu-id"`, `"cluster-id"`, `"logical-cluster-id"`:
			lines[len(lines)-1] += " " + strings.Trim(key, `"`) + "=" + strings.TrimSpace(value)
		}
	}
	return lines
}

// linuxRaw lists what the kernel says of its cores.
func linuxRaw(root fs.FS) []RawValue {
	names := []string{
		"sys/devices/system/cpu/online",
		"sys/devices/cpu_core/cpus", "sys/devices/cpu_atom/cpus", "sys/devices/cpu_lowpower/cpus",
	}
	names = append(names, glob(root, "sys/devices/system/cpu/cpu[0-9]*/cpu_capacity")...)
	var raw []RawValue
	for _, name := range names {
		if word, err := readWord(root, name); err == nil && word != "" {
			raw = append(raw, RawValue{Source: "/" + name, Value: word})
		}
	}
	return raw
}

// linuxSensors lists the sensors that a temperature is made of.
func linuxSensors(root fs.FS) []Sensor {
	var list []Sensor
	for _, name := range cpuSensors(root) {
		if thousandths, ok := readNumber(root, name); ok {
			list = append(list, Sensor{Name: "/" + name, Celsius: thousandths / 1000})
		}
	}
	return list
}
