//go:build !linux && !darwin

package sysmon

import (
	"context"
	"errors"
	"strings"

	"ep-benchmark/engine"

	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/host"
	"github.com/shirou/gopsutil/v4/mem"
)

func thisPlatform() platform { return otherHost{} }

// otherHost is a system that this program has no code for. It gets what
// gopsutil reports, and clusters and quotas stay unknown.
type otherHost struct{}

func (otherHost) describe(ctx context.Context, h *engine.Host) (warnings []string) {
	if cpus, err := cpu.InfoWithContext(ctx); err == nil && len(cpus) > 0 {
		h.CPUModel = strings.TrimSpace(cpus[0].ModelName)
	} else {
		warnings = append(warnings, unread("the CPU's model", err))
	}
	name, _, version, err := host.PlatformInformationWithContext(ctx)
	if err != nil {
		warnings = append(warnings, unread("the OS version", err))
	}
	h.OSVersion = strings.TrimSpace(name + " " + version)
	return warnings
}

// thisSource leaves out what was not verified on such systems: a counter that
// is mistaken for another would read as a measurement.
func thisSource() sampleSource {
	unknown := func() ([]transfer, error) { return nil, errors.ErrUnsupported }
	return sampleSource{
		cores: new(Cores).Read, ownCPU: OwnCPU, memory: memoryUsed,
		load:    func() (float64, error) { return 0, errors.ErrUnsupported },
		network: unknown, disks: unknown,
		vitals: func() vitals { return vitals{} },
	}
}

func memoryUsed() (uint64, error) {
	memory, err := mem.VirtualMemory()
	if err != nil {
		return 0, err
	}
	return memory.Used, nil
}
