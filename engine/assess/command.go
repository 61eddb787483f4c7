package assess

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// leastStarts is how many times as long as a program that does nothing a command
// has to last. Below it, most of what is measured is what starting any program
// costs.
const leastStarts = 5

// Commands are the medians over the timed legs of one kind of what commands took,
// and the peak of their memory; false where no command was measured.
func Commands(r *engine.Result, kind engine.LegKind) (engine.CommandEvidence, bool) {
	var elapsed, user, system, start []float64
	peak, counted := int64(0), true
	for _, s := range timed(counting(r), kind) {
		if c := s.Evidence.Command; c != nil {
			elapsed, user = append(elapsed, c.Elapsed.Seconds()), append(user, c.UserCPU.Seconds())
			system, start = append(system, c.SystemCPU.Seconds()), append(start, c.Start.Seconds())
			peak, counted = max(peak, c.PeakMemory), counted && c.MemoryCounted
		}
	}
	if len(elapsed) == 0 {
		return engine.CommandEvidence{}, false
	}
	return engine.CommandEvidence{
		Elapsed: seconds(stats.Median(elapsed)), UserCPU: seconds(stats.Median(user)),
		SystemCPU: seconds(stats.Median(system)), Start: seconds(stats.Median(start)), PeakMemory: peak, MemoryCounted: counted,
	}, true
}

// TooShort says that a command is too short to be judged; "" where it is not.
func TooShort(r *engine.Result) string {
	for _, kind := range []engine.LegKind{engine.Parallel, engine.Sequential} {
		if c, ok := Commands(r, kind); ok && c.Start > 0 && c.Elapsed < leastStarts*c.Start {
			text := fmt.Sprintf("the %s takes %s, and starting a program that does nothing takes %s here",
				nameOf(&r.Spec, kind), units.Seconds(c.Elapsed.Seconds()), units.Seconds(c.Start.Seconds()))
			if r.Spec.Single {
				return text
			}
			return text + fmt.Sprintf(": expected %d times as long at least", leastStarts)
		}
	}
	return ""
}

// A CommandPair is what a command took in the two legs of a round.
type CommandPair struct{ Alone, Together *engine.CommandEvidence }

// CommandPairs are the rounds that the figures are made of and that have both
// legs, with CPU time in each.
func CommandPairs(r *engine.Result) []CommandPair {
	alone := map[int]*engine.CommandEvidence{}
	samples := counting(r)
	for _, s := range timed(samples, engine.Sequential) {
		alone[s.Round] = s.Evidence.Command
	}
	var pairs []CommandPair
	for _, s := range timed(samples, engine.Parallel) {
		p := CommandPair{Alone: alone[s.Round], Together: s.Evidence.Command}
		if p.Alone != nil && p.Together != nil && p.Alone.CPU() > 0 && p.Together.CPU() > 0 && p.Alone.Elapsed > 0 && p.Together.Elapsed > 0 {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// nameOf is what the command of a kind of leg is called.
func nameOf(spec *engine.Spec, kind engine.LegKind) string {
	if spec.Single {
		return "command"
	}
	return string(kind) + " command"
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
