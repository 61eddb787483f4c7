package sysmon

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
)

func checkNamed(t *testing.T, e Examination, name string) Check {
	t.Helper()
	for _, c := range Checks(e) {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no check %q", name)
	return Check{}
}

// desktop is a quiet Linux desktop, set up for measuring.
func desktop() Examination {
	return Examination{
		Host: engine.Host{
			OS: "linux", Arch: "amd64", LogicalCPUs: 16, PhysicalCPUs: 8, GOMAXPROCS: 16, Governor: "performance",
		},
		Power: onAC, Settings: Settings{LowPower: new(false), Profile: "performance", Turbo: new(false), Driver: "intel_pstate"},
		Load: pointer(0.2), Temperature: pointer(48),
		Cores: CoreFindings{Sampled: 16}, ClockStep: 25,
		Timer:  TimerFindings{Sleeps: 50, Median: 60 * time.Microsecond, Worst: 300 * time.Microsecond},
		Canary: &CanaryReading{Unit: 300 * time.Microsecond, OnCPU: 0.99}, CanarySteps: CanarySteps,
		Conditions: Conditions{
			Wall: time.Second, Foreign: pointer(0.004), Steal: pointer(0), Pressure: pointer(0.001), ThermalThrottles: new(uint64(0)),
		},
	}
}

func macBook() Examination {
	return Examination{
		Host: engine.Host{
			Model: "Mac15,9", OS: "darwin", Arch: "arm64", LogicalCPUs: 16, PhysicalCPUs: 16, GOMAXPROCS: 16,
			Clusters: []engine.Cluster{
				{Kind: "P", Name: "Performance", CPUs: consecutive(4, 12)},
				{Kind: "E", Name: "Efficiency", CPUs: consecutive(0, 4)},
			},
		},
		Power: onAC, Battery: pointer(0.9), Settings: Settings{LowPower: new(false)}, Load: pointer(2),
		Cores: CoreFindings{Sampled: 16, Basis: "the I/O registry"}, ClockStep: 41,
		Timer:      TimerFindings{Sleeps: 50, Median: 250 * time.Microsecond, Worst: 400 * time.Microsecond},
		Canary:     &CanaryReading{Unit: 240 * time.Microsecond, OnCPU: 0.99},
		Conditions: Conditions{Wall: time.Second, Foreign: pointer(0.03), Thermal: "nominal"},
	}
}

func macBookOnBattery() Examination {
	e := macBook()
	e.Power, e.Battery, e.Settings.LowPower = onBattery, pointer(0.31), new(true)
	e.Conditions.Foreign = pointer(0.07)
	return e
}

func throttledMac() Examination {
	e := macBook()
	e.Conditions.Thermal = "serious"
	e.Canary = &CanaryReading{Unit: 400 * time.Microsecond, OnCPU: 0.7}
	e.Cores = CoreFindings{Sampled: 16, Basis: "the kernel's numbers of cores; their order is a guess", Guessed: true}
	return e
}

func cloudMachine() Examination {
	e := desktop()
	e.Host.Virtualisation, e.Host.Governor = "kvm", ""
	e.Host.LogicalCPUs, e.Host.PhysicalCPUs, e.Host.GOMAXPROCS, e.Cores.Sampled = 2, 2, 2, 2
	e.Power, e.Settings, e.Temperature, e.Load = "", Settings{}, nil, pointer(1.4)
	e.Conditions.Steal, e.Conditions.ThermalThrottles = pointer(0.12), nil
	e.Conditions.Foreign, e.Conditions.Pressure = pointer(0.3), pointer(0.1)
	e.Timer = TimerFindings{Sleeps: 50, Median: 700 * time.Microsecond, Worst: 12 * time.Millisecond}
	return e
}

func container() Examination {
	e := desktop()
	e.Host.Virtualisation, e.Host.CPUQuota, e.Host.GOMAXPROCS = "docker", 1.5, 16
	e.Host.Governor, e.Settings = "powersave", Settings{Turbo: new(true), Driver: "acpi-cpufreq"}
	e.Host.RaceBuild = true
	e.Conditions.QuotaThrottles = new(uint64(7))
	return e
}

func TestChecks(t *testing.T) {
	for _, test := range []struct {
		name        string
		examination Examination
		want        map[string]Verdict // all others are good
	}{
		{name: "a quiet Linux desktop", examination: desktop()},
		{name: "a MacBook", examination: macBook(), want: map[string]Verdict{"CPU pressure": Unknown, "steal": Unknown, "turbo": Unknown}},
		{name: "a MacBook on battery", examination: macBookOnBattery(), want: map[string]Verdict{
			"power": Bad, "low-power mode": Bad, "other processes": Mind,
			"CPU pressure": Unknown, "steal": Unknown, "turbo": Unknown,
		}},
		{name: "a throttled Mac", examination: throttledMac(), want: map[string]Verdict{
			"thermal": Bad, "canary": Mind, "clusters": Mind,
			"CPU pressure": Unknown, "steal": Unknown, "turbo": Unknown,
		}},
		{name: "a cloud machine", examination: cloudMachine(), want: map[string]Verdict{
			"power": Unknown, "low-power mode": Unknown, "governor": Unknown, "turbo": Unknown, "thermal": Unknown,
			"virtualisation": Mind, "steal": Bad, "other processes": Bad, "CPU pressure": Mind, "load": Mind, "timer": Mind,
		}},
		{name: "a container with a quota", examination: container(), want: map[string]Verdict{
			"CPU quota": Bad, "virtualisation": Mind, "governor": Bad, "turbo": Mind, "race build": Bad, "low-power mode": Unknown,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := map[string]Verdict{}
			for _, c := range Checks(test.examination) {
				if c.Verdict != Good {
					got[c.Name] = c.Verdict
				}
				checkWords(t, c)
			}
			if test.want == nil {
				test.want = map[string]Verdict{}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// checkWords: every check has a finding without a hole in it, and advice only
// where there is something to do.
func checkWords(t *testing.T, c Check) {
	t.Helper()
	if c.Name == "" || c.Finding == "" || strings.Contains(c.Finding+c.Advice, "%!") || strings.Contains(c.Finding, "NaN") {
		t.Errorf("%+v", c)
	}
	if needed := c.Verdict == Mind || c.Verdict == Bad; needed != (c.Advice != "") {
		t.Errorf("advice on %+v", c)
	}
}

// Each case changes one point of the quiet desktop.
func TestCheckFindings(t *testing.T) {
	for _, test := range []struct {
		name    string
		change  func(e *Examination)
		check   string
		verdict Verdict
		finding string // a part of it
	}{
		{"battery", func(e *Examination) { e.Power, e.Battery = onBattery, pointer(0.314) }, "power", Bad, "31 %"},
		{"foreign at its bound", func(e *Examination) { e.Conditions.Foreign = pointer(0.1) }, "other processes", Mind, "10.0 %"},
		{"foreign above it", func(e *Examination) { e.Conditions.Foreign = pointer(0.11) }, "other processes", Bad, "11.0 %"},
		{"load", func(e *Examination) { e.Load = pointer(8.1) }, "load", Mind, "8.10"},
		{"half a load", func(e *Examination) { e.Load = pointer(8) }, "load", Good, "8.00"},
		{"a quota that is enough", func(e *Examination) { e.Host.CPUQuota = 16 }, "CPU quota", Mind, "16 CPUs"},
		{"a quota that is not", func(e *Examination) { e.Host.CPUQuota = 2 }, "CPU quota", Bad, "midst of legs"},
		{"pstate's powersave", func(e *Examination) { e.Host.Governor = "powersave" }, "governor", Mind, "follow the load"},
		{"schedutil", func(e *Examination) { e.Host.Governor = "schedutil" }, "governor", Mind, "schedutil"},
		{"some sleep", func(e *Examination) { e.Host.Governor = "performance, powersave" }, "governor", Mind, "performance, powersave"},
		{"turbo", func(e *Examination) { e.Settings.Turbo = new(true) }, "turbo", Mind, "faster than all"},
		{"a hot sensor", func(e *Examination) { e.Temperature = pointer(97) }, "thermal", Mind, "97 °C"},
		{"counted heat", func(e *Examination) { e.Conditions.ThermalThrottles = new(uint64(3)) }, "thermal", Bad, "3 times"},
		{"a limit", func(e *Examination) { e.Conditions.SpeedLimit = pointer(0.62) }, "thermal", Bad, "62 %"},
		{"no limit", func(e *Examination) { e.Conditions.SpeedLimit = pointer(1) }, "thermal", Good, ""},
		{"fair", func(e *Examination) { e.Conditions.Thermal = "fair" }, "thermal", Mind, "fair"},
		{"fewer sampled", func(e *Examination) { e.Cores.Sampled = 15 }, "cores", Bad, "15"},
		{"fewer used", func(e *Examination) { e.Host.GOMAXPROCS = 4 }, "cores", Mind, "uses 4"},
		{"a Mac without kinds", func(e *Examination) { e.Host.OS, e.Host.Arch = "darwin", "arm64" }, "clusters", Mind, "no kinds"},
		{"a coarse clock", func(e *Examination) { e.ClockStep = time.Millisecond }, "clock", Bad, "1ms"},
		{"a slow clock", func(e *Examination) { e.ClockStep = 15 * time.Microsecond }, "clock", Mind, "15µs"},
		{"a late timer", func(e *Examination) { e.Timer.Median = 15 * time.Millisecond }, "timer", Bad, "15ms"},
		{"one late timer", func(e *Examination) { e.Timer.Worst = 15 * time.Millisecond }, "timer", Mind, "15ms"},
		{"no timer", func(e *Examination) { e.Timer = TimerFindings{} }, "timer", Unknown, ""},
		{"steal", func(e *Examination) { e.Conditions.Steal = pointer(0.02) }, "steal", Mind, "2.0 %"},
		{"waiting", func(e *Examination) { e.Canary.OnCPU = 0.5 }, "canary", Mind, "50 %"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := desktop()
			test.change(&e)
			c := checkNamed(t, e, test.check)
			if c.Verdict != test.verdict || !strings.Contains(c.Finding, test.finding) {
				t.Errorf("got %+v; want %s with %q", c, test.verdict, test.finding)
			}
			checkWords(t, c)
		})
	}
}

func TestClustersAreNamed(t *testing.T) {
	const want = "12 P (4-15), 4 E (0-3), by the I/O registry"
	if got := checkNamed(t, macBook(), "clusters").Finding; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestChecksKeepTheirOrder(t *testing.T) {
	names := func(e Examination) string {
		var list []string
		for _, c := range Checks(e) {
			list = append(list, c.Name)
		}
		return fmt.Sprint(list)
	}
	if a, b := names(desktop()), names(Examination{}); a != b {
		t.Errorf("%s\n%s", a, b)
	}
	for _, c := range Checks(Examination{}) {
		checkWords(t, c)
	}
}
