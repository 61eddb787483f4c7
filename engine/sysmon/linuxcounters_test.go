package sysmon

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shirou/gopsutil/v4/disk"
	"github.com/shirou/gopsutil/v4/load"
	"github.com/shirou/gopsutil/v4/mem"
	"github.com/shirou/gopsutil/v4/net"
	"pgregory.net/rapid"
)

// A laptop's tables, with a line of each kind that is not to be counted.
const (
	meminfo = `MemTotal:       16303428 kB
MemFree:          803428 kB
MemAvailable:    9303428 kB
Buffers:          123456 kB
`
	netDev = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 3877714954 2906168    0    0    0     0          0         0 3877714954 2906168    0    0    0     0       0          0
wlp0s20f3:346711043   26627    0    0    0     0          0         7  2525901   24939    0    0    0     0       0          0
docker0:     12       1    0    0    0     0          0         0       34       1    0    0    0     0       0          0
`
	diskstats = `   7       0 loop0 1 0 8 0 0 0 0 0 0 0 0 0 0 0 0 0 0
   1       0 ram0 1 0 8 0 1 0 8 0 0 0 0
 259       0 nvme0n1 118386 29452 3864370 47440 35243 137027 10379336 23034 0 11044 74446 33851 71 2974024 3970 11 0
 259       1 nvme0n1p1 118380 29452 3864000 47440 35243 137027 10379336 23034 0 11044 74446 0 0 0 0 0 0
 259       2 nvme0c0n1 118386 29452 3864370 47440 35243 137027 10379336 23034 0 11044 74446 0 0 0 0 0 0
 253       0 dm-0 118380 0 3864000 47440 35243 0 10379336 23034 0 11044 74446 0 0 0 0 0 0
   9       0 md0 1 0 8 0 1 0 8 0 0 0 0 0 0 0 0 0 0
 252       0 zram0 1 0 8 0 1 0 8 0 0 0 0 0 0 0 0 0 0
   8       0 sda 10 0 20 0 30 0 40 0 0 0 0
   8       1 sda1 1 2 3 4
 104       0 cciss/c0d0 1 0 2 0 3 0 4 0 0 0 0
`
)

func laptop() map[string]string {
	return map[string]string{
		"proc/meminfo": meminfo, "proc/loadavg": "2.03 0.94 1.25 5/117 21463\n",
		"proc/net/dev": netDev, "proc/diskstats": diskstats,
		"sys/block/loop0/size": "8", "sys/block/ram0/size": "8", "sys/block/dm-0/size": "8",
		"sys/block/md0/size": "8", "sys/block/zram0/size": "8",
		"sys/block/nvme0n1/device/model": "Fast", "sys/block/nvme0n1/hidden": "0\n",
		"sys/block/nvme0c0n1/device/model": "Fast", "sys/block/nvme0c0n1/hidden": "1\n",
		"sys/block/sda/device/model":        "Slow",
		"sys/block/cciss!c0d0/device/model": "Old",
	}
}

func TestLinuxCounters(t *testing.T) {
	l := newLinuxCounters(files(laptop()))
	for range 2 { // the second time by what is known
		memory, err := l.memory()
		if memory != 7_000_000<<10 || err != nil {
			t.Errorf("memory %d, %v", memory, err)
		}
		mean, err := l.load()
		if mean != 2.03 || err != nil {
			t.Errorf("load %v, %v", mean, err)
		}
		interfaces, err := l.network()
		want := []transfer{{"wlp0s20f3", 346711043, 2525901}, {"docker0", 12, 34}}
		if diff := diffTransfers(want, interfaces); diff != "" || err != nil {
			t.Errorf("network: %v %s", err, diff)
		}
		disks, err := l.disks()
		want = []transfer{{"nvme0n1", 3864370 * 512, 10379336 * 512}, {"sda", 20 * 512, 40 * 512}, {"cciss/c0d0", 2 * 512, 4 * 512}}
		if diff := diffTransfers(want, disks); diff != "" || err != nil {
			t.Errorf("disks: %v %s", err, diff)
		}
	}
}

func diffTransfers(want, got []transfer) string {
	return cmp.Diff(want, got, cmp.AllowUnexported(transfer{}))
}

func TestLinuxCountersOfAMachineThatTellsNothing(t *testing.T) {
	l := newLinuxCounters(files(nil))
	_, err1 := l.memory()
	_, err2 := l.load()
	_, err3 := l.network()
	_, err4 := l.disks()
	for i, err := range []error{err1, err2, err3, err4} {
		if err == nil {
			t.Errorf("no error of reading %d", i)
		}
	}
}

func TestBrokenTables(t *testing.T) {
	for name, text := range map[string]string{
		"proc/meminfo":   "MemTotal: 5 kB\nMemAvailable: 6 kB\n",
		"proc/loadavg":   "NaN 1 1",
		"proc/net/dev":   "eth0: 1 2 3\n",
		"proc/diskstats": "8 0 sda 1 2 x 4 5 6 7 8\n",
	} {
		broken := laptop()
		broken[name] = text
		l := newLinuxCounters(files(broken))
		_, err1 := l.memory()
		_, err2 := l.load()
		_, err3 := l.network()
		_, err4 := l.disks()
		failed := 0
		for _, err := range []error{err1, err2, err3, err4} {
			if err != nil {
				failed++
			}
		}
		if failed != 1 {
			t.Errorf("%s: %d readings failed, want 1", name, failed)
		}
	}
}

func TestTablesOfAnyLength(t *testing.T) {
	text := strings.Repeat("x", 100_000) + "\nMemTotal: 9 kB\nMemAvailable: 4 kB"
	got, err := newLinuxCounters(files(map[string]string{"proc/meminfo": text})).memory()
	if got != 5<<10 || err != nil {
		t.Errorf("got %d, %v", got, err)
	}
}

func TestBrokenTablesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`([a-z0-9 :.\-]{0,30}\n){0,4}`))
		broken := laptop()
		for _, name := range []string{"proc/meminfo", "proc/loadavg", "proc/net/dev", "proc/diskstats"} {
			broken[name] += text.Draw(t, name)
		}
		l := newLinuxCounters(files(broken))
		memory, err := l.memory()
		if err != nil && memory != 0 {
			t.Fatalf("memory %d with %v", memory, err)
		}
		for _, read := range []func() ([]transfer, error){l.network, l.disks} {
			if devices, err := read(); err != nil && devices != nil {
				t.Fatalf("%v with %v", devices, err)
			}
		}
		if mean, err := l.load(); err == nil && !(mean >= 0) {
			t.Fatalf("load %v", mean)
		}
	})
}

// The tables of this machine, read by gopsutil and by this package, give the
// same figures, except for the lines that are not to be counted.
func TestLinuxCountersAreGopsutils(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("these tables are Linux's")
	}
	root := t.TempDir()
	for _, name := range []string{"meminfo", "loadavg", "net/dev", "diskstats"} {
		text, err := os.ReadFile("/proc/" + name)
		if err != nil {
			t.Skip(err) // a sandbox without it
		}
		copied := filepath.Join(root, "proc", name)
		if err := os.MkdirAll(filepath.Dir(copied), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOST_PROC", filepath.Join(root, "proc"))
	l := newLinuxCounters(os.DirFS(root))

	memory, err := l.memory()
	if theirs, err2 := mem.VirtualMemory(); err != nil || err2 != nil || memory != theirs.Used {
		t.Errorf("memory %d, %v; gopsutil %v, %v", memory, err, theirs, err2)
	}
	mean, err := l.load()
	if theirs, err2 := load.Avg(); err != nil || err2 != nil || mean != theirs.Load1 {
		t.Errorf("load %v, %v; gopsutil %v, %v", mean, err, theirs, err2)
	}

	interfaces, err := l.network()
	theirs, err2 := net.IOCounters(true)
	var want []transfer
	for _, c := range theirs {
		if c.Name != "lo" {
			want = append(want, transfer{c.Name, c.BytesRecv, c.BytesSent})
		}
	}
	if diff := diffTransfers(want, interfaces); diff != "" || err != nil || err2 != nil {
		t.Errorf("network: %v, %v %s", err, err2, diff)
	}

	all, err2 := disk.IOCounters()
	for name := range all {
		l.physical[name] = true // every disk counts here, physical or not
	}
	disks, err := l.disks()
	if err != nil || err2 != nil || len(disks) != len(all) {
		t.Errorf("%d disks, %v; gopsutil %d, %v", len(disks), err, len(all), err2)
	}
	for _, d := range disks {
		if c := all[d.device]; c.ReadBytes != d.in || c.WriteBytes != d.out {
			t.Errorf("disk %+v; gopsutil %+v", d, c)
		}
	}
}
