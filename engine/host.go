package engine

import (
	"math"
	"time"
)

// Host is the machine's identity, as far as the system reports it. A field that
// is not known stays empty. A guess is marked as one.
type Host struct {
	Model    string `json:"model,omitempty"`     // of the machine: "Mac15,9"
	CPUModel string `json:"cpu_model,omitempty"` // "Apple M3 Max"

	LogicalCPUs  int       `json:"logical_cpus"`
	PhysicalCPUs int       `json:"physical_cpus,omitempty"`
	Clusters     []Cluster `json:"clusters,omitempty"` // kinds of core; empty where all are alike or nothing is known

	MemoryBytes uint64 `json:"memory_bytes,omitempty"`

	OS             string `json:"os"`                       // runtime.GOOS
	OSVersion      string `json:"os_version,omitempty"`     // "macOS 15.1", "Debian 12"
	Kernel         string `json:"kernel,omitempty"`         // its release
	Arch           string `json:"arch"`                     // runtime.GOARCH
	Virtualisation string `json:"virtualisation,omitempty"` // "kvm", "docker"; empty on bare metal or where unknown

	// Governor is the kernel's CPU frequency policy ("performance",
	// "powersave"; all of them where cores differ), and Power the source of it
	// ("AC", "battery") as the run began. Both decide how fast the same code is.
	Governor string `json:"governor,omitempty"`
	Power    string `json:"power,omitempty"`
	LowPower *bool  `json:"low_power,omitempty"` // the system saves power, at the price of speed
	Turbo    *bool  `json:"turbo,omitempty"`     // CPUs may run above their base frequency

	// Allocation is the CPU time in nanoseconds that allocating an object of 64
	// bytes with a pointer took here before the run; 0 where unknown. The
	// diagnosis scales the cost of garbage by it.
	Allocation float64 `json:"allocation_ns,omitempty"`

	GoVersion  string  `json:"go_version"`
	GOMAXPROCS int     `json:"gomaxprocs"`
	UsableCPUs int     `json:"usable_cpus,omitempty"` // that the CPU affinity leaves; 0 where it leaves all
	CPUQuota   float64 `json:"cpu_quota,omitempty"`   // CPUs that a cgroup allows; 0 where there is no limit
	RaceBuild  bool    `json:"race_build,omitempty"`
}

// CPUs is how many can compute for this process at once: the least of those
// there are, and those that affinity, quota and GOMAXPROCS leave. A quota of a
// part of a CPU counts as a whole one, since a ceiling must not be too low.
func (h Host) CPUs() int {
	cpus := h.LogicalCPUs
	for _, most := range []int{h.GOMAXPROCS, h.UsableCPUs, int(math.Ceil(h.CPUQuota))} {
		if most > 0 {
			cpus = min(cpus, most)
		}
	}
	return max(1, cpus)
}

// FastCPUs is how many CPUs of the fastest kind there are; 0 where all are alike
// or it is not known.
func (h Host) FastCPUs() int {
	for _, c := range h.Clusters {
		if c.Kind == "P" && len(h.Clusters) > 1 {
			return len(c.CPUs)
		}
	}
	return 0
}

// KindOf returns the kind ("P", "E") of a core, or "" where unknown.
func (h Host) KindOf(core int) string {
	for _, cluster := range h.Clusters {
		for _, c := range cluster.CPUs {
			if c == core {
				return cluster.Kind
			}
		}
	}
	return ""
}

// A Cluster is a set of like cores.
type Cluster struct {
	Kind    string `json:"kind"` // "P" performance, "E" efficiency
	Name    string `json:"name"` // as the system calls it: "Performance"
	CPUs    []int  `json:"cpus"` // indices, as the system counts them
	Guessed bool   `json:"guessed,omitempty"`
}

// CoreTime is one core's time since the machine's start.
type CoreTime struct{ Busy, Total float64 } // seconds

// HostSample is the machine's state at a moment; rates and shares are over the
// time since the sample before. What the system does not report is nil or
// empty, never 0.
type HostSample struct {
	At         time.Duration `json:"at_ns"`                 // since the run's start
	Cores      []float64     `json:"cores,omitempty"`       // busy share of each, 0 to 1
	OwnCPU     float64       `json:"own_cpu"`               // CPUs this process used: 1.5 is one and a half cores
	CommandCPU *float64      `json:"command_cpu,omitempty"` // CPUs that the command which is measured used; nil where there is none, or it is not known
	MemoryUsed uint64        `json:"memory_used,omitempty"` // bytes, of the whole machine
	Load       *float64      `json:"load,omitempty"`        // mean number of runnable processes over a minute
	Network    *Flow         `json:"network,omitempty"`     // all interfaces but loopback
	Disk       *Flow         `json:"disk,omitempty"`        // all physical disks
	// Foreign, Steal and Pressure are those of [MachineEvidence].
	Foreign  *float64 `json:"foreign,omitempty"`
	Steal    *float64 `json:"steal,omitempty"`
	Pressure *float64 `json:"pressure,omitempty"`
	// Temperature is that of the hottest CPU sensor in degrees Celsius.
	Temperature *float64 `json:"temperature,omitempty"`
	// Thermal is the system's own word for heat: "nominal", "fair", "serious",
	// "critical".
	Thermal string `json:"thermal,omitempty"`
	// Power is where it comes from, "AC" or "battery"; Battery is its charge,
	// 0 to 1.
	Power   string   `json:"power,omitempty"`
	Battery *float64 `json:"battery,omitempty"`
}

// Flow is what goes in and out, in bytes a second.
type Flow struct {
	In  float64 `json:"in"`  // received, or read
	Out float64 `json:"out"` // sent, or written
}
