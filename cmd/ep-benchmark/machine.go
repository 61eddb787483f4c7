package main

import (
	"context"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sysmon"
)

// machine is the runner's view of this computer.
type machine struct {
	cores   sysmon.Cores
	sampler *sysmon.Sampler
}

func newMachine(now time.Time) *machine { return &machine{sampler: sysmon.NewSampler(now)} }

func identify(ctx context.Context) (engine.Host, []string) { return sysmon.Identify(ctx) }

// Cores returns each core's time since the machine's start.
func (m *machine) Cores() ([]engine.CoreTime, error) { return m.cores.Read() }

// Shares is each core's busy share between two readings.
func (m *machine) Shares(before, after []engine.CoreTime) []float64 {
	return sysmon.Shares(before, after)
}

// Sample returns the machine's state since the sample before.
func (m *machine) Sample(now time.Time) engine.HostSample { return m.sampler.Sample(now) }

// OwnCPU returns the CPU time that this process has used.
func (m *machine) OwnCPU() (user, system time.Duration, err error) { return sysmon.OwnCPU() }
