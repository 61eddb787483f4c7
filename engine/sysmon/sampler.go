package sysmon

import (
	"slices"
	"time"

	"ep-benchmark/engine"
)

// A Sampler returns the machine's state over the time since the call before. It
// is meant to be called twice a second, by one goroutine: a core's counters
// move in steps of 10 ms, so that shorter spans give coarse shares.
//
// What is expensive to read and changes slowly is read less often and held in
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

// sampleSource is what a Sampler asks of the system. One goroutine calls all of
// it but vitals, which may be slow and has a goroutine of its own.
type sampleSource struct {
	cores   func() ([]engine.CoreTime, error)
	ownCPU  func() (user, system time.Duration, err error)
	memory  func() (uint64, error)     // bytes in use
	load    func() (float64, error)    // over one minute
	network func() ([]transfer, error) // of each interface but loopback
	disks   func() ([]transfer, error) // of each physical disk
	vitals  func() vitals
}

// flowsEvery is a second, less the time that a ticker may be early. With a full
// second an early tick would be skipped, and readings would come only every one
// and a half seconds.
const flowsEvery = 900 * time.Millisecond

// NewSampler makes a sampler whose moments count from start, and takes the
// first reading. The first sample is over the time since start, so start should
// be now, or very close to it.
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
// Cores is empty until every core's counters have moved on once, when the
// number of cores has changed, and where they can't be read. A core that has
// not moved on keeps its last share. OwnCPU keeps its last value likewise, and
// is 0 where the system never reports it. MemoryUsed is 0 where unknown.
//
// Network and Disk are over the last second or so. They are empty until there
// are two readings, and where a counter went backwards. Temperature, Thermal,
// Power and Battery are some seconds old. Samples with the same value share it,
// so callers must not change what they point to.
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

// update records a reading and returns the shares, or nil where not all of them
// are known.
func (c *cpuShares) update(after []engine.CoreTime, err error) []float64 {
	if err != nil {
		return nil
	}
	if len(after) != len(c.before) {
		// Cores came or went, and it is unknown which: begin anew.
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
// reading before, or the last value where that is unknown.
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
		return o.rate // keep the earlier reading until time has passed
	case used >= o.used:
		o.rate = float64(used-o.used) / float64(wall)
	}
	o.at, o.used = now, used
	return o.rate
}
