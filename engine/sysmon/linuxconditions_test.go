package sysmon

import (
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	cpuTimes = "cpu  1082872 10 123967 1529284 6540 20 6242 2254 500 7\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 17\n"
	pressed  = "some avg10=0.69 avg60=18.00 avg300=31.54 total=3495582040\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=12\n"
)

// toldBy is one reading of some files.
func toldBy(contents map[string]string) CounterReading {
	var r CounterReading
	newLinuxConditions(files(contents)).fill(&r)
	return r
}

func TestLinuxTimes(t *testing.T) {
	root := files(map[string]string{"proc/stat": cpuTimes})
	l := newLinuxConditions(root)
	var first, second CounterReading
	l.fill(&first)
	root["proc/stat"].Data = []byte("cpu  1083872 11 123997 1539284 6340 22 6247 2354 900 9\ncpu0 1\n")
	l.fill(&second)
	const zero = time.Duration(0)
	want := CounterReading{Busy: new(zero), Stolen: new(zero), Capacity: new(zero)}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}
	const busy, stolen, idle = 1000 + 1 + 30 + 2 + 5, 100, 10000 - 200
	want = CounterReading{Busy: new(busy * jiffy), Stolen: new(stolen * jiffy), Capacity: new((busy + stolen + idle) * jiffy)}
	if diff := cmp.Diff(want, second); diff != "" {
		t.Error(diff)
	}
}

