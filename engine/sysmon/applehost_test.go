package sysmon

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
)

// fakeKernel answers by name; numbers are stored as numbers.
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

// printed is a registry that prints a text.
func printed(text string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return text, nil }
}

func unprinted(context.Context) (string, error) { return "", errBroken }

// supplied is a Mac whose power comes from a source, in the system's words.
func supplied(providing string) func() (appleSupplies, error) {
	return func() (appleSupplies, error) { return appleSupplies{providing: providing}, nil }
}

func unsupplied() (appleSupplies, error) { return appleSupplies{}, errBroken }

func TestAppleClusters(t *testing.T) {
	m3Max := levels("Performance", 12, "Efficiency", 4)
	for _, test := range []struct {
		name     string
		kernel   fakeKernel
		registry func(context.Context) (string, error)
		cpus     int
		want     []engine.Cluster
		warning  string // a part of it
	}{
		{
			name: "M3 Max", kernel: m3Max, registry: printed(registryOf(lettersM3Max, "logical physical")), cpus: 16,
			want: []engine.Cluster{
				{Kind: "P", Name: "Performance", CPUs: consecutive(4, 12)},
				{Kind: "E", Name: "Efficiency", CPUs: consecutive(0, 4)},
			},
		},
		{
			name: "two chips in one", kernel: levels("Performance", 4, "Efficiency", 4), registry: printed(registryOf("EEPPEEPP", "logical")), cpus: 8,
			want: []engine.Cluster{
				{Kind: "P", Name: "Performance", CPUs: []int{2, 3, 6, 7}},
				{Kind: "E", Name: "Efficiency", CPUs: []int{0, 1, 4, 5}},
			},
		},
		{
			name: "slower cores that are not efficient ones", kernel: levels("Super", 2, "Performance", 4), registry: printed(registryOf("MMPPMM", "logical")), cpus: 6,
			want: []engine.Cluster{
				{Kind: "P", Name: "Super", CPUs: []int{2, 3}},
				{Kind: "M", Name: "Performance", CPUs: []int{0, 1, 4, 5}},
			},
		},
		{name: "Intel", kernel: fakeKernel{}, registry: unprinted, cpus: 8},
		{name: "one level", kernel: levels("Standard", 4), registry: unprinted, cpus: 4},

		{name: "no registry", kernel: m3Max, registry: unprinted, cpus: 16, want: guessedM3Max, warning: "is a guess: the I/O registry could not be read (broken)"},
		{name: "an empty registry", kernel: m3Max, registry: printed(""), cpus: 16, want: guessedM3Max, warning: "is not understood: no CPU has a cluster type"},
		{name: "a registry of other numbers", kernel: m3Max, registry: printed(registryOf("EEEEEEPPPPPPPPPP", "logical")), cpus: 16, want: guessedM3Max, warning: "counts 12 CPUs of kind P, the I/O registry 10"},
		{name: "a registry of other indices", kernel: m3Max, registry: printed(strings.ReplaceAll(registryOf(lettersM3Max, "logical"), "logical-cpu-id\" = 0", "logical-cpu-id\" = 16")), cpus: 16, want: guessedM3Max, warning: "not those from 0 to 15"},
		{name: "a registry of other kinds", kernel: m3Max, registry: printed(registryOf("MMMMPPPPPPPPPPPP", "logical")), cpus: 16, want: guessedM3Max, warning: "counts 4 CPUs of kind E, the I/O registry 0"},
		{
			name: "a guess at three levels, one without a name", kernel: levels("Super", 2, "Performance", 4, nil, 2), registry: unprinted, cpus: 8,
			want: []engine.Cluster{
				{Kind: "P", Name: "Super", CPUs: []int{6, 7}, Guessed: true},
				{Kind: "M", Name: "Performance", CPUs: []int{2, 3, 4, 5}, Guessed: true},
				{Kind: "E", CPUs: []int{0, 1}, Guessed: true},
			},
			warning: "is a guess",
		},

		{name: "too few", kernel: levels("Performance", 10, "Efficiency", 4), cpus: 16, warning: "left out"},
		{name: "too many", kernel: levels("Performance", 4_000_000_000, "Efficiency", 4), cpus: 16, warning: "left out"},
		{name: "none at all", kernel: levels("Performance", 16, "Efficiency", 0), cpus: 16, warning: "left out"},
		{name: "uncounted", kernel: levels("Performance", 16, "Efficiency", nil), cpus: 16, warning: "left out"},
		{name: "absurd", kernel: fakeKernel{"hw.nperflevels": 1 << 31}, cpus: 16, warning: "left out"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, warning := appleHost{test.kernel, test.registry, unsupplied}.clusters(t.Context(), test.cpus)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if (warning == "") != (test.warning == "") || !strings.Contains(warning, test.warning) {
				t.Errorf("warning: %q", warning)
			}
		})
	}
}

// guessedM3Max is an M3 Max whose registry can't be used.
var guessedM3Max = []engine.Cluster{
	{Kind: "P", Name: "Performance", CPUs: consecutive(4, 12), Guessed: true},
	{Kind: "E", Name: "Efficiency", CPUs: consecutive(0, 4), Guessed: true},
}

func TestAppleHost(t *testing.T) {
	kernel := levels("Performance", 12, "Efficiency", 4)
	kernel["machdep.cpu.brand_string"] = "Apple M3 Max"
	kernel["hw.model"] = "Mac15,9"
	kernel["kern.osproductversion"] = "15.1"
	kernel["kern.hv_vmm_present"] = 0
	got := engine.Host{LogicalCPUs: 16}
	warnings := appleHost{kernel, printed(registryOf(lettersM3Max, "logical")), supplied("Battery Power")}.describe(t.Context(), &got)
	if len(warnings) > 0 {
		t.Errorf("warnings: %q", warnings)
	}
	want := engine.Host{
		Model: "Mac15,9", CPUModel: "Apple M3 Max", OSVersion: "macOS 15.1", Power: "battery",
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
	warnings := appleHost{kernel, unprinted, unsupplied}.describe(t.Context(), &got)
	if diff := cmp.Diff(engine.Host{LogicalCPUs: 4, Virtualisation: "virtual machine"}, got); diff != "" {
		t.Error(diff)
	}
	for i, word := range []string{"CPU's model", "machine's model", "OS version", "kinds of core"} {
		if i >= len(warnings) || !strings.Contains(warnings[i], word) {
			t.Errorf("no warning about %s: %q", word, warnings)
		}
	}
}
