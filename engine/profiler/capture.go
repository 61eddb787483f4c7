package profiler

import (
	"bytes"
	"errors"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"time"

	"github.com/google/pprof/profile"

	"ep-benchmark/engine"
	"ep-benchmark/engine/outfile"
)

// How finely waiting is recorded: shorter waits by chance, in proportion to
// their length, and one contended unlock in mutexFraction. Both keep the cost
// of recording out of the CPU profile.
const (
	blockRate     = 10 * time.Microsecond
	mutexFraction = 10
)

// waits are the profiles that count from the process's start.
var waits = []string{"block", "mutex"}

// capture is the profiles of a leg under way.
type capture struct {
	taken
	cpu      bytes.Buffer
	trace    *os.File
	before   []*profile.Profile // of waits
	fraction int                // of mutexes, as it was
	problem  error
}

// begin starts all profilers. The garbage of what ran before is collected
// first, so that it is not this leg's.
func (p *Profiler) begin(workload string, kind engine.LegKind) *capture {
	c := &capture{taken: taken{workload, kind}}
	runtime.GC()
	c.fraction = runtime.SetMutexProfileFraction(mutexFraction)
	runtime.SetBlockProfileRate(int(blockRate))
	c.before, c.problem = snapshots()
	c.problem = errors.Join(c.problem, p.Make())
	file, err := outfile.Create(p.path("trace", c.taken, ".out"))
	if err == nil {
		c.trace, err = file, trace.Start(file)
	}
	// The CPU profile begins after the trace, which then holds its samples too.
	c.problem = errors.Join(c.problem, err, pprof.StartCPUProfile(&c.cpu))
	return c
}

// end stops them and writes what they found.
func (p *Profiler) end(c *capture) {
	pprof.StopCPUProfile()
	trace.Stop()
	runtime.SetBlockProfileRate(0)
	runtime.SetMutexProfileFraction(c.fraction)
	if c.trace != nil {
		c.problem = errors.Join(c.problem, c.trace.Close())
	}
	after, err := snapshots()
	if err = errors.Join(c.problem, err); err == nil {
		err = p.write(c, after)
	}
	p.note(c.taken, err)
}

// write writes the profiles, and sums the CPU's up.
func (p *Profiler) write(c *capture, after []*profile.Profile) error {
	if err := outfile.Write(p.path("cpu", c.taken, ".pprof"), c.cpu.Bytes()); err != nil {
		return err
	}
	for i, name := range waits {
		if err := p.writeDifference(p.path(name, c.taken, ".pprof"), c.before[i], after[i]); err != nil {
			return err
		}
	}
	parsed, err := profile.ParseData(c.cpu.Bytes())
	if err != nil {
		return err
	}
	p.summarised(c.workload, summarise(parsed, c.kind, ofTheLeg))
	p.taken = append(p.taken, c.taken)
	return nil
}

// writeDifference writes what was added to a profile between two snapshots.
func (p *Profiler) writeDifference(path string, before, after *profile.Profile) error {
	before.Scale(-1)
	between, err := profile.Merge([]*profile.Profile{before, after})
	if err != nil {
		return err
	}
	between.TimeNanos, between.DurationNanos = after.TimeNanos, after.TimeNanos-before.TimeNanos
	var packed bytes.Buffer
	if err := between.Write(&packed); err != nil {
		return err
	}
	return outfile.Write(path, packed.Bytes())
}

// snapshots are the waits since the process's start.
func snapshots() ([]*profile.Profile, error) {
	var all []*profile.Profile
	for _, name := range waits {
		var b bytes.Buffer
		if err := pprof.Lookup(name).WriteTo(&b, 0); err != nil {
			return nil, err
		}
		parsed, err := profile.ParseData(b.Bytes())
		if err != nil {
			return nil, err
		}
		all = append(all, parsed)
	}
	return all, nil
}
