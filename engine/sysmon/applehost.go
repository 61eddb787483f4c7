package sysmon

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ep-benchmark/engine"
)

// sysctl asks a BSD kernel for one of its variables by name.
type sysctl interface {
	Text(name string) (string, error)
	Number(name string) (uint32, error)
}

// appleHost asks macOS.
type appleHost struct {
	kernel sysctl
	// registry prints the CPUs of the I/O registry; it may take a while.
	registry func(ctx context.Context) (string, error)
	supplies func() (appleSupplies, error) // of power
}

func (a appleHost) describe(ctx context.Context, h *engine.Host) (warnings []string) {
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
	if appleGuest(a.kernel) {
		h.Virtualisation = virtualMachine
	}
	clusters, warning := a.clusters(ctx, h.LogicalCPUs)
	if warning != "" {
		warnings = append(warnings, warning)
	}
	h.Clusters = clusters
	if supplies, err := a.supplies(); err == nil {
		h.Power = applePower(supplies.providing)
	}
	return warnings
}

// appleGuest tells whether this macOS runs in a virtual machine.
func appleGuest(kernel sysctl) bool {
	guest, err := kernel.Number("kern.hv_vmm_present")
	return err == nil && guest == 1
}

// clusters returns the kinds of core, fastest first; nil where all are alike
// (Intel) or the system is too old to report them.
//
// The kernel reports how many CPUs each level has, but not which. The I/O
// registry reports which. Where it does not, or has other numbers, the order is
// a guess, and marked as one.
func (a appleHost) clusters(ctx context.Context, cpus int) (_ []engine.Cluster, warning string) {
	levels, err := appleLevels(a.kernel, cpus)
	if err != nil {
		return nil, "the kinds of core are left out: " + err.Error()
	}
	if levels == nil {
		return nil, ""
	}
	clusters, err := a.registered(ctx, levels, cpus)
	if err != nil {
		return guessed(levels), "which core is of which kind is a guess: " + err.Error()
	}
	return clusters, ""
}

// appleLevel is a kind of core, as the kernel counts it.
type appleLevel struct {
	kind, name string
	cpus       int
}

// appleLevels returns the levels, fastest first.
func appleLevels(kernel sysctl, cpus int) ([]appleLevel, error) {
	count, err := kernel.Number("hw.nperflevels")
	if err != nil || count < 2 {
		return nil, nil
	}
	if int64(count) > int64(cpus) {
		return nil, fmt.Errorf("the system reports %d kinds of core among %d CPUs", count, cpus)
	}
	levels := make([]appleLevel, count)
	left := int64(cpus)
	for i := range levels {
		number, err := kernel.Number(fmt.Sprintf("hw.perflevel%d.logicalcpu", i))
		if err != nil {
			return nil, fmt.Errorf("the CPUs of level %d could not be counted (%w)", i, err)
		}
		left -= int64(number)
		if number == 0 || left < 0 {
			return nil, errors.New("the CPUs of all levels do not add up")
		}
		name, _ := kernel.Text(fmt.Sprintf("hw.perflevel%d.name", i))
		levels[i] = appleLevel{kind: appleKind(name, i, len(levels)), name: name, cpus: int(number)}
	}
	if left != 0 {
		return nil, errors.New("the CPUs of all levels do not add up")
	}
	return levels, nil
}

// appleKind goes by rank. But a level that the system itself calls
// "Performance" (as below "Super") is never one for efficiency.
func appleKind(name string, level, levels int) string {
	switch {
	case level == 0:
		return performance
	case level == levels-1 && name != "Performance":
		return efficiency
	}
	return middle
}

// registered matches the registry's cluster types with the levels. Both use the
// same kinds, so it is an error where a level finds no type of its kind and
// number.
func (a appleHost) registered(ctx context.Context, levels []appleLevel, cpus int) ([]engine.Cluster, error) {
	text, err := a.registry(ctx)
	if err != nil {
		return nil, fmt.Errorf("the I/O registry could not be read (%w)", err)
	}
	kinds, err := registryKinds(text)
	if err != nil {
		return nil, fmt.Errorf("the I/O registry is not understood: %w", err)
	}
	clusters := make([]engine.Cluster, len(levels))
	for i, level := range levels {
		if found := len(kinds[level.kind]); found != level.cpus {
			return nil, fmt.Errorf("the kernel counts %d CPUs of kind %s, the I/O registry %d", level.cpus, level.kind, found)
		}
		clusters[i] = engine.Cluster{Kind: level.kind, Name: level.name, CPUs: kinds[level.kind]}
	}
	if !partition(clusters, cpus) {
		return nil, fmt.Errorf("the I/O registry's CPUs are not those from 0 to %d", cpus-1)
	}
	return clusters, nil
}

// guessed takes the slowest level for the one with the lowest indices, as on
// most Macs.
func guessed(levels []appleLevel) []engine.Cluster {
	clusters := make([]engine.Cluster, len(levels))
	next := 0
	for i := len(levels) - 1; i >= 0; i-- {
		level := levels[i]
		clusters[i] = engine.Cluster{
			Kind: level.kind, Name: level.name,
			CPUs: consecutive(next, level.cpus), Guessed: true,
		}
		next += level.cpus
	}
	return clusters
}

func consecutive(first, count int) []int {
	numbers := make([]int, count)
	for i := range numbers {
		numbers[i] = first + i
	}
	return numbers
}
