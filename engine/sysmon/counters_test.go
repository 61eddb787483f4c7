//go:build linux || darwin

package sysmon

import (
	"os"
	"os/exec"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fakeProcesses is a table of processes' CPU times.
type fakeProcesses map[int]time.Duration

func (f fakeProcesses) read(pid int) (time.Duration, error) {
	if used, ok := f[pid]; ok {
		return used, nil
	}
	return 0, errBroken
}

func quietSource() counterSource {
	return counterSource{
		fill:    func(*CounterReading) {},
		slow:    func() vitals { return vitals{} },
		ownCPU:  func() (time.Duration, time.Duration, error) { return time.Second, time.Second, nil },
		process: fakeProcesses{}.read,
	}
}

func TestIncludedProcessesAreOurs(t *testing.T) {
	const s = time.Second
	processes := fakeProcesses{7: 100 * s}
	source := quietSource()
	source.process = processes.read
	c := newCounters(source)
	own := func() time.Duration { return *c.Read(epoch).Own }

	if err := c.Include(8); err == nil {
		t.Error("a process that is not there was included")
	}
	if err := c.Include(7); err != nil {
		t.Fatal(err)
	}
	if got := own(); got != 2*s {
		t.Errorf("what it used before it was included counts: %v", got)
	}
	processes[7] = 103 * s
	if got := own(); got != 5*s {
		t.Errorf("got %v, want 5s", got)
	}
	delete(processes, 7)
	if got := own(); got != 5*s {
		t.Errorf("after its end %v, want 5s still", got)
	}
	processes[7] = 500 * s // another one with its number
	if got := own(); got != 5*s {
		t.Errorf("another process's time counts: %v", got)
	}
}

func TestCountersWithoutOwnTime(t *testing.T) {
	source := quietSource()
	source.ownCPU = func() (time.Duration, time.Duration, error) { return 0, 0, errBroken }
	if got := newCounters(source).Read(epoch).Own; got != nil {
		t.Errorf("got %v", *got)
	}
}

func TestSlowStatesComeLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := quietSource()
		source.slow = func() vitals {
			time.Sleep(100 * time.Millisecond)
			return vitals{frequency: pointer(3e9), speedLimit: pointer(0.5), thermal: "fair"}
		}
		c := newCounters(source)
		want := CounterReading{At: epoch, Own: new(2 * time.Second)}
		if diff := cmp.Diff(want, c.Read(epoch)); diff != "" {
			t.Errorf("no task waits: %s", diff)
		}
		time.Sleep(time.Second)
		want.At = epoch.Add(time.Second)
		want.Frequency, want.SpeedLimit, want.Thermal = pointer(3e9), pointer(0.5), "fair"
		if diff := cmp.Diff(want, c.Read(want.At)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAppleSpeed(t *testing.T) {
	tells := appleSpeed{
		pressure: func() (uint64, error) { return 2, nil },
		limit:    func() (float64, error) { return 0.6, nil },
	}
	if diff := diffVitals(vitals{thermal: "serious", speedLimit: pointer(0.6)}, tells.read()); diff != "" {
		t.Error(diff)
	}
	silent := appleSpeed{
		pressure: func() (uint64, error) { return 0, errBroken },
		limit:    func() (float64, error) { return 1, errBroken },
	}
	if diff := diffVitals(vitals{}, silent.read()); diff != "" {
		t.Error(diff)
	}
}

// This machine's own counters must at least be possible.
func TestCountersHere(t *testing.T) {
	c := NewCounters()
	before := c.Read(time.Now())
	burn(t, 100*time.Millisecond)
	got := c.Read(time.Now()).Since(before)
	if got.Foreign == nil || got.Own == nil {
		t.Fatalf("neither own nor foreign CPU time is reported: %+v", got)
	}
	if !(*got.Own > 0) {
		t.Errorf("own share %v", *got.Own)
	}
}

func TestProcessCPU(t *testing.T) {
	user, system, err := OwnCPU()
	if err != nil {
		t.Skip(err)
	}
	used, err := ProcessCPU(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	// The same time by another clock, read a moment later.
	if used < (user+system)*9/10 || used > user+system+10*time.Second {
		t.Errorf("own process used %v by its number, %v by getrusage", used, user+system)
	}
	for _, pid := range []int{0, -1, 1 << 30} {
		if used, err := ProcessCPU(pid); err == nil {
			t.Errorf("process %d has used %v", pid, used)
		}
	}
}

func TestProcessCPUOfAChild(t *testing.T) {
	child := exec.Command("sh", "-c", "i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; echo done; read wait")
	input, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Skip(err)
	}
	if _, err := output.Read(make([]byte, 8)); err != nil { // it has counted
		t.Fatal(err)
	}
	if used, err := ProcessCPU(child.Process.Pid); err != nil || used < time.Millisecond {
		t.Errorf("a child that counted to 50,000 used %v, %v", used, err)
	}
	_ = input.Close()
	_ = child.Wait() // read fails at the end of its input: no matter
	if used, err := ProcessCPU(child.Process.Pid); err == nil {
		t.Errorf("a child that has ended has used %v", used)
	}
}

func BenchmarkCounters(b *testing.B) {
	c := NewCounters()
	if err := c.Include(os.Getpid()); err != nil { // as a simulator would be
		b.Log(err)
	}
	b.ReportAllocs()
	user, system, _ := OwnCPU()
	for b.Loop() {
		c.Read(time.Now())
	}
	user2, system2, _ := OwnCPU()
	b.ReportMetric(float64(user2+system2-user-system)/float64(b.N), "cpu-ns/op")
}

// BenchmarkSampleWithCounters reads everything that a run reads twice a second.
func BenchmarkSampleWithCounters(b *testing.B) {
	start := time.Now()
	s, c := NewSampler(start), NewCounters()
	user, system, _ := OwnCPU()
	now := start
	for b.Loop() {
		now = now.Add(half)
		s.Sample(now)
		c.Read(now)
	}
	user2, system2, _ := OwnCPU()
	b.ReportMetric(float64(user2+system2-user-system)/float64(b.N), "cpu-ns/op")
}
