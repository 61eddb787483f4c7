package engine

import "time"

// MachineEvidence is what the machine did while a leg ran, apart from the work.
// A verdict must not blame the code for it. What the system does not report is
// nil or empty, never 0. Shares are 0 to 1, of the capacity of all CPUs where
// nothing else is said.
type MachineEvidence struct {
	// CanaryUnit is the CPU time that a fixed piece of integer work took just
	// before the round. CanaryOnCPU is the share of the work's wall time in which
	// it had a CPU, or waited only for our own processes.
	CanaryUnit  time.Duration `json:"canary_unit_ns,omitempty"`
	CanaryOnCPU *float64      `json:"canary_on_cpu,omitempty"`

	// Foreign is the share that other programs took, without this program and the
	// server that it asks on this machine. Steal is what the hypervisor gave to
	// other machines.
	Foreign *float64 `json:"foreign,omitempty"`
	Steal   *float64 `json:"steal,omitempty"`
	// Pressure is the share of wall time in which some task, ours included, waited
	// for a CPU (PSI, "some").
	Pressure *float64 `json:"pressure,omitempty"`
	// Held is the share of wall time for which the CPU quota of the cgroup
	// held this process back.
	Held *float64 `json:"held,omitempty"`
	// ThermalEvents counts how often heat slowed a CPU; Thermal is the system's
	// own word for it ("nominal", "fair", "serious", "critical").
	ThermalEvents *uint64 `json:"thermal_events,omitempty"`
	Thermal       string  `json:"thermal,omitempty"`
}

// Gate is why a round is not believed, by evidence from outside the work.
type Gate string

const (
	// Throttled means that the CPUs ran slower than at the run's start.
	Throttled Gate = "throttled"
	// Contended means that others took the CPUs.
	Contended Gate = "contended"
)

// The bounds of the gates. The packages that measure, judge, explain and show a
// run all use these.
const (
	// MostTaken is the share of all CPUs that other programs may take, or a
	// hypervisor withhold, in a round that is believed.
	MostTaken = 0.10
	// MostSlowdown is by how much of itself a canary's unit may exceed its
	// reference on a machine that is not throttled.
	MostSlowdown = 0.05
	// LeastOnCPU is the share of its time for which a canary has a CPU on a machine
	// that is not contended.
	LeastOnCPU = 0.90
)

// FunctionShare is how much of the CPU time of a workload's legs of one kind
// was spent in a function itself (flat) and below it (cumulative), 0 to 1.
type FunctionShare struct {
	Function   string  `json:"function"`
	File       string  `json:"file,omitempty"` // base name and line: "creation.go:41"
	Flat       float64 `json:"flat"`
	Cumulative float64 `json:"cumulative"`
}

// ProfileSummary is what a CPU profile showed of a workload's legs of one
// kind: the functions with the most time, the most first.
type ProfileSummary struct {
	Kind      LegKind         `json:"kind"`
	CPU       time.Duration   `json:"cpu_ns"` // that was sampled
	Functions []FunctionShare `json:"functions"`
}
