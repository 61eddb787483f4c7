package sysmon

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"ep-benchmark/engine"
)

// linuxHost reads a Linux system's own files.
type linuxHost struct {
	root           fs.FS // the file system from its root: "proc/self/cgroup"
	cpuModels      func(ctx context.Context) ([]string, error)
	virtualisation func(ctx context.Context) (system, role string, err error)
}

func (l linuxHost) describe(ctx context.Context, h *engine.Host) (warnings []string) {
	models, err := l.cpuModels(ctx)
	if h.CPUModel = joinModels(models); h.CPUModel == "" {
		warnings = append(warnings, unread("the CPU's model", err))
	}
	h.Model = l.model()
	if h.OSVersion, err = osVersion(l.root); err != nil {
		warnings = append(warnings, unread("the OS version", err))
	}
	h.Virtualisation = l.virtual(ctx)
	if h.Clusters, err = linuxClusters(l.root); err != nil {
		warnings = append(warnings, "the kinds of core are left out: "+err.Error())
	}
	if h.CPUQuota, err = cgroupQuota(l.root); err != nil {
		warnings = append(warnings, unread("the CPU quota of the cgroup (or a part of it)", err))
	}
	h.Governor = governors(l.root)
	h.Power, _ = linuxPower(l.root)
	return warnings
}

// governors names each frequency policy in use once: "performance, powersave"
// where cores differ. It is empty where the kernel sets no frequencies, as in
// most virtual machines. A CPU that is offline has no policy.
func governors(root fs.FS) string {
	var distinct []string
	for _, name := range glob(root, "sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor") {
		if governor, _ := readWord(root, name); governor != "" {
			distinct = append(distinct, governor)
		}
	}
	slices.Sort(distinct)
	return strings.Join(slices.Compact(distinct), ", ")
}

// joinModels names each model once: "Cortex-A55 + Cortex-A76".
func joinModels(models []string) string {
	var distinct []string
	seen := map[string]bool{}
	for _, m := range models {
		m = strings.Join(strings.Fields(m), " ")
		if m != "" && !seen[m] {
			seen[m] = true
			distinct = append(distinct, m)
		}
	}
	return strings.Join(distinct, " + ")
}

// model is the machine's, by the firmware of a PC or the device tree of a
// board; empty where neither can be read, as in most virtual machines.
func (l linuxHost) model() string {
	for _, name := range []string{
		"sys/class/dmi/id/product_name",
		"sys/firmware/devicetree/base/model",
	} {
		if text, err := fs.ReadFile(l.root, name); err == nil {
			if model := strings.TrimSpace(strings.TrimRight(string(text), "\x00\n")); model != "" {
				return model
			}
		}
	}
	return ""
}

// virtual names the container or hypervisor that this runs in, or both where
// both are detected. Some hypervisors hide their name, but on x86 all set a CPU
// flag, which is then reported as "virtual machine".
func (l linuxHost) virtual(ctx context.Context) string {
	system, role, err := l.virtualisation(ctx)
	if err != nil {
		system, role = "", ""
	}
	if system == "xen" && role == "host" {
		return "" // dom0 sees the flag too
	}
	if role != "guest" {
		system = ""
	}
	hypervised := l.hypervisorFlag()
	switch {
	case hypervised && system == "":
		return virtualMachine
	case hypervised && isContainer(system):
		return system + " in a " + virtualMachine
	}
	return system
}

const virtualMachine = "virtual machine"

func isContainer(system string) bool {
	switch system {
	case "docker", "lxc", "rkt", "openvz", "linux-vserver":
		return true
	}
	return false
}

func (l linuxHost) hypervisorFlag() bool {
	text, err := fs.ReadFile(l.root, "proc/cpuinfo")
	if err != nil {
		return false
	}
	for line := range bytes.Lines(text) {
		key, flags, found := bytes.Cut(line, []byte(":"))
		if found && string(bytes.TrimSpace(key)) == "flags" {
			return slices.Contains(strings.Fields(string(flags)), "hypervisor")
		}
	}
	return false
}

// osVersion is the distribution's name and version: "Debian GNU/Linux 12". A
// rolling distribution has a name only.
func osVersion(root fs.FS) (string, error) {
	text, err := fs.ReadFile(root, "etc/os-release")
	if errors.Is(err, fs.ErrNotExist) {
		text, err = fs.ReadFile(root, "usr/lib/os-release")
	}
	if err != nil {
		return "", err
	}
	fields := osRelease(string(text))
	if fields["NAME"] != "" {
		return strings.TrimSpace(fields["NAME"] + " " + fields["VERSION_ID"]), nil
	}
	if fields["PRETTY_NAME"] != "" {
		return fields["PRETTY_NAME"], nil
	}
	return "", errors.New("os-release has no NAME")
}

// osRelease reads lines of KEY=value, KEY="value" and KEY='value'.
func osRelease(text string) map[string]string {
	unescape := strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\$`, `$`, "\\`", "`")
	fields := map[string]string{}
	for line := range strings.Lines(text) {
		key, value, found := strings.Cut(strings.TrimSpace(line), "=")
		if !found || strings.HasPrefix(key, "#") {
			continue
		}
		if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value = value[1 : n-1]
		}
		fields[key] = strings.TrimSpace(unescape.Replace(value))
	}
	return fields
}
