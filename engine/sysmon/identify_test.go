package sysmon

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
)

// described is a platform that reports what a test gives it.
type described struct{ clusters []engine.Cluster }

func (d described) describe(_ context.Context, h *engine.Host) []string {
	h.Clusters = d.clusters
	return nil
}

// censusOf counts a machine without problems.
func censusOf(cpus int) census {
	return census{
		cpus: func(_ context.Context, logical bool) (int, error) {
			if logical {
				return cpus, nil
			}
			return cpus / 2, nil
		},
		usable: func() int { return cpus },
		cores:  func() ([]engine.CoreTime, error) { return make([]engine.CoreTime, cpus), nil },
		memory: func(context.Context) (uint64, error) { return 1 << 34, nil },
		kernel: func(context.Context) (string, error) { return "6.1.0", nil },
	}
}

func TestIdentify(t *testing.T) {
	twoKinds := []engine.Cluster{{Kind: "P", CPUs: []int{0, 1}}, {Kind: "E", CPUs: []int{2, 3}}}
	for _, test := range []struct {
		name     string
		cpus     int
		change   func(*census)
		clusters bool   // whether they survive
		warning  string // a part of the only one
	}{
		{name: "all is well", cpus: 4, clusters: true},
		{name: "clusters of another machine", cpus: 6, warning: "the kinds of core are left out"},
		{
			name: "other cores are sampled", cpus: 4, warning: "3 cores are sampled",
			change: func(c *census) {
				c.cores = func() ([]engine.CoreTime, error) { return make([]engine.CoreTime, 3), nil }
			},
		},
		{
			name: "cores can't be sampled", cpus: 4, clusters: true, warning: "how busy the cores are",
			change: func(c *census) {
				c.cores = func() ([]engine.CoreTime, error) { return nil, errBroken }
			},
		},
		{
			name: "bound to one CPU", cpus: 4, clusters: true, warning: "1 of the 4 logical CPUs",
			change: func(c *census) { c.usable = func() int { return 1 } },
		},
		{
			name: "no memory", cpus: 4, clusters: true, warning: "the size of the memory could not be read (broken)",
			change: func(c *census) {
				c.memory = func(context.Context) (uint64, error) { return 0, errBroken }
			},
		},
		{
			name: "no kernel", cpus: 4, clusters: true, warning: "the kernel's release",
			change: func(c *census) {
				c.kernel = func(context.Context) (string, error) { return "", errBroken }
			},
		},
		{
			name: "CPUs can't be counted", cpus: 4, clusters: true, warning: "the number of logical CPUs",
			change: func(c *census) {
				c.cpus = func(context.Context, bool) (int, error) { return 0, nil }
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := censusOf(test.cpus)
			if test.change != nil {
				test.change(&c)
			}
			h, warnings := identify(t.Context(), c, described{twoKinds})
			if h.LogicalCPUs != test.cpus || (len(h.Clusters) > 0) != test.clusters {
				t.Errorf("host: %+v", h)
			}
			if all := strings.Join(warnings, "\n"); !strings.Contains(all, test.warning) || strings.Contains(all, "\n") || (test.warning == "") != (all == "") {
				t.Errorf("warnings: %q", warnings)
			}
		})
	}
}

func TestIdentifyHere(t *testing.T) {
	h, warnings := Identify(t.Context())
	t.Logf("%+v\nwarnings: %q", h, warnings)
	if h.OS != runtime.GOOS || h.Arch != runtime.GOARCH || h.GoVersion != runtime.Version() || h.GOMAXPROCS < 1 {
		t.Errorf("what the runtime knows is wrong: %+v", h)
	}
	if h.LogicalCPUs < 1 || h.PhysicalCPUs > h.LogicalCPUs || h.CPUs() > h.LogicalCPUs {
		t.Errorf("CPUs: %+v", h)
	}
	if h.CPUModel == "" || h.OSVersion == "" || h.Kernel == "" {
		t.Errorf("identity: %+v", h)
	}
	if h.MemoryBytes < 1<<26 || !(h.CPUQuota >= 0) || h.RaceBuild != racebuild.Enabled {
		t.Errorf("size: %+v", h)
	}
}

func BenchmarkIdentify(b *testing.B) {
	for b.Loop() {
		Identify(b.Context())
	}
}
