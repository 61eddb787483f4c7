package sysmon

import (
	"testing"
	"time"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

var nearly = cmpopts.EquateApprox(0, 1e-9)

func TestConditions(t *testing.T) {
	const s, ms = time.Second, time.Millisecond
	before := CounterReading{
		At: epoch, Busy: new(10 * s), Stolen: new(1 * s), Capacity: new(100 * s), Own: new(2 * s),
		Pressure: new(5 * s), QuotaThrottles: new(uint64(7)), QuotaThrottled: new(3 * s),
		ThermalThrottles: new(uint64(40)), Frequency: pointer(4e9), Thermal: "nominal",
	}
	after := CounterReading{
		At: epoch.Add(s), Busy: new(11 * s), Stolen: new(1*s + 100*ms), Capacity: new(102 * s), Own: new(2*s + 700*ms),
		Pressure: new(5*s + 250*ms), QuotaThrottles: new(uint64(9)), QuotaThrottled: new(3*s + 40*ms),
		ThermalThrottles: new(uint64(40)), Frequency: pointer(3e9), SpeedLimit: pointer(0.8), Thermal: "serious",
	}
	want := Conditions{
		Wall: s, Busy: pointer(0.5), Own: pointer(0.35), Foreign: pointer(0.15), Steal: pointer(0.05),
		Pressure: pointer(0.25), QuotaThrottles: new(uint64(2)), QuotaThrottled: new(40 * ms),
		ThermalThrottles: new(uint64(0)), Frequency: pointer(3e9), SpeedLimit: pointer(0.8), Thermal: "serious",
	}
	if diff := cmp.Diff(want, after.Since(before), nearly); diff != "" {
		t.Error(diff)
	}
}

func TestConditionsOfWhatIsNotTold(t *testing.T) {
	const s = time.Second
	full := CounterReading{At: epoch.Add(s), Busy: new(s), Capacity: new(2 * s), Own: new(s), Pressure: new(s), QuotaThrottles: new(uint64(1))}
	want := Conditions{Wall: s}
	if diff := cmp.Diff(want, full.Since(CounterReading{At: epoch})); diff != "" {
		t.Errorf("after nothing: %s", diff)
	}
	if diff := cmp.Diff(want, CounterReading{At: epoch.Add(2 * s)}.Since(full)); diff != "" {
		t.Errorf("before nothing: %s", diff)
	}
	back := CounterReading{
		At: epoch.Add(2 * s), Busy: new(s / 2), Capacity: new(4 * s), Own: new(s + s/2), Pressure: new(s / 2), QuotaThrottles: new(uint64(0)),
	}
	want.Own = pointer(0.25) // all else went backwards
	if diff := cmp.Diff(want, back.Since(full), nearly); diff != "" {
		t.Errorf("backwards: %s", diff)
	}
	if diff := cmp.Diff(Conditions{}, full.Since(full), cmpopts.IgnoreFields(Conditions{}, "QuotaThrottles")); diff != "" {
		t.Errorf("no time has passed: %s", diff)
	}
}

// Own time is exact and the machine's comes in steps, so own may be more than
// the total.
func TestForeignIsNeverNegative(t *testing.T) {
	const s = time.Second
	before := CounterReading{Busy: new(time.Duration(0)), Capacity: new(time.Duration(0)), Own: new(time.Duration(0))}
	after := CounterReading{Busy: new(s), Capacity: new(2 * s), Own: new(s + s/100)}
	if got := after.Since(before).Foreign; got == nil || *got != 0 {
		t.Errorf("got %v", got)
	}
}

func TestConditionsAreShares(t *testing.T) {
	duration := func(t *rapid.T, name string) *time.Duration {
		if rapid.Bool().Draw(t, name+" is known") {
			return new(time.Duration(rapid.Int64().Draw(t, name)))
		}
		return nil
	}
	reading := func(t *rapid.T, name string) CounterReading {
		return CounterReading{
			At:   epoch.Add(time.Duration(rapid.Int64Range(-1e18, 1e18).Draw(t, name))),
			Busy: duration(t, "busy"), Own: duration(t, "own"), Stolen: duration(t, "stolen"),
			Capacity: duration(t, "capacity"), Pressure: duration(t, "pressure"),
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := reading(t, "after").Since(reading(t, "before"))
		for name, share := range map[string]*float64{
			"busy": c.Busy, "own": c.Own, "foreign": c.Foreign, "steal": c.Steal, "pressure": c.Pressure,
		} {
			if share != nil && !(*share >= 0 && *share <= 1) {
				t.Errorf("%s is %v", name, *share)
			}
		}
	})
}

func TestCoreCounters(t *testing.T) {
	var r CounterReading
	coreCounters(func() ([]engine.CoreTime, error) {
		return []engine.CoreTime{{Busy: 1.5, Total: 10}, {Busy: 0.25, Total: 10}}, nil
	})(&r)
	want := CounterReading{Busy: new(1750 * time.Millisecond), Capacity: new(20 * time.Second)}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
	r = CounterReading{}
	coreCounters(func() ([]engine.CoreTime, error) { return nil, errBroken })(&r)
	if diff := cmp.Diff(CounterReading{}, r); diff != "" {
		t.Error(diff)
	}
}
