package sysmon

import (
	"fmt"
	"testing"
	"testing/fstest"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// files makes a file tree of names and contents.
func files(contents map[string]string) fstest.MapFS {
	tree := fstest.MapFS{}
	for name, text := range contents {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

// withCapacities makes the tree of a machine whose CPUs have capacities.
func withCapacities(capacities ...string) fstest.MapFS {
	contents := map[string]string{"sys/devices/system/cpu/cpufreq/policy0": "", "sys/devices/system/cpu/cpu0x/cpu_capacity": "7"}
	for i, capacity := range capacities {
		contents[fmt.Sprintf("sys/devices/system/cpu/cpu%d/cpu_capacity", i)] = capacity
	}
	return files(contents)
}

func TestLinuxClusters(t *testing.T) {
	for _, test := range []struct {
		name string
		root fstest.MapFS
		want []engine.Cluster
		fail bool
	}{
		{name: "nothing said", root: files(nil)},
		{name: "plain server", root: withCapacities("1024\n", "1024\n", "1024\n", "1024\n")},
		{
			name: "hybrid laptop",
			root: files(map[string]string{"sys/devices/cpu_core/cpus": "0-11\n", "sys/devices/cpu_atom/cpus": "12-19\n"}),
			want: []engine.Cluster{
				{Kind: "P", Name: "cpu_core", CPUs: consecutive(0, 12)},
				{Kind: "E", Name: "cpu_atom", CPUs: consecutive(12, 8)},
			},
		},
		{
			name: "hybrid laptop with a third kind",
			root: files(map[string]string{"sys/devices/cpu_core/cpus": "0-1\n", "sys/devices/cpu_atom/cpus": "2-3\n", "sys/devices/cpu_lowpower/cpus": "4,5\n"}),
			want: []engine.Cluster{
				{Kind: "P", Name: "cpu_core", CPUs: []int{0, 1}},
				{Kind: "E", Name: "cpu_atom", CPUs: []int{2, 3}},
				{Kind: "E", Name: "cpu_lowpower", CPUs: []int{4, 5}},
			},
		},
		{name: "only one kind is on", root: files(map[string]string{"sys/devices/cpu_core/cpus": "0-11\n", "sys/devices/cpu_atom/cpus": "\n"})},
		{name: "broken list", root: files(map[string]string{"sys/devices/cpu_core/cpus": "0-11\n", "sys/devices/cpu_atom/cpus": "x"}), fail: true},
		{
			name: "big.LITTLE",
			root: withCapacities("446\n", "446\n", "1024\n", "1024\n"),
			want: []engine.Cluster{
				{Kind: "P", Name: "capacity 1024", CPUs: []int{2, 3}},
				{Kind: "E", Name: "capacity 446", CPUs: []int{0, 1}},
			},
		},
		{
			name: "three levels, more than ten CPUs",
			root: withCapacities("250", "250", "250", "250", "250", "250", "870", "870", "870", "870", "1024", "1024"),
			want: []engine.Cluster{
				{Kind: "P", Name: "capacity 1024", CPUs: []int{10, 11}},
				{Kind: "M", Name: "capacity 870", CPUs: []int{6, 7, 8, 9}},
				{Kind: "E", Name: "capacity 250", CPUs: []int{0, 1, 2, 3, 4, 5}},
			},
		},
		{name: "a ranking of cores", root: withCapacities("1024", "1020", "1016", "1012", "1008"), fail: true},
		{name: "broken capacity", root: withCapacities("1024", "fast"), fail: true},
		{name: "capacity of nothing", root: withCapacities("1024", "0"), fail: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := linuxClusters(test.root)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if (err != nil) != test.fail {
				t.Errorf("error: %v", err)
			}
		})
	}
}

func TestCPUList(t *testing.T) {
	for _, test := range []struct {
		text string
		want []int
		fail bool
	}{
		{text: "\n"},
		{text: "3\n", want: []int{3}},
		{text: "0-2,8,10-11\n", want: []int{0, 1, 2, 8, 10, 11}},
		{text: "2-1", fail: true},
		{text: "-1", fail: true},
		{text: "1,,2", fail: true},
		{text: "0-4000000000", fail: true},
		{text: "0-99999999999999999999", fail: true},
	} {
		got, err := cpuList(test.text)
		if diff := cmp.Diff(test.want, got); diff != "" || (err != nil) != test.fail {
			t.Errorf("%q: %v %s", test.text, err, diff)
		}
	}
}

func TestBrokenFilesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9 ,:/.\-amx\n]{0,60}`))
		root := files(map[string]string{
			"sys/devices/cpu_core/cpus":                text.Draw(t, "core"),
			"sys/devices/cpu_atom/cpus":                text.Draw(t, "atom"),
			"sys/devices/system/cpu/cpu0/cpu_capacity": text.Draw(t, "capacity"),
			"etc/os-release":                           "NAME=" + text.Draw(t, "os"),
			"proc/cpuinfo":                             "flags :" + text.Draw(t, "flags"),
			"proc/self/cgroup":                         "0::" + text.Draw(t, "cgroup"),
			"proc/self/mountinfo":                      "1 1 0:1 " + text.Draw(t, "root") + " /c rw - cgroup2 x rw",
			"c/cpu.max":                                text.Draw(t, "max"),
		})
		l := linuxHost{root: root, cpuModels: noModels, virtualisation: bareMetal}
		var h engine.Host
		l.describe(t.Context(), &h)
		if !(h.CPUQuota >= 0) {
			t.Fatalf("quota %v", h.CPUQuota)
		}
	})
}

func TestPartition(t *testing.T) {
	of := func(sets ...[]int) (clusters []engine.Cluster) {
		for _, cpus := range sets {
			clusters = append(clusters, engine.Cluster{CPUs: cpus})
		}
		return clusters
	}
	for _, test := range []struct {
		clusters []engine.Cluster
		want     bool
	}{
		{of([]int{0, 1}, []int{2, 3}), true},
		{of([]int{0, 1}, []int{2}), false},
		{of([]int{0, 1}, []int{1, 2, 3}), false},
		{of([]int{0, 1}, []int{3, 4}), false},
		{of([]int{0, 1}, []int{-1, 2, 3}), false},
	} {
		if got := partition(test.clusters, 4); got != test.want {
			t.Errorf("%v: %v", test.clusters, got)
		}
	}
}