func TestLinuxTimesThatAreNone(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "no line of all CPUs": "cpu0 1 2 3 4 5 6 7 8\n", "short": "cpu 1 2 3 4 5 6 7\n",
		"a word": "cpu 1 2 x 4 5 6 7 8\n", "negative": "cpu 1 -2 3 4 5 6 7 8\n", "wild": "cpu 1 99999999999999999999 3 4 5 6 7 8\n",
	} {
		if diff := cmp.Diff(CounterReading{}, toldBy(map[string]string{"proc/stat": text})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestLinuxPressure(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want *time.Duration
	}{
		"usual":        {pressed, new(3495582040 * time.Microsecond)},
		"full first":   {"full avg10=0 total=12\nsome avg10=0 total=34\n", new(34 * time.Microsecond)},
		"full alone":   {"full avg10=0 total=12\n", nil},
		"not a number": {"some avg10=0 total=x\n", nil},
		"empty":        {"", nil},
	} {
		got := toldBy(map[string]string{"proc/pressure/cpu": test.text}).Pressure
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestLinuxQuotaThrottles(t *testing.T) {
	const ms = time.Millisecond
	unlimited := "usage_usec 100\nuser_usec 60\nsystem_usec 40\n"
	for _, test := range []struct {
		name, member, mounts string
		groups               map[string]string
		throttles            *uint64
		throttled            *time.Duration
	}{
		{
			name: "version 2, the topmost counts none", member: "0::/a/b\n", mounts: unifiedMount,
			groups: map[string]string{
				unifiedRoot + "a/b/cpu.stat": unlimited + "nr_periods 20\nnr_throttled 3\nthrottled_usec 4000\n",
				unifiedRoot + "a/cpu.stat":   unlimited + "nr_periods 10\nnr_throttled 2\nthrottled_usec 1000\n",
				unifiedRoot + "cpu.stat":     unlimited,
			},
			throttles: new(uint64(5)), throttled: new(5 * ms),
		},
		{
			name: "version 2, no quota can be set", member: "0::/a\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "a/cpu.stat": unlimited},
		},
		{
			name: "version 1", member: "4:cpu,cpuacct:/app\n", mounts: cpuMount,
			groups: map[string]string{
				cpuRoot + "app/cpu.stat": "nr_periods 4\nnr_throttled 1\nthrottled_time 2000000\n",
				cpuRoot + "cpu.stat":     "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n",
			},
			throttles: new(uint64(1)), throttled: new(2 * ms),
		},
		{
			name: "half a story", member: "0::/a\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "a/cpu.stat": "nr_throttled 3\n"},
		},
		{name: "no cgroups"},
	} {
		t.Run(test.name, func(t *testing.T) {
			contents := map[string]string{}
			if test.member != "" {
				contents["proc/self/cgroup"], contents["proc/self/mountinfo"] = test.member, test.mounts
			}
			maps.Copy(contents, test.groups)
			got := toldBy(contents)
			want := CounterReading{QuotaThrottles: test.throttles, QuotaThrottled: test.throttled}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACgroupThatGoesIsUnknown(t *testing.T) {
	root := files(map[string]string{
		"proc/self/cgroup": "0::/a\n", "proc/self/mountinfo": unifiedMount,
		unifiedRoot + "a/cpu.stat": "nr_throttled 3\nthrottled_usec 4\n",
	})
	l := newLinuxConditions(root)
	delete(root, unifiedRoot+"a/cpu.stat")
	var got CounterReading
	l.fill(&got)
	if diff := cmp.Diff(CounterReading{}, got); diff != "" {
		t.Error(diff)
	}
}

// Two packages of two cores with two threads each.
func TestLinuxThermalThrottles(t *testing.T) {
	contents := map[string]string{}
	for cpu, siblings := range []string{"0,4", "1,5", "2,6", "3,7", "0,4", "1,5", "2,6", "3,7"} {
		directory := "sys/devices/system/cpu/cpu" + string(rune('0'+cpu)) + "/"
		core := cpu % 4
		contents[directory+"topology/thread_siblings_list"] = siblings + "\n"
		contents[directory+"topology/physical_package_id"] = string(rune('0'+core/2)) + "\n"
		contents[directory+"thermal_throttle/core_throttle_count"] = []string{"1", "20", "300", "4000"}[core] + "\n"
		contents[directory+"thermal_throttle/package_throttle_count"] = []string{"50000", "600000"}[core/2] + "\n"
	}
	if got := toldBy(contents).ThermalThrottles; got == nil || *got != 654321 {
		t.Errorf("got %v, want each core and package once: 654321", got)
	}
	contents["sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"] = "many\n"
	if got := toldBy(contents).ThermalThrottles; got == nil || *got != 654321 {
		t.Errorf("got %v, want the other thread's counter instead: 654321", got)
	}
	if got := toldBy(nil).ThermalThrottles; got != nil {
		t.Errorf("nothing counts, but %d", *got)
	}
}

func TestLinuxSettings(t *testing.T) {
	const cpus = "sys/devices/system/cpu/"
	for _, test := range []struct {
		name  string
		files map[string]string
		want  Settings
	}{
		{name: "a virtual machine"},
		{
			name: "Intel", files: map[string]string{
				cpus + "intel_pstate/no_turbo": "0\n", cpus + "cpu0/cpufreq/scaling_driver": "intel_pstate\n",
				"sys/firmware/acpi/platform_profile": "balanced\n",
			}, want: Settings{Turbo: new(true), LowPower: new(false), Profile: "balanced", Driver: "intel_pstate"},
		},
		{
			name: "Intel without turbo, saving power", files: map[string]string{
				cpus + "intel_pstate/no_turbo": "1\n", "sys/firmware/acpi/platform_profile": "low-power\n",
			}, want: Settings{Turbo: new(false), LowPower: new(true), Profile: "low-power"},
		},
		{name: "AMD", files: map[string]string{cpus + "cpufreq/boost": "1\n"}, want: Settings{Turbo: new(true)}},
		{name: "AMD, newer", files: map[string]string{cpus + "cpufreq/policy3/boost": "0\n"}, want: Settings{Turbo: new(false)}},
		{name: "nonsense", files: map[string]string{cpus + "cpufreq/boost": "?\n", cpus + "intel_pstate/no_turbo": "\n"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, linuxSettings(files(test.files))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLinuxFrequency(t *testing.T) {
	const cpus = "sys/devices/system/cpu/"
	got := linuxFrequency(files(map[string]string{
		cpus + "cpu0/cpufreq/scaling_cur_freq": "3000000\n",
		cpus + "cpu1/cpufreq/scaling_cur_freq": "4000000\n",
		cpus + "cpu2/cpufreq/scaling_cur_freq": "<unknown>\n",
		cpus + "cpu3/cpufreq/scaling_cur_freq": "0\n",
	}))
	if diff := cmp.Diff(pointer(3.5e9), got); diff != "" {
		t.Error(diff)
	}
	if got := linuxFrequency(files(nil)); got != nil {
		t.Errorf("got %v of nothing", *got)
	}
}

func TestAppleLowPower(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want *bool
	}{
		"off":          {"System-wide power settings:\nCurrently in use:\n standby              1\n lowpowermode         0\n sleep 1 (sleep prevented by powerd)\n", new(false)},
		"on":           {"Currently in use:\n lowpowermode         1\n", new(true)},
		"three, auto":  {" powermode            0\n", new(false)},
		"three, low":   {" powermode            1\n", new(true)},
		"three, high":  {" powermode            2\n", new(false)},
		"before it":    {" standby 1\n", nil},
		"another kind": {" lowpowermode 7\n lowpowermode\n", nil},
		"empty":        {"", nil},
	} {
		if diff := cmp.Diff(test.want, appleLowPower(test.text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func FuzzLinuxConditions(f *testing.F) {
	f.Add(cpuTimes, pressed, "nr_throttled 3\nthrottled_usec 4\n", "17\n")
	f.Add("", "some total=", "nr_throttled", "-1")
	f.Fuzz(func(t *testing.T, stat, pressure, group, thermal string) {
		r := toldBy(map[string]string{
			"proc/stat": stat, "proc/pressure/cpu": pressure,
			"proc/self/cgroup": "0::/a\n", "proc/self/mountinfo": unifiedMount, unifiedRoot + "a/cpu.stat": group,
			"sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count": thermal,
		})
		if (r.Busy == nil) != (r.Capacity == nil) || (r.QuotaThrottles == nil) != (r.QuotaThrottled == nil) {
			t.Errorf("half a story: %+v", r)
		}
		if r.Pressure != nil && *r.Pressure < 0 {
			t.Errorf("pressure %v", *r.Pressure)
		}
	})
}
