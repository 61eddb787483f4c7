package sysmon

import (
	"slices"
	"time"

	"ep-benchmark/engine"
)

// A Sampler tells the machine's state over the time since it was last asked.
// It is meant to be asked twice a second, by one goroutine: a core's counters
// move in steps of 10 ms, so that shorter spans give coarse shares.
//
// What costs more to read than it changes is read less often and held in
// between: load, network and disk once a second; heat and power every few
// seconds, in the background.
type Sampler struct {
	start  time.Time
	source sampleSource

	cores  cpuShares
	own    ownRate
	pace   pace // of the three below
	load   *float64
	net    flowRate
	disk   flowRate
	vitals *vitalsReader
}

// sampleSource is what a Sampler asks of the system. All are called by one
// goroutine but vitals, which may be slow and has its own.
type sampleSource struct {
	cores   func() ([]engine.CoreTime, error)
	ownCPU  func() (user, system time.Duration, err error)
	memory  func() (uint64, error)     // bytes in use
	load    func() (float64, error)    // over one minute
	network func() ([]transfer, error) // of each interface but loopback
	disks   func() ([]transfer, error) // of each physical disk
	vitals  func() vitals
}

// flowsEvery is a second, less what a ticker may come early: twice a second
// must not become once in one and a half.
const flowsEvery = 900 * time.Millisecond

// NewSampler makes a sampler whose moments count from start, and takes the
// first reading. The first sample is over the time since start, so start is
// now, or as good as.
func NewSampler(start time.Time) *Sampler {
	return newSampler(start, thisSource())
}

func newSampler(start time.Time, source sampleSource) *Sampler {
	s := &Sampler{
		start: start, source: source,
		pace:   pace{every: flowsEvery},
		vitals: newVitalsReader(source.vitals),
	}
	s.cores.update(source.cores())
	s.own.update(start, source)
	s.updateFlows(start)
	s.vitals.ask(start)
	return s
}

// Sample returns the state at now, over the time since the sample before.
//
// Cores is empty until every core has moved on once, when the number of cores
// has changed, and where it can't be read; a core that has not moved on keeps
// its last share. OwnCPU keeps its last value likewise, and is 0 where the
// system never tells. MemoryUsed is 0 where unknown.
//
// Network and Disk are over the last second or so, and empty until there is
// one, and where a counter went backwards. Temperature, Thermal, Power and
// Battery are some seconds old. Where samples hold the same value they share
// it: what they point to is not to be changed.
func (s *Sampler) Sample(now time.Time) engine.HostSample {
	sample := engine.HostSample{
		At:     now.Sub(s.start),
		Cores:  s.cores.update(s.source.cores()),
		OwnCPU: s.own.update(now, s.source),
	}
	if used, err := s.source.memory(); err == nil {
		sample.MemoryUsed = used
	}
	s.updateFlows(now)
	sample.Load, sample.Network, sample.Disk = s.load, s.net.flow, s.disk.flow
	v := s.vitals.ask(now)
	sample.Temperature, sample.Thermal = v.temperature, v.thermal
	sample.Power, sample.Battery = v.power, v.battery
	return sample
}

// updateFlows reads load, network and disks where that is due.
func (s *Sampler) updateFlows(now time.Time) {
	if !s.pace.due(now) {
		return
	}
	s.load = nil
	if load, err := s.source.load(); err == nil {
		s.load = &load
	}
	interfaces, err := s.source.network()
	s.net.update(now, interfaces, err)
	disks, err := s.source.disks()
	s.disk.update(now, disks, err)
}

// cpuShares holds what is known of each core's share.
type cpuShares struct {
	before []engine.CoreTime
	shares []float64
	told   []bool // whether a core has had a share yet
}

// update takes a reading in and returns the shares, or nil where not all of
// them are known.
func (c *cpuShares) update(after []engine.CoreTime, err error) []float64 {
	if err != nil {
		return nil
	}
	if len(after) != len(c.before) {
		// Cores came or went, and which ones is not said: begin anew.
		*c = cpuShares{
			before: after,
			shares: make([]float64, len(after)),
			told:   make([]bool, len(after)),
		}
		return nil
	}
	for i := range after {
		if busy, ok := share(c.before[i], after[i]); ok {
			c.shares[i], c.told[i] = busy, true
		}
	}
	c.before = after
	if len(after) == 0 || slices.Contains(c.told, false) {
		return nil
	}
	return slices.Clone(c.shares)
}

// ownRate holds how many CPUs this process was last seen to use.
type ownRate struct {
	at    time.Time
	used  time.Duration
	begun bool
	rate  float64
}

// update reads the process's CPU time and returns the CPUs used since the
// reading before, or the last value where that can't be said.
func (o *ownRate) update(now time.Time, source sampleSource) float64 {
	user, system, err := source.ownCPU()
	if err != nil {
		return o.rate
	}
	used := user + system
	wall := now.Sub(o.at)
	switch {
	case !o.begun:
		o.begun = true
	case wall <= 0:
		return o.rate // the readings stay apart until time has passed
	case used >= o.used:
		o.rate = float64(used-o.used) / float64(wall)
	}
	o.at, o.used = now, used
	return o.rate
}
