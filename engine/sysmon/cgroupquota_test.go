package sysmon

import (
	"maps"
	"testing"
)

const (
	unifiedMount   = "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
	cpuMount       = "33 23 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
	cpusetMount    = "34 23 0:31 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"
	containerMount = "33 23 0:30 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
	unifiedRoot    = "sys/fs/cgroup/"
	cpuRoot        = "sys/fs/cgroup/cpu,cpuacct/"
)

func TestCgroupQuota(t *testing.T) {
	for _, test := range []struct {
		name          string
		member        string
		mounts        string
		groups        map[string]string
		want          float64
		fail          bool
		withoutMember bool
	}{
		{
			name: "version 2, limited", member: "0::/app\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "app/cpu.max": "150000 100000\n"}, want: 1.5,
		},
		{
			name: "version 2, no limit", member: "0::/app\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "app/cpu.max": "max 100000\n"},
		},
		{name: "version 2, topmost group", member: "0::/\n", mounts: unifiedMount},
		{
			name: "version 2, in a container's namespace", member: "0::/\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "cpu.max": "50000 100000\n"}, want: 0.5,
		},
		{
			name: "version 2, the tightest is in between", member: "0::/a/b/c\n", mounts: unifiedMount,
			groups: map[string]string{
				unifiedRoot + "a/cpu.max":     "400000 100000\n",
				unifiedRoot + "a/b/cpu.max":   "100000 50000\n",
				unifiedRoot + "a/b/c/cpu.max": "300000\n",
			}, want: 2,
		},
		{
			name: "version 2, one group is broken", member: "0::/a/b\n", mounts: unifiedMount,
			groups: map[string]string{
				unifiedRoot + "a/cpu.max":   "400000 100000\n",
				unifiedRoot + "a/b/cpu.max": "lots\n",
			}, want: 4, fail: true,
		},
		{
			name: "version 2, a period of nothing", member: "0::/a\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "a/cpu.max": "400000 0\n"}, fail: true,
		},
		{
			name: "version 2, empty file", member: "0::/a\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "a/cpu.max": ""}, fail: true,
		},
		{
			name: "version 2, outside of the namespace", member: "0::/../other\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "cpu.max": "100000 100000\n", "sys/fs/other/cpu.max": "1 2"}, want: 1,
		},
		{
			name: "version 1, limited", member: "9:memory:/x\n4:cpu,cpuacct:/app\n0::/y\n", mounts: cpusetMount + cpuMount,
			groups: map[string]string{
				cpuRoot + "cpu.cfs_quota_us": "-1\n", cpuRoot + "cpu.cfs_period_us": "100000\n",
				cpuRoot + "app/cpu.cfs_quota_us": "250000\n", cpuRoot + "app/cpu.cfs_period_us": "100000\n",
			}, want: 2.5,
		},
		{
			name: "version 1, no limit", member: "4:cpu,cpuacct:/\n3:cpuset:/\n", mounts: cpuMount,
			groups: map[string]string{cpuRoot + "cpu.cfs_quota_us": "-1\n", cpuRoot + "cpu.cfs_period_us": "100000\n"},
		},
		{
			name: "version 1, a container sees its own group", member: "4:cpu,cpuacct:/docker/abc\n", mounts: containerMount,
			groups: map[string]string{cpuRoot + "cpu.cfs_quota_us": "50000\n", cpuRoot + "cpu.cfs_period_us": "100000\n"}, want: 0.5,
		},
		{
			name: "version 1, quota without its period", member: "4:cpu,cpuacct:/\n", mounts: cpuMount,
			groups: map[string]string{cpuRoot + "cpu.cfs_quota_us": "50000\n"}, fail: true,
		},
		{
			name: "both versions, the CPU is in the first", member: "4:cpu:/\n0::/app\n", mounts: unifiedMount,
			groups: map[string]string{unifiedRoot + "app/cpu.max": "150000 100000\n"}, fail: true,
		},
		{
			name: "mount with a blank", member: "0::/app\n", mounts: `29 23 0:26 / /my\040groups rw - cgroup2 cgroup2 rw`,
			groups: map[string]string{"my groups/app/cpu.max": "100000 100000\n"}, want: 1,
		},
		{
			name: "the mount that shows the group", member: "0::/pod/app\n",
			mounts: "28 23 0:26 /other /elsewhere rw - cgroup2 cgroup2 rw\n29 23 0:26 /pod /here rw - cgroup2 cgroup2 rw\n",
			groups: map[string]string{"here/app/cpu.max": "100000 100000\n", "elsewhere/cpu.max": "1 1"}, want: 1,
		},
		{name: "not mounted", member: "0::/app\n", mounts: cpuMount, fail: true},
		{name: "no group", member: "9:memory:/x\nnonsense\n", mounts: cpuMount, fail: true},
		{name: "no cgroups", withoutMember: true, fail: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			contents := map[string]string{"proc/self/mountinfo": "broken line\n" + test.mounts}
			if !test.withoutMember {
				contents["proc/self/cgroup"] = test.member
			}
			maps.Copy(contents, test.groups)
			got, err := cgroupQuota(files(contents))
			if got != test.want || (err != nil) != test.fail {
				t.Errorf("got %v, %v; want %v, failing %v", got, err, test.want, test.fail)
			}
		})
	}
}
