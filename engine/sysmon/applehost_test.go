package sysmon

import (
	"ep-benchmark/engine"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fakeKernel answers by name; numbers are held as numbers.
type fakeKernel map[string]any

func (k fakeKernel) Text(name string) (string, error) {
	if text, ok := k[name].(string); ok {
		return text, nil
	}
	return "", fmt.Errorf("unknown oid %q", name)
}

func (k fakeKernel) Number(name string) (uint32, error) {
	if number, ok := k[name].(int); ok {
		return uint32(number), nil
	}
	return 0, fmt.Errorf("unknown oid %q", name)
}

// levels describes the kinds of core, fastest first.
func levels(kinds ...any) fakeKernel {
	kernel := fakeKernel{"hw.nperflevels": len(kinds) / 2}
	for i := 0; i < len(kinds); i += 2 {
		kernel[fmt.Sprintf("hw.perflevel%d.name", i/2)] = kinds[i]
		kernel[fmt.Sprintf("hw.perflevel%d.logicalcpu", i/2)] = kinds[i+1]
	}
	return kernel
}

func TestAppleClusters(t *testing.T) {
	for _, test := range []struct {
		name   string
		kernel fakeKernel
		cpus   int
		want   []engine.Cluster
		fail   bool
	}{
		{
			name: "M3 Max", kernel: levels("Performance", 12, "Efficiency", 4), cpus: 16,
			want: []engine.Cluster{
				{Kind: "P", Name: "Performance", CPUs: consecutive(4, 12), Guessed: true},
				{Kind: "E", Name: "Efficiency", CPUs: consecutive(0, 4), Guessed: true},
			},
		},
		{
			name: "slower cores that are not efficient ones", kernel: levels("Super", 6, "Performance", 12), cpus: 18,
			want: []engine.Cluster{
				{Kind: "P", Name: "Super", CPUs: consecutive(12, 6), Guessed: true},
				{Kind: "M", Name: "Performance", CPUs: consecutive(0, 12), Guessed: true},
			},
		},
		{
			name: "three levels, one without a name", kernel: levels("Super", 2, "Performance", 4, nil, 2), cpus: 8,
			want: []engine.Cluster{
				{Kind: "P", Name: "Super", CPUs: []int{6, 7}, Guessed: true},
				{Kind: "M", Name: "Performance", CPUs: []int{2, 3, 4, 5}, Guessed: true},
				{Kind: "E", CPUs: []int{0, 1}, Guessed: true},
			},
		},
		{name: "Intel", kernel: fakeKernel{}, cpus: 8},
		{name: "one level", kernel: levels("Standard", 4), cpus: 4},
		{name: "too few", kernel: levels("Performance", 10, "Efficiency", 4), cpus: 16, fail: true},
		{name: "too many", kernel: levels("Performance", 4_000_000_000, "Efficiency", 4), cpus: 16, fail: true},
		{name: "none at all", kernel: levels("Performance", 16, "Efficiency", 0), cpus: 16, fail: true},
		{name: "uncounted", kernel: levels("Performance", 16, "Efficiency", nil), cpus: 16, fail: true},
		{name: "absurd", kernel: fakeKernel{"hw.nperflevels": 1 << 31}, cpus: 16, fail: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := appleClusters(test.kernel, test.cpus)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if (err != nil) != test.fail {
				t.Errorf("error: %v", err)
			}
		})
	}
}

func TestAppleHost(t *testing.T) {
	kernel := levels("Performance", 12, "Efficiency", 4)
	kernel["machdep.cpu.brand_string"] = "Apple M3 Max"
	kernel["hw.model"] = "Mac15,9"
	kernel["kern.osproductversion"] = "15.1"
	kernel["kern.hv_vmm_present"] = 0
	got := engine.Host{LogicalCPUs: 16}
	warnings := appleHost{kernel}.describe(t.Context(), &got)
	if len(warnings) > 0 {
		t.Errorf("warnings: %q", warnings)
	}
	want := engine.Host{
		Model: "Mac15,9", CPUModel: "Apple M3 Max", OSVersion: "macOS 15.1",
		LogicalCPUs: 16, Clusters: got.Clusters,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for core, kind := range map[int]string{0: "E", 3: "E", 4: "P", 15: "P", 16: ""} {
		if got.KindOf(core) != kind {
			t.Errorf("core %d is %q, want %q", core, got.KindOf(core), kind)
		}
	}
}

func TestAppleHostThatTellsNothing(t *testing.T) {
	kernel := fakeKernel{"kern.hv_vmm_present": 1, "hw.nperflevels": 2}
	got := engine.Host{LogicalCPUs: 4}
	warnings := appleHost{kernel}.describe(t.Context(), &got)
	if diff := cmp.Diff(engine.Host{LogicalCPUs: 4, Virtualisation: "virtual machine"}, got); diff != "" {
		t.Error(diff)
	}
	for i, word := range []string{"CPU's model", "machine's model", "OS version", "kinds of core"} {
		if i >= len(warnings) || !strings.Contains(warnings[i], word) {
			t.Errorf("no warning about %s: %q", word, warnings)
		}
	}
}
