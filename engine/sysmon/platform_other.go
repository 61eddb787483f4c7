//go:build !linux && !darwin

package sysmon

import (
	"context"
	"ep-benchmark/engine"
	"strings"

	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/host"
)

func thisPlatform() platform { return otherHost{} }

// otherHost is a system that nobody has looked at closely: it gets what
// gopsutil knows, and clusters and quotas stay unknown.
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
