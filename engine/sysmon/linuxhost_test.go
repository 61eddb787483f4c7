package sysmon

import (
	"context"
	"strings"
	"testing"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
)

func noModels(context.Context) ([]string, error)           { return nil, errBroken }
func bareMetal(context.Context) (string, string, error)    { return "", "", nil }
func noVirtuality(context.Context) (string, string, error) { return "kvm", "guest", errBroken }

func models(names ...string) func(context.Context) ([]string, error) {
	return func(context.Context) ([]string, error) { return names, nil }
}

func TestLinuxHost(t *testing.T) {
	l := linuxHost{
		root: files(map[string]string{
			"etc/os-release":                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\n# VERSION_ID=\"11\"\nVERSION_ID=\"12\"\n",
			"sys/class/dmi/id/product_name": "PowerEdge R650\n",
			"proc/cpuinfo":                  "processor : 0\nflags\t\t: fpu sse2\n",
			"proc/self/cgroup":              "0::/app\n",
			"proc/self/mountinfo":           unifiedMount,
			"sys/fs/cgroup/app/cpu.max":     "200000 100000\n",
			"sys/devices/cpu_core/cpus":     "0-11\n",
			"sys/devices/cpu_atom/cpus":     "12-19\n",

			"sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave\n",
			"sys/class/power_supply/AC/type":                       "Mains\n",
			"sys/class/power_supply/AC/online":                     "1\n",
		}),
		cpuModels:      models("12th Gen  Intel", "12th Gen Intel ", ""),
		virtualisation: bareMetal,
	}
	var got engine.Host
	warnings := l.describe(t.Context(), &got)
	if len(warnings) > 0 {
		t.Errorf("warnings: %q", warnings)
	}
	want := engine.Host{
		Model: "PowerEdge R650", CPUModel: "12th Gen Intel", OSVersion: "Debian GNU/Linux 12", CPUQuota: 2,
		Governor: "powersave", Power: "AC",
		Clusters: []engine.Cluster{
			{Kind: "P", Name: "cpu_core", CPUs: consecutive(0, 12)},
			{Kind: "E", Name: "cpu_atom", CPUs: consecutive(12, 8)},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLinuxHostThatTellsNothing(t *testing.T) {
	l := linuxHost{root: withCapacities("x"), cpuModels: noModels, virtualisation: noVirtuality}
	var got engine.Host
	warnings := l.describe(t.Context(), &got)
	if diff := cmp.Diff(engine.Host{}, got); diff != "" {
		t.Error(diff)
	}
	for i, word := range []string{"CPU's model", "OS version", "kinds of core", "CPU quota"} {
		if i >= len(warnings) || !strings.Contains(warnings[i], word) {
			t.Errorf("no warning about %s: %q", word, warnings)
		}
	}
}

func TestGovernors(t *testing.T) {
	const cpu = "sys/devices/system/cpu/"
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{name: "a virtual machine", files: map[string]string{cpu + "cpu0/online": "1\n"}},
		{
			name: "all alike, and directories that are no CPUs",
			files: map[string]string{
				cpu + "cpu0/cpufreq/scaling_governor": "performance\n", cpu + "cpu11/cpufreq/scaling_governor": "performance\n",
				cpu + "cpufreq/policy0/scaling_governor": "schedutil\n", cpu + "cpuidle/cpufreq/scaling_governor": "menu\n",
			},
			want: "performance",
		},
		{
			name: "clusters that differ, and a CPU that is offline",
			files: map[string]string{
				cpu + "cpu0/cpufreq/scaling_governor": "schedutil\n", cpu + "cpu1/cpufreq/scaling_governor": "performance\n",
				cpu + "cpu2/cpufreq/scaling_governor": "schedutil\n", cpu + "cpu3/cpufreq/scaling_governor": "",
			},
			want: "performance, schedutil",
		},
	} {
		if got := governors(files(test.files)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestMachineModel(t *testing.T) {
	board := linuxHost{root: files(map[string]string{
		"sys/class/dmi/id/product_name":      " \n",
		"sys/firmware/devicetree/base/model": "Raspberry Pi 5 Model B\x00",
	})}
	if got := board.model(); got != "Raspberry Pi 5 Model B" {
		t.Errorf("got %q", got)
	}
	if got := joinModels([]string{"Cortex-A55", "Cortex-A55", "Cortex-A76"}); got != "Cortex-A55 + Cortex-A76" {
		t.Errorf("got %q", got)
	}
}

func TestVirtualisation(t *testing.T) {
	for _, test := range []struct {
		system, role string
		flag         bool
		want         string
	}{
		{"", "", false, ""},
		{"kvm", "host", false, ""},
		{"kvm", "guest", true, "kvm"},
		{"docker", "guest", false, "docker"},
		{"docker", "guest", true, "docker in a virtual machine"},
		{"", "guest", true, "virtual machine"},
		{"kvm", "host", true, "virtual machine"}, // a guest that runs guests
		{"xen", "host", true, ""},
	} {
		flags := "flags : fpu\n"
		if test.flag {
			flags = "processor : 0\n\nflags : fpu hypervisor\n"
		}
		l := linuxHost{
			root: files(map[string]string{"proc/cpuinfo": flags}),
			virtualisation: func(context.Context) (string, string, error) {
				return test.system, test.role, nil
			},
		}
		if got := l.virtual(t.Context()); got != test.want {
			t.Errorf("%+v: got %q", test, got)
		}
	}
}

func TestOSVersion(t *testing.T) {
	for text, want := range map[string]string{
		"NAME=\"Ubuntu\"\nVERSION_ID='24.04'\n":       "Ubuntu 24.04",
		"NAME=\"Arch Linux\"\nPRETTY_NAME=\"Arch\"\n": "Arch Linux",
		"PRETTY_NAME=\"Only \\\"Pretty\\\"\"\n":       "Only \"Pretty\"",
		"NAME=Fedora\nVERSION_ID=41":                  "Fedora 41",
		"NAME=\"\nVERSION_ID=":                        "\"",
		"=\n\n\"":                                     "",
	} {
		got, err := osVersion(files(map[string]string{"usr/lib/os-release": text}))
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: got %q, %v; want %q", text, got, err, want)
		}
	}
}
