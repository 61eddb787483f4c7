package sysmon

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/engine"
)

// linuxClusters returns the kinds of core, fastest first; nil where all are
// alike or the kernel says nothing.
func linuxClusters(root fs.FS) ([]engine.Cluster, error) {
	clusters, err := hybridClusters(root)
	if err != nil || clusters != nil {
		return clusters, err
	}
	return capacityClusters(root)
}

// hybridClusters goes by the performance counters of Intel's hybrid chips: each
// kind of core has a unit of its own, which lists its CPUs.
func hybridClusters(root fs.FS) ([]engine.Cluster, error) {
	var clusters []engine.Cluster
	for _, unit := range []struct{ name, kind string }{
		{"cpu_core", performance},
		{"cpu_atom", efficiency},
		{"cpu_lowpower", efficiency}, // the slower of two efficient kinds
	} {
		text, err := fs.ReadFile(root, "sys/devices/"+unit.name+"/cpus")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		cpus, err := cpuList(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", unit.name, err)
		}
		if len(cpus) > 0 {
			clusters = append(clusters, engine.Cluster{Kind: unit.kind, Name: unit.name, CPUs: cpus})
		}
	}
	if len(clusters) < 2 {
		return nil, nil
	}
	return clusters, nil
}

// mostLevels bounds how many capacities are taken for kinds of core. Where
// there are more, the kernel ranks single cores by their turbo frequency.
const mostLevels = 4

// capacityClusters goes by the relative capacity (at most 1024) that the
// kernel gives each CPU for scheduling, as on ARM's big.LITTLE.
func capacityClusters(root fs.FS) ([]engine.Cluster, error) {
	byCapacity, err := capacities(root)
	if err != nil || len(byCapacity) < 2 {
		return nil, err
	}
	if len(byCapacity) > mostLevels {
		return nil, fmt.Errorf("the CPUs have %d different capacities, too many to be kinds of core", len(byCapacity))
	}
	levels := slices.Sorted(maps.Keys(byCapacity))
	slices.Reverse(levels)
	clusters := make([]engine.Cluster, len(levels))
	for i, capacity := range levels {
		cpus := byCapacity[capacity]
		slices.Sort(cpus)
		clusters[i] = engine.Cluster{Kind: middle, Name: fmt.Sprintf("capacity %d", capacity), CPUs: cpus}
	}
	clusters[0].Kind = performance
	clusters[len(clusters)-1].Kind = efficiency
	return clusters, nil
}

// capacities lists the CPUs of each capacity.
func capacities(root fs.FS) (map[int][]int, error) {
	names, err := fs.Glob(root, "sys/devices/system/cpu/cpu[0-9]*/cpu_capacity")
	if err != nil {
		return nil, err
	}
	byCapacity := map[int][]int{}
	for _, name := range names {
		index, err := strconv.Atoi(strings.TrimPrefix(path.Base(path.Dir(name)), "cpu"))
		if err != nil {
			continue // some other directory
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, err
		}
		capacity, err := strconv.Atoi(strings.TrimSpace(string(text)))
		if err != nil || capacity <= 0 {
			return nil, fmt.Errorf("the capacity of CPU %d is not a number above zero: %.20q", index, text)
		}
		byCapacity[capacity] = append(byCapacity[capacity], index)
	}
	return byCapacity, nil
}

// mostCPUs is far above what Linux can be built for (8192). A list beyond it is
// broken.
const mostCPUs = 1 << 16

// cpuList reads the kernel's list format: "0-3,8,10-11".
func cpuList(text string) ([]int, error) {
	var cpus []int
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		low, high, isRange := strings.Cut(strings.TrimSpace(part), "-")
		if !isRange {
			high = low
		}
		first, err1 := strconv.Atoi(low)
		last, err2 := strconv.Atoi(high)
		if err1 != nil || err2 != nil || first < 0 || last < first || last >= mostCPUs || len(cpus) > mostCPUs {
			return nil, fmt.Errorf("not a list of CPUs: %.40q", text)
		}
		for c := first; c <= last; c++ {
			cpus = append(cpus, c)
		}
	}
	return cpus, nil
}
