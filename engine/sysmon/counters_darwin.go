package sysmon

import (
	"context"
	"errors"
	"os/exec"
	"time"
)

// thisCounters has neither pressure nor quotas, which macOS does not have.
// macOS does not report to guests the time that a hypervisor steals.
func thisCounters() counterSource {
	libraries := &darwinLibraries{}
	slow := appleSpeed{pressure: libraries.pressure, limit: (&darwinSpeed{libraries: libraries}).limit}
	if appleGuest(darwinKernel{}) {
		slow.pressure = func() (uint64, error) { return 0, errors.ErrUnsupported }
	}
	return counterSource{
		fill: coreCounters(new(Cores).Read), slow: slow.read,
		ownCPU: OwnCPU, process: ProcessCPU,
	}
}

func thisSettings(ctx context.Context) Settings {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	pmset := exec.CommandContext(ctx, "/usr/bin/pmset", "-g")
	pmset.Env = []string{} // it needs nothing of ours
	pmset.WaitDelay = 100 * time.Millisecond
	text, err := pmset.Output()
	if err != nil {
		return Settings{}
	}
	return Settings{LowPower: appleLowPower(string(text))}
}
