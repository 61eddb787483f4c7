package sysmon

import (
	"context"
	"ep-benchmark/engine"
	"errors"
	"fmt"
	"strings"
)

// sysctl asks a BSD kernel for one of its variables by name.
type sysctl interface {
	Text(name string) (string, error)
	Number(name string) (uint32, error)
}

// appleHost asks macOS.
type appleHost struct{ kernel sysctl }

func (a appleHost) describe(_ context.Context, h *engine.Host) (warnings []string) {
	text := func(name, what string) string {
		value, err := a.kernel.Text(name)
		if value = strings.TrimSpace(value); value == "" {
			warnings = append(warnings, unread(what, err))
		}
		return value
	}
	h.CPUModel = text("machdep.cpu.brand_string", "the CPU's model")
	h.Model = text("hw.model", "the machine's model")
	if version := text("kern.osproductversion", "the OS version"); version != "" {
		h.OSVersion = "macOS " + version
	}
	if guest, err := a.kernel.Number("kern.hv_vmm_present"); err == nil && guest == 1 {
		h.Virtualisation = virtualMachine
	}
	clusters, err := appleClusters(a.kernel, h.LogicalCPUs)
	if err != nil {
		warnings = append(warnings, "the kinds of core are left out: "+err.Error())
	}
	h.Clusters = clusters
	return warnings
}

// appleClusters returns the kinds of core, fastest first; nil where all are
// alike (Intel) or the system is too old to tell.
//
// The system tells how many CPUs each level has (level 0 is the fastest), and
// not which. On the Macs seen so far the slowest level has the lowest indices;
// that is a guess, and marked as one.
func appleClusters(kernel sysctl, cpus int) ([]engine.Cluster, error) {
	levels, err := kernel.Number("hw.nperflevels")
	if err != nil || levels < 2 {
		return nil, nil
	}
	if int64(levels) > int64(cpus) {
		return nil, fmt.Errorf("the system tells of %d kinds of core among %d CPUs", levels, cpus)
	}
	clusters := make([]engine.Cluster, levels)
	next := 0
	for level := int(levels) - 1; level >= 0; level-- {
		count, err := kernel.Number(fmt.Sprintf("hw.perflevel%d.logicalcpu", level))
		if err != nil {
			return nil, fmt.Errorf("the CPUs of level %d could not be counted (%w)", level, err)
		}
		if count == 0 || int64(count) > int64(cpus-next) {
			return nil, errors.New("the CPUs of all levels do not add up")
		}
		name, _ := kernel.Text(fmt.Sprintf("hw.perflevel%d.name", level))
		clusters[level] = engine.Cluster{
			Kind: appleKind(name, level, int(levels)), Name: name,
			CPUs: consecutive(next, int(count)), Guessed: true,
		}
		next += int(count)
	}
	if next != cpus {
		return nil, errors.New("the CPUs of all levels do not add up")
	}
	return clusters, nil
}

// appleKind goes by rank, but never calls a level one for efficiency that the
// system itself calls "Performance" (as below "Super").
func appleKind(name string, level, levels int) string {
	switch {
	case level == 0:
		return performance
	case level == levels-1 && name != "Performance":
		return efficiency
	}
	return middle
}

func consecutive(first, count int) []int {
	numbers := make([]int, count)
	for i := range numbers {
		numbers[i] = first + i
	}
	return numbers
}
