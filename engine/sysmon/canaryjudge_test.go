package sysmon

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const clean = 400 * time.Microsecond

// verdicts of a row of units, on a CPU all the time.
func verdicts(j *CanaryJudge, units ...float64) []bool {
	var throttled []bool
	for _, unit := range units {
		r := CanaryReading{Unit: time.Duration(unit * float64(clean)), OnCPU: 1}
		throttled = append(throttled, j.Judge(r, nil).Throttled)
	}
	return throttled
}

func TestThrottledIsThreeInARow(t *testing.T) {
	got := verdicts(&CanaryJudge{Reference: clean}, 1, 1.06, 1.06, 1.04, 1.06, 1.06, 1.06, 1.2, 1.04, 1.06)
	want := []bool{false, false, false, false, false, false, true, true, false, false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheReferenceIsTheSecondLeastOfFive(t *testing.T) {
	j := &CanaryJudge{}
	got := verdicts(j, 1.02, 0.9, 1.01, 1, 1.3, 1.06, 1.06, 1.06)
	want := []bool{false, false, false, false, false, false, false, true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if j.Reference != clean {
		t.Errorf("the reference is %v", j.Reference)
	}
}

func TestContended(t *testing.T) {
	for _, test := range []struct {
		name    string
		onCPU   []float64
		foreign *float64 // at the last
		want    bool
	}{
		{name: "alone", onCPU: []float64{1, 0.95, 0.99}, foreign: pointer(0.1)},
		{name: "by others' CPU time", onCPU: []float64{1, 1, 1}, foreign: pointer(0.11), want: true},
		{name: "by waiting", onCPU: []float64{0.3, 0.99, 0.89}, want: true},
		{name: "waiting once is chance", onCPU: []float64{0.99, 0.3, 0.99}},
		{name: "waiting is forgotten", onCPU: []float64{0.3, 0.3, 0.99, 0.99}},
		{name: "the first", onCPU: []float64{0.3}, want: true},
		{name: "one of two", onCPU: []float64{0.99, 0.3}},
		{name: "all of two", onCPU: []float64{0.4, 0.3}, want: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			j := &CanaryJudge{Reference: clean}
			var v CanaryVerdict
			for i, onCPU := range test.onCPU {
				foreign := test.foreign
				if i < len(test.onCPU)-1 {
					foreign = nil
				}
				v = j.Judge(CanaryReading{Unit: clean, OnCPU: onCPU}, foreign)
			}
			if v.Contended != test.want || v.Throttled {
				t.Errorf("got %+v", v)
			}
		})
	}
}

func TestContentionIsNotThrottling(t *testing.T) {
	j := &CanaryJudge{Reference: clean}
	slow := CanaryReading{Unit: clean * 3 / 2, OnCPU: 1}
	for i, foreign := range []float64{0.5, 0.5, 0.5, 0.5, 0, 0, 0.5, 0} {
		v := j.Judge(slow, &foreign)
		if v.Throttled != (i == 7) { // the third that was not contended
			t.Errorf("reading %d: %+v", i, v)
		}
		want := CanaryVerdict{Contended: foreign > 0, Throttled: i == 7, Slowdown: pointer(0.5)}
		if diff := cmp.Diff(want, v, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Error(diff)
		}
	}
}

// simulatedMachine makes readings as they were measured: the unit within 1.5 %
// of its mean (one standard deviation), a single reading in thirty 10 % off
// on either side; on the CPU for 97 to 100 % of the time, and for less in one
// of two hundred. Beside burners seven in ten wait, most of the time, and the
// rest fit into a turn of their own.
type simulatedMachine struct {
	random   *rand.Rand
	slowdown float64
	burners  bool
}

func (m simulatedMachine) read() (CanaryReading, *float64) {
	unit := float64(clean) * m.slowdown * (1 + 0.015*m.random.NormFloat64())
	if m.random.Float64() < 1./30 {
		unit *= []float64{0.9, 1.1}[m.random.IntN(2)]
	}
	onCPU, foreign := 0.97+0.03*m.random.Float64(), math.Abs(0.025*m.random.NormFloat64())
	waits := 1. / 200
	if m.burners {
		waits, foreign = 0.7, 1-0.05*m.random.Float64()
	}
	if m.random.Float64() < waits {
		onCPU = 0.05 + 0.7*m.random.Float64()
	}
	return CanaryReading{Unit: time.Duration(unit), OnCPU: onCPU}, &foreign
}

// A run has 45 readings: five before the first round and one after each of
// forty. A clock that slows down does so before reading 15.
const (
	simulatedReadings = 45
	slowsDownAt       = 15
	foundBy           = 25
)

// simulatedRun is the judge's result for one run.
type simulatedRun struct {
	firstThrottled int // reading, or all where it never was
	contended      int // readings
}

func simulate(j *CanaryJudge, m simulatedMachine, slowdown float64, foreignTold bool) simulatedRun {
	run := simulatedRun{firstThrottled: simulatedReadings}
	for i := range simulatedReadings {
		m.slowdown = 1
		if i >= slowsDownAt {
			m.slowdown = slowdown
		}
		reading, foreign := m.read()
		if !foreignTold {
			foreign = nil
		}
		v := j.Judge(reading, foreign)
		if v.Throttled {
			run.firstThrottled = min(run.firstThrottled, i)
		}
		if v.Contended {
			run.contended++
		}
	}
	return run
}

// The judge must be right about the whole run in at least 19 of 20. A quiet
// machine is never throttled or contended. A slow clock is found within ten
// readings, and not before it slows down, and nothing is contended. Burners
// make most readings contended, and none throttled.
func TestJudgeOverSimulatedRuns(t *testing.T) {
	const runs = 1000
	never := func(r simulatedRun) bool { return r.firstThrottled == simulatedReadings }
	quiet := func(r simulatedRun) bool { return never(r) && r.contended == 0 }
	slow := func(r simulatedRun) bool {
		return r.firstThrottled >= slowsDownAt && r.firstThrottled < foundBy && r.contended == 0
	}
	contended := func(r simulatedRun) bool { return never(r) && r.contended > simulatedReadings/2 }
	for _, test := range []struct {
		name                 string
		slowdown             float64
		burners, foreignTold bool
		reference            time.Duration
		right                func(simulatedRun) bool
	}{
		{name: "quiet", slowdown: 1, foreignTold: true, right: quiet},
		{name: "quiet, with a reference", slowdown: 1, foreignTold: true, reference: clean, right: quiet},
		{name: "a clock 1.2x slower", slowdown: 1.2, foreignTold: true, right: slow},
		{name: "a clock 1.2x slower, with a reference", slowdown: 1.2, foreignTold: true, reference: clean, right: slow},
		{name: "burners", slowdown: 1, burners: true, foreignTold: true, right: contended},
		{name: "burners, by waiting alone", slowdown: 1, burners: true, right: contended},
	} {
		t.Run(test.name, func(t *testing.T) {
			machine := simulatedMachine{random: rand.New(rand.NewPCG(5, 1)), burners: test.burners}
			right := 0
			for range runs {
				judge := &CanaryJudge{Reference: test.reference}
				if test.right(simulate(judge, machine, test.slowdown, test.foreignTold)) {
					right++
				}
			}
			t.Logf("right in %d of %d runs", right, runs)
			if right < runs*19/20 {
				t.Errorf("right in %d of %d runs only", right, runs)
			}
		})
	}
}
