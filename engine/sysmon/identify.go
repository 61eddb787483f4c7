package sysmon

import (
	"context"
	"fmt"
	"runtime"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"

	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/host"
	"github.com/shirou/gopsutil/v4/mem"
)

// Identify describes the machine that this process runs on. It never fails:
// what can't be read stays empty in the host, and where that matters a
// warning says so in plain words. It takes some milliseconds, so it is called
// once, before anything is measured.
func Identify(ctx context.Context) (engine.Host, []string) {
	return identify(ctx, thisCensus(), thisPlatform())
}

// A platform fills in what each system reports in its own way: models, OS
// version, clusters, virtualisation, quota, governor, source of power.
// LogicalCPUs is filled in already.
type platform interface {
	describe(ctx context.Context, h *engine.Host) (warnings []string)
}

// census is what all systems report in the same way.
type census struct {
	cpus   func(ctx context.Context, logical bool) (int, error)
	usable func() int // CPUs that this process may run on
	cores  func() ([]engine.CoreTime, error)
	memory func(ctx context.Context) (uint64, error) // bytes
	kernel func(ctx context.Context) (string, error)
}

func thisCensus() census {
	return census{
		cpus:   cpu.CountsWithContext,
		usable: runtime.NumCPU,
		cores:  new(Cores).Read,
		memory: memoryTotal,
		kernel: host.KernelVersionWithContext,
	}
}

func memoryTotal(ctx context.Context) (uint64, error) {
	memory, err := mem.VirtualMemoryWithContext(ctx)
	if err != nil {
		return 0, err
	}
	return memory.Total, nil
}

func identify(ctx context.Context, c census, p platform) (engine.Host, []string) {
	h := engine.Host{
		OS: runtime.GOOS, Arch: runtime.GOARCH,
		GoVersion: runtime.Version(), GOMAXPROCS: runtime.GOMAXPROCS(0),
		RaceBuild: racebuild.Enabled,
	}
	warnings := c.count(ctx, &h)
	warnings = append(warnings, p.describe(ctx, &h)...)
	warnings = append(warnings, c.checkCores(&h)...)
	return h, warnings
}

// count fills in what can be counted.
func (c census) count(ctx context.Context, h *engine.Host) (warnings []string) {
	var err error
	if h.LogicalCPUs, err = c.cpus(ctx, true); err != nil || h.LogicalCPUs < 1 {
		h.LogicalCPUs = c.usable()
		warnings = append(warnings, fmt.Sprintf(
			"the number of logical CPUs could not be read%s: taken as the %d that this process may use", because(err), h.LogicalCPUs))
	}
	if usable := c.usable(); usable < h.LogicalCPUs {
		h.UsableCPUs = usable
		warnings = append(warnings, fmt.Sprintf(
			"this process may run on %d of the %d logical CPUs only", usable, h.LogicalCPUs))
	}
	if physical, err := c.cpus(ctx, false); err == nil {
		h.PhysicalCPUs = max(0, physical)
	}
	if h.MemoryBytes, err = c.memory(ctx); err != nil {
		warnings = append(warnings, unread("the size of the memory", err))
	}
	if h.Kernel, err = c.kernel(ctx); err != nil {
		warnings = append(warnings, unread("the kernel's release", err))
	}
	return warnings
}

// checkCores drops clusters that don't match the cores as they are sampled: a
// wrong mapping is worse than none.
func (c census) checkCores(h *engine.Host) (warnings []string) {
	times, err := c.cores()
	if err != nil {
		warnings = append(warnings, "how busy the cores are will not be shown: "+err.Error())
	}
	sampled := len(times)
	if err != nil {
		sampled = h.LogicalCPUs
	}
	switch {
	case len(h.Clusters) == 0:
	case sampled != h.LogicalCPUs:
		h.Clusters = nil
		warnings = append(warnings, fmt.Sprintf(
			"the kinds of core are left out: %d cores are sampled, but there are %d logical CPUs", sampled, h.LogicalCPUs))
	case !partition(h.Clusters, h.LogicalCPUs):
		h.Clusters = nil
		warnings = append(warnings, fmt.Sprintf(
			"the kinds of core are left out: those that the system names are not the %d logical CPUs", h.LogicalCPUs))
	}
	return warnings
}

// unread is the warning that something could not be read.
func unread(what string, err error) string {
	return what + " could not be read" + because(err)
}

func because(err error) string {
	if err == nil {
		return ""
	}
	return " (" + err.Error() + ")"
}
