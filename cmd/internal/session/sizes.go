package session

import (
	"context"
	"maps"
	"slices"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads"
)

// bindSizes gives the run an instance for each size of a sweep over sizes. The
// largest stands for the workload. Such a sweep has one workload.
func (s *Session) bindSizes(run *runner.Runner, names []string) error {
	o := s.Order
	if s.sized == nil {
		s.sized = map[int]engine.Workload{}
	}
	run.Variants = map[string][]engine.Workload{}
	for i := range o.Entries {
		entry := &o.Entries[i]
		if len(names) > 0 && !slices.Contains(names, entry.Name) {
			continue
		}
		for _, v := range o.Plan.Variants {
			workload, err := s.ofSize(entry, v.Size)
			if err != nil {
				return err
			}
			run.Variants[v.Name] = append(run.Variants[v.Name], workload)
		}
		largest, err := s.ofSize(entry, o.Environment.Sizes[o.SweptSize])
		if err != nil {
			return err
		}
		run.Workloads = append(run.Workloads, largest)
	}
	return nil
}

// ofSize is the instance of a size. A session builds each once, since a large one
// takes long.
func (s *Session) ofSize(entry *workloads.Entry, size int) (engine.Workload, error) {
	if known := s.sized[size]; known != nil {
		return known, nil
	}
	environment := s.Order.Environment
	environment.Sizes = maps.Clone(environment.Sizes)
	environment.Sizes[s.Order.SweptSize] = size
	workload, err := entry.Build(environment)
	if err == nil {
		s.sized[size] = workload
	}
	return workload, err
}

// sizesFit checks that all sizes of a sweep fit into half of the machine's memory
// together, before any of them is built. Where the memory is not known, they do.
func sizesFit(ctx context.Context, o *order.Order) error {
	if o.SweptSize == "" {
		return nil
	}
	host, _ := sysmon.Identify(ctx)
	return fitInto(host.MemoryBytes, o)
}

func fitInto(memory uint64, o *order.Order) error {
	taken := uint64(0)
	for _, size := range o.Entries[0].Sizes {
		if size.Name != o.SweptSize {
			continue
		}
		for i := 0; i < len(o.Plan.Variants); i += 2 { // both legs of a size have one instance
			taken += uint64(size.Bytes) * uint64(o.Plan.Variants[i].Size)
		}
	}
	if memory == 0 || taken <= memory/2 {
		return nil
	}
	return cli.Usagef("--%s: all sizes together take %s, and half of this machine's memory is %s: expected fewer or smaller ones", o.SweptSize, units.Bytes(taken), units.Bytes(memory/2))
}
