package sysmon

import (
	"sync/atomic"
	"time"
)

// vitals are the machine's heat and power: slow to change, and slow to read
// where a sensor sits behind firmware.
type vitals struct {
	temperature *float64 // of the hottest CPU sensor, in degrees Celsius
	thermal     string
	power       string
	battery     *float64
	frequency   *float64 // mean of all cores, in hertz
	speedLimit  *float64 // share of its full speed that the CPU may run at
}

// How often vitals are read, and how long a reading counts where no newer one
// comes. A sensor that hangs must not look like a steady one.
const (
	vitalsEvery = 5 * time.Second
	vitalsHold  = time.Minute
)

// onAC and onBattery are the sources of power.
const (
	onAC      = "AC"
	onBattery = "battery"
)

// vitalsReader reads vitals on a goroutine of its own, one reading at a time.
// So callers get the last answer and never wait.
type vitalsReader struct {
	read   func() vitals
	pace   pace
	busy   atomic.Bool
	latest atomic.Pointer[readVitals]
}

type readVitals struct {
	vitals
	asked time.Time
}

func newVitalsReader(read func() vitals) *vitalsReader {
	return &vitalsReader{read: read, pace: pace{every: vitalsEvery}}
}

// ask returns what is known, and starts a new reading where that is due.
func (v *vitalsReader) ask(now time.Time) vitals {
	if v.pace.due(now) && v.busy.CompareAndSwap(false, true) {
		go func() {
			defer v.busy.Store(false)
			v.latest.Store(&readVitals{vitals: v.read(), asked: now})
		}()
	}
	last := v.latest.Load()
	if last == nil || now.Sub(last.asked) > vitalsHold {
		return vitals{}
	}
	return last.vitals
}

// pace keeps a reading from being taken too often.
type pace struct {
	every time.Duration
	last  time.Time
}

// due tells whether to read now; if so, the next reading is due later.
func (p *pace) due(now time.Time) bool {
	if !p.last.IsZero() && now.Sub(p.last) < p.every {
		return false
	}
	p.last = now
	return true
}

// hottest is the highest of some temperatures in degrees Celsius, nil where
// there is none. A sensor that is asleep or broken reads 0 or something wild.
func hottest(celsius []float64) *float64 {
	var highest *float64
	for _, c := range celsius {
		if c > 0 && c < 150 && (highest == nil || c > *highest) {
			highest = &c
		}
	}
	return highest
}

// store is how much one battery holds and could hold, in any unit.
type store struct{ now, full float64 }

// charge is the common charge of some batteries, 0 to 1; nil where none reports
// its charge.
func charge(batteries []store) *float64 {
	var sum store
	for _, b := range batteries {
		if b.full > 0 && b.now >= 0 {
			sum.now += b.now
			sum.full += b.full
		}
	}
	if !(sum.full > 0) {
		return nil
	}
	share := min(1, sum.now/sum.full)
	return &share
}
