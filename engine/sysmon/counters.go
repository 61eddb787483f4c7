package sysmon

import (
	"slices"
	"sync"
	"time"
)

// Counters reads the counters that show whether a machine is shared, stopped or
// too hot. Take one reading before a stretch of time and one after it;
// [CounterReading.Since] compares them. Any number of goroutines may use one.
//
// A reading costs some tens of microseconds. What may be slow (clock
// frequencies, a thermal state) is read in the background, every five seconds
// at most.
type Counters struct {
	mutex  sync.Mutex
	source counterSource
	slow   *vitalsReader
	ours   []ownProcess
	added  []func() time.Duration // CPU time of processes that are not included
}

// counterSource is what Counters asks of the system.
type counterSource struct {
	fill    func(*CounterReading) // with what it knows of the machine
	slow    func() vitals         // thermal, frequency, speedLimit
	ownCPU  func() (user, system time.Duration, err error)
	process func(pid int) (time.Duration, error)
}

// NewCounters makes a reader of this machine's counters.
func NewCounters() *Counters { return newCounters(thisCounters()) }

func newCounters(source counterSource) *Counters {
	return &Counters{source: source, slow: newVitalsReader(source.slow)}
}

// Include counts another process, such as a child of this one, as ours from
// now on: what it uses is not foreign. It fails where the process's CPU time
// can't be read; it then stays foreign.
func (c *Counters) Include(pid int) error {
	used, err := c.source.process(pid)
	if err != nil {
		return err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if slices.ContainsFunc(c.ours, func(p ownProcess) bool { return p.pid == pid }) {
		return nil // two servers of a run may ask the same third one
	}
	c.ours = append(c.ours, ownProcess{pid: pid, before: used, used: used})
	return nil
}

// Add counts CPU time as ours that the function returns: of processes that come
// and go too fast to be included, in all so far.
func (c *Counters) Add(used func() time.Duration) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.added = append(c.added, used)
}

// Read returns where the counters stand.
func (c *Counters) Read(now time.Time) CounterReading {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	r := CounterReading{At: now}
	c.source.fill(&r)
	r.Own = c.own()
	v := c.slow.ask(now)
	r.Frequency, r.SpeedLimit, r.Thermal = v.frequency, v.speedLimit, v.thermal
	return r
}

// Own returns the CPU time of this process and of those included; false where
// it is not known.
func (c *Counters) Own() (time.Duration, bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if own := c.own(); own != nil {
		return *own, true
	}
	return 0, false
}

// own is the CPU time of this process and of those included.
func (c *Counters) own() *time.Duration {
	user, system, err := c.source.ownCPU()
	if err != nil {
		return nil
	}
	sum := user + system
	for i := range c.ours {
		sum += c.ours[i].update(c.source.process)
	}
	for _, used := range c.added {
		sum += used()
	}
	return &sum
}

// ownProcess is another process that counts as ours.
type ownProcess struct {
	pid          int
	before, used time.Duration // until it was included; until last seen
	ended        bool
}

// update returns the process's CPU time since it was included. For a process
// that has ended it keeps the last known time and does not read again, since
// the number may soon be another process's.
func (p *ownProcess) update(read func(pid int) (time.Duration, error)) time.Duration {
	if !p.ended {
		used, err := read(p.pid)
		if err != nil || used < p.used {
			p.ended = true
		} else {
			p.used = used
		}
	}
	return p.used - p.before
}
