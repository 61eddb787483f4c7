package sysmon

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
)

// fakeExaminer is a machine in which everything works: its clock moves 40 ns
// whenever it is read, and sleeps end late by 100 µs, each seventh by 3 ms.
func fakeExaminer() examiner {
	var now time.Time
	var sleeps, readings int
	now = epoch
	return examiner{
		identify: func(context.Context) (engine.Host, []string) {
			return engine.Host{OS: "linux", LogicalCPUs: 4, Clusters: []engine.Cluster{
				{Kind: "P", Name: "cpu_core", CPUs: []int{0, 1}},
				{Kind: "E", Name: "cpu_atom", CPUs: []int{2, 3}},
			}}, []string{"a warning"}
		},
		settings: func(context.Context) Settings { return Settings{Turbo: new(true)} },
		raw:      func(context.Context) []RawValue { return []RawValue{{"online", "0-3"}} },
		sensors:  func() []Sensor { return []Sensor{{"temp1", 55}} },
		vitals: func() vitals {
			return vitals{temperature: pointer(55), thermal: "nominal", power: onAC, battery: pointer(1)}
		},
		load:  func() (float64, error) { return 0.25, nil },
		cores: func() ([]engine.CoreTime, error) { return make([]engine.CoreTime, 4), nil },
		counters: func(at time.Time) CounterReading {
			readings++
			return CounterReading{
				At: at, Busy: new(time.Duration(readings) * time.Second), Own: new(time.Duration(0)),
				Capacity: new(time.Duration(readings) * 10 * time.Second), Frequency: pointer(3e9),
			}
		},
		canary: func() (CanaryReading, bool) { return CanaryReading{Unit: clean, OnCPU: 0.99}, true },
		now: func() time.Time {
			now = now.Add(40)
			return now
		},
		sleep: func(_ context.Context, d time.Duration) {
			sleeps++
			late := 100 * time.Microsecond
			if sleeps%7 == 0 {
				late = 3 * time.Millisecond
			}
			now = now.Add(d + late)
		},
	}
}

func TestExamine(t *testing.T) {
	x := fakeExaminer()
	host, warnings := x.identify(t.Context())
	want := Examination{
		Host: host, Warnings: warnings, Power: "AC", Battery: pointer(1),
		Settings: Settings{Turbo: new(true)}, Load: pointer(0.25), Temperature: pointer(55),
		Cores: CoreFindings{
			Sampled: 4, Basis: "the CPU's performance counters", Raw: []RawValue{{"online", "0-3"}},
		},
		Sensors: []Sensor{{"temp1", 55}}, ClockStep: 40,
		Timer:  TimerFindings{Sleeps: 50, Median: 100*time.Microsecond + 40, Worst: 3*time.Millisecond + 40},
		Canary: &CanaryReading{Unit: clean, OnCPU: 0.99}, CanarySteps: CanarySteps,
		Conditions: Conditions{
			Wall: time.Second + 100*time.Microsecond + 40,
			Busy: pointer(0.1), Own: pointer(0), Foreign: pointer(0.1), Frequency: pointer(3e9), Thermal: "nominal",
		},
	}
	got := x.examine(t.Context())
	want.Missing = got.Missing // the next test's subject
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestExaminationNamesWhatIsMissing(t *testing.T) {
	var names []string
	for _, m := range fakeExaminer().examine(t.Context()).Missing {
		names = append(names, m.What)
		if m.Why == "" {
			t.Errorf("%s is missing without a reason", m.What)
		}
	}
	want := []string{
		"low-power mode", "governor", "CPU speed limit", "thermal throttle counters", "steal time", "CPU pressure", "cgroup throttling",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

// A machine that reports nothing is examined too. All points are checked, and
// each is reported as unknown or missing.
func TestExamineAMachineThatTellsNothing(t *testing.T) {
	x := fakeExaminer()
	x.identify = func(context.Context) (engine.Host, []string) { return engine.Host{OS: "plan9", LogicalCPUs: 1}, nil }
	x.settings = func(context.Context) Settings { return Settings{} }
	x.raw = func(context.Context) []RawValue { return nil }
	x.sensors = func() []Sensor { return nil }
	x.vitals = func() vitals { return vitals{} }
	x.load = func() (float64, error) { return 0, errBroken }
	x.cores = func() ([]engine.CoreTime, error) { return nil, errBroken }
	x.counters = func(at time.Time) CounterReading { return CounterReading{At: at} }
	x.canary = func() (CanaryReading, bool) { return CanaryReading{}, false }
	x.now = func() time.Time { return epoch }
	e := x.examine(t.Context())
	if e.ClockStep != 0 || e.Canary != nil || e.Load != nil || e.Conditions != (Conditions{}) {
		t.Errorf("reports what is not known: %+v", e)
	}
	if len(e.Missing) != 15 { // all but the timer
		t.Errorf("%d are missing: %v", len(e.Missing), e.Missing)
	}
	for _, name := range []string{"power", "low-power mode", "other processes", "load", "steal", "governor", "turbo", "thermal"} {
		if c := checkNamed(t, e, name); c.Verdict != Unknown {
			t.Errorf("%+v", c)
		}
	}
	for _, name := range []string{"cores", "clock"} {
		if c := checkNamed(t, e, name); c.Verdict != Bad {
			t.Errorf("%+v", c)
		}
	}
}

func TestExaminationEndsEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		x := fakeExaminer()
		x.sleep = sleepUnless
		start := time.Now()
		e := x.examine(ctx)
		if e.Timer.Sleeps != 0 || e.Host.OS == "" {
			t.Errorf("%+v", e)
		}
		if slept := time.Since(start); slept != 0 {
			t.Errorf("it slept for %v", slept)
		}
	})
}

