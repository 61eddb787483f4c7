package sysmon

import (
	"slices"
	"time"

	"ep-benchmark/engine"
)

// Bounds of a [CanaryJudge], beside those of [engine.Gate].
const (
	canaryRow       = 3 // readings that throttling has to last
	canaryReference = 5 // readings that a reference is made of
)

// A CanaryJudge tells from the readings of one run whether the machine is
// throttled, contended, both or neither. The zero value makes its reference of
// the first five readings. It takes their second least, since a single lucky
// reading would make all later ones look slow. So it reports nothing as
// throttled before the sixth reading, and a machine that was throttled all
// along counts as a slow one.
//
// Feed it with readings that were taken while this process was idle otherwise.
// Where all cores compute, clocks are lower, and two threads that share a core
// are slower than one. (Own goroutines do not make a canary wait, as long as
// GOMAXPROCS is not above the number of CPUs.)
type CanaryJudge struct {
	// Reference is the unit's CPU time on this machine when nothing is wrong,
	// as from a stored run of the same machine; 0 where there is none.
	Reference time.Duration

	first []time.Duration // readings, while there is no reference
	onCPU []float64       // of the last three readings
	slow  int             // readings in a row
}

// CanaryVerdict is a judge's verdict by the readings so far.
type CanaryVerdict struct {
	// Throttled: the unit was more than 5 % above its reference three times in
	// a row.
	Throttled bool `json:"throttled"`
	// Contended: others use more than 10 % of the machine, or the canary got
	// less than 0.9 of a CPU in two of the last three readings, or in all of
	// fewer.
	Contended bool `json:"contended"`
	// Slowdown is how far the unit is above its reference: 0.2 takes 1.2 times
	// as long. It is nil while there is no reference.
	Slowdown *float64 `json:"slowdown,omitempty"`
}

// Judge records the next reading. foreign is the share of the machine's CPU
// time that other processes took around it, 0 to 1; nil where unknown.
//
// A contended reading neither counts as throttled nor ends a row: another
// thread on the same core, or a move to an efficient one, increases the unit's
// time too.
func (j *CanaryJudge) Judge(r CanaryReading, foreign *float64) CanaryVerdict {
	v := CanaryVerdict{Contended: j.waited(r.OnCPU) || foreign != nil && *foreign > engine.MostTaken}
	if j.Reference <= 0 {
		j.learn(r.Unit)
		return v
	}
	slowdown := float64(r.Unit)/float64(j.Reference) - 1
	v.Slowdown = &slowdown
	switch {
	case v.Contended:
		return v
	case slowdown > engine.MostSlowdown:
		j.slow++
	default:
		j.slow = 0
	}
	v.Throttled = j.slow >= canaryRow
	return v
}

// waited tells whether canaries have to wait for a CPU. It takes the median of
// the last three readings, since a single one may meet an interrupt or a gap.
func (j *CanaryJudge) waited(onCPU float64) bool {
	if len(j.onCPU) == canaryRow {
		j.onCPU = slices.Delete(j.onCPU, 0, 1)
	}
	j.onCPU = append(j.onCPU, onCPU)
	sorted := slices.Sorted(slices.Values(j.onCPU))
	return sorted[len(sorted)/2] < engine.LeastOnCPU
}

// learn makes the reference of the first readings.
func (j *CanaryJudge) learn(unit time.Duration) {
	j.first = append(j.first, unit)
	if len(j.first) == canaryReference {
		slices.Sort(j.first)
		j.Reference = j.first[1]
	}
}
