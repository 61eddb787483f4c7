package session

import (
	"context"
	"slices"
	"sync"
	"time"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/sysmon"
)

// machine is the runner's view of this computer, over one run.
type machine struct {
	cores    sysmon.Cores
	sampler  *sysmon.Sampler
	counters *sysmon.Counters
	sampled  sysmon.CounterReading // with the last sample
	servers  []*sysmon.Servers     // on this machine and not started by us
	children []order.Children
	command  usage // of the children, at the last sample

	mutex  sync.Mutex // of what follows
	canary *sysmon.Canary
	judges map[engine.Schedule]*sysmon.CanaryJudge
}

// newMachine makes the view of a run. CPU time of the servers that the run calls
// does not count as that of other processes, if they are on this machine. Ports are
// those of servers there that workloads of the user's own ask.
func newMachine(ctx context.Context, now time.Time, servers []*api.Server, children []order.Children, ports ...uint16) *machine {
	counters := sysmon.NewCounters()
	m := &machine{
		sampler: sysmon.NewSampler(now), counters: counters,
		canary: sysmon.NewCanary(counters.Own), judges: map[engine.Schedule]*sysmon.CanaryJudge{},
	}
	for _, server := range servers {
		for _, pid := range server.PIDs() {
			_ = m.counters.Include(pid) // if this fails, the time of other processes is unknown, too
		}
		if server.Port != 0 {
			m.servers = append(m.servers, sysmon.NewServers(ctx, m.counters, server.Port, now))
		}
	}
	for _, port := range ports {
		m.servers = append(m.servers, sysmon.NewServers(ctx, m.counters, port, now))
	}
	for _, one := range children {
		_ = m.counters.Include(one.PID()) // if this fails, its own small time counts as that of others
		m.counters.Add(one.CPU)
	}
	m.children = children
	m.sampled = m.counters.Read(now)
	return m
}

// meter is the runner's view of what work costs on this computer.
type meter struct{ *sysmon.Meter }

func newMeter() meter { return meter{sysmon.NewMeter()} }

// Thread returns the resources that the calling thread has used.
func (m meter) Thread() (runner.Used, bool) {
	used, ok := m.Meter.Thread()
	return runner.Used(used), ok
}

// identify describes this computer, how fast it is set to be, and what
// allocating costs on it.
func identify(ctx context.Context) (engine.Host, []string) {
	host, warnings := sysmon.Identify(ctx)
	settings := sysmon.ReadSettings(ctx)
	host.LowPower, host.Turbo = settings.LowPower, settings.Turbo
	if !host.RaceBuild { // the race detector's own cost would be measured, too
		host.Allocation = sysmon.AllocationCost()
	}
	return host, warnings
}

// Cores returns each core's time since the machine's start.
func (m *machine) Cores() ([]engine.CoreTime, error) { return m.cores.Read() }

// Shares returns each core's busy share between two readings.
func (m *machine) Shares(before, after []engine.CoreTime) []float64 {
	return sysmon.Shares(before, after)
}

// Sample returns the machine's state since the sample before.
func (m *machine) Sample(now time.Time) engine.HostSample {
	sample, reading := m.sampler.Sample(now), m.counters.Read(now)
	conditions := reading.Since(m.sampled)
	m.sampled = reading
	sample.Foreign, sample.Steal, sample.Pressure = conditions.Foreign, conditions.Steal, conditions.Pressure
	if len(m.children) > 0 {
		m.addCommands(&sample, now)
	}
	for _, servers := range m.servers {
		servers.Suspect(now, sample.Foreign)
	}
	return sample
}

// usage is CPU time that was used until a moment.
type usage struct {
	at   time.Time
	used time.Duration
}

// addCommands adds what the commands used since the sample before. Where that is not
// known before a run has ended, other programs' share isn't either.
func (m *machine) addCommands(sample *engine.HostSample, now time.Time) {
	used, live := time.Duration(0), false
	for _, one := range m.children {
		switch {
		case one.Live():
			used, live = used+one.CPU(), true
		case one.Running():
			sample.Foreign = nil
		}
	}
	if !live {
		return
	}
	before := m.command
	m.command = usage{now, used}
	if span := now.Sub(before.at); !before.at.IsZero() && span > 0 {
		cpus := (used - before.used).Seconds() / span.Seconds()
		sample.CommandCPU = &cpus
	}
}

// OwnCPU returns the CPU time that this process has used.
func (m *machine) OwnCPU() (user, system time.Duration, err error) { return sysmon.OwnCPU() }

// Watch begins a stretch of time. The returned function returns what was seen
// since.
func (m *machine) Watch() func() engine.MachineEvidence {
	before := m.counters.Read(time.Now())
	return func() engine.MachineEvidence {
		seen := seenIn(m.counters.Read(time.Now()).Since(before))
		if m.blind() {
			seen.Foreign = nil
		}
		return seen
	}
}

// blind tells whether processes are running that belong to what is measured and whose
// CPU time is not known, so that it can't be told from that of other programs.
func (m *machine) blind() bool {
	return slices.ContainsFunc(m.children, func(one order.Children) bool { return one.Running() && !one.Live() })
}

func seenIn(c sysmon.Conditions) engine.MachineEvidence {
	e := engine.MachineEvidence{
		Foreign: c.Foreign, Steal: c.Steal, Pressure: c.Pressure,
		ThermalEvents: c.ThermalThrottles, Thermal: c.Thermal,
	}
	if c.QuotaThrottled != nil && c.Wall > 0 {
		held := min(1, c.QuotaThrottled.Seconds()/c.Wall.Seconds())
		e.Held = &held
	}
	return e
}

// Canary reads the canary, and judges it among those of the same schedule.
func (m *machine) Canary(under engine.Schedule, foreign *float64) (runner.CanaryReading, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	reading, ok := m.canary.Read()
	if !ok {
		return runner.CanaryReading{}, false
	}
	judge := m.judges[under]
	if judge == nil {
		judge = &sysmon.CanaryJudge{}
		m.judges[under] = judge
	}
	verdict := judge.Judge(reading, foreign)
	return runner.CanaryReading{
		Unit: reading.Unit, OnCPU: reading.OnCPU,
		Slowdown: verdict.Slowdown, Throttled: verdict.Throttled, Contended: verdict.Contended,
	}, true
}