func TestClusterBasis(t *testing.T) {
	for _, test := range []struct {
		os, name string
		guessed  bool
		want     string
	}{
		{os: "darwin", name: "Performance", want: "the I/O registry"},
		{os: "darwin", name: "Performance", guessed: true, want: "the kernel's numbers of cores; their order is a guess"},
		{os: "linux", name: "cpu_core", want: "the CPU's performance counters"},
		{os: "linux", name: "capacity 1024", want: "the capacity that the kernel gives each CPU"},
	} {
		h := engine.Host{OS: test.os, Clusters: []engine.Cluster{{Name: test.name, Guessed: test.guessed}}}
		if basis, guess := clusterBasis(h); basis != test.want || guess != test.guessed {
			t.Errorf("%+v: got %q, %v", test, basis, guess)
		}
	}
}

func TestAppleRaw(t *testing.T) {
	kernel := levels("Performance", 1, "Efficiency", 2)
	kernel["hw.ncpu"] = 3
	got := appleRaw(t.Context(), kernel, printed(registryOf("EPE", "logical physical")))
	want := []RawValue{
		{"hw.ncpu", "3"},
		{"hw.physicalcpu", "not told"},
		{"hw.nperflevels", "2"},
		{"hw.perflevel0.name", "Performance"},
		{"hw.perflevel0.logicalcpu", "1"},
		{"hw.perflevel0.physicalcpu", "not told"},
		{"hw.perflevel1.name", "Efficiency"},
		{"hw.perflevel1.logicalcpu", "2"},
		{"hw.perflevel1.physicalcpu", "not told"},
	}
	if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
		t.Error(diff)
	}
	rest := got[len(want):]
	if len(rest) != 3 {
		t.Fatalf("want a line for each of three CPUs: %q", rest)
	}
	for i, kind := range []string{"E", "P", "E"} {
		if line := rest[i].Value; rest[i].Source != "ioreg" || !strings.Contains(line, `cluster-type=<"`+kind+`">`) ||
			!strings.Contains(line, "logical-cpu-id=") || !strings.Contains(line, "cpu-id=<") {
			t.Errorf("CPU %d: %q", i, line)
		}
	}
	got = appleRaw(t.Context(), fakeKernel{}, unprinted)
	if last := got[len(got)-1]; last != (RawValue{"ioreg", "not read: broken"}) {
		t.Errorf("got %q", last)
	}
}

func TestLinuxRawAndSensors(t *testing.T) {
	root := files(map[string]string{
		"sys/devices/system/cpu/online": "0-3\n", "sys/devices/cpu_core/cpus": "0-1\n",
		"sys/devices/system/cpu/cpu2/cpu_capacity": "512\n",
		"sys/class/thermal/thermal_zone0/type":     "x86_pkg_temp\n", "sys/class/thermal/thermal_zone0/temp": "48312\n",
	})
	want := []RawValue{
		{"/sys/devices/system/cpu/online", "0-3"},
		{"/sys/devices/cpu_core/cpus", "0-1"},
		{"/sys/devices/system/cpu/cpu2/cpu_capacity", "512"},
	}
	if diff := cmp.Diff(want, linuxRaw(root)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Sensor{{"/sys/class/thermal/thermal_zone0/temp", 48.312}}, linuxSensors(root)); diff != "" {
		t.Error(diff)
	}
}

func TestExaminationAsJSON(t *testing.T) {
	text, err := json.Marshal(fakeExaminer().examine(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	var back Examination
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fakeExaminer().examine(t.Context()), back); diff != "" {
		t.Error(diff)
	}
	for _, key := range []string{`"clock_step_ns":40`, `"on_cpu":0.99`, `"foreign":0.1`, `"what":"governor"`} {
		if !strings.Contains(string(text), key) {
			t.Errorf("no %s in %s", key, text)
		}
	}
}

// BenchmarkExamine is the whole examination of this machine.
func BenchmarkExamine(b *testing.B) {
	for b.Loop() {
		e := Examine(b.Context())
		if e.Timer.Sleeps == 0 {
			b.Fatal("no timer")
		}
	}
}
