package sysmon

import (
	"context"
	"os"

	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/host"
)

func thisPlatform() platform {
	return linuxHost{
		root:           os.DirFS("/"),
		cpuModels:      cpuModels,
		virtualisation: host.VirtualizationWithContext,
	}
}

func thisSource() sampleSource {
	root := os.DirFS("/")
	counters := newLinuxCounters(root)
	return sampleSource{
		cores: new(Cores).Read, ownCPU: OwnCPU,
		memory: counters.memory, load: counters.load,
		network: counters.network, disks: counters.disks,
		vitals: (&linuxVitals{root: root}).read,
	}
}

func cpuModels(ctx context.Context) ([]string, error) {
	cpus, err := cpu.InfoWithContext(ctx)
	if err != nil {
		return nil, err
	}
	models := make([]string, len(cpus))
	for i := range cpus {
		models[i] = cpus[i].ModelName
	}
	return models, nil
}
