package profiler

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/pprof/profile"

	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
)

// Fixed amounts of work in functions that a profile can name.

//go:noinline
func hotEarth(n int) (sum uint64) {
	for i := range n {
		sum = sum*6364136223846793005 + uint64(i)
	}
	return sum
}

//go:noinline
func hotWater(n int) (sum uint64) {
	for i := range n {
		sum = sum*2862933555777941757 + uint64(i)
	}
	return sum
}

// sink uses the results, so that the compiler keeps the work.
var sink struct {
	sync.Mutex
	sum uint64
}

func consume(sum uint64) {
	sink.Lock()
	defer sink.Unlock()
	sink.sum += sum
}

// burning is a workload of eight operations.
type burning struct {
	name string
	burn func(int) uint64
}

func (b burning) Spec() engine.Spec {
	return engine.Spec{Name: b.name, Title: b.name, Size: 8, PassItems: 8, Operations: 8, Bound: engine.CPUBound}
}

func (b burning) Prepare(context.Context, engine.Leg) (engine.Job, error) {
	return engine.Job{Operations: 8, Do: func(context.Context, engine.Op) (engine.Work, error) {
		consume(b.burn(20_000_000))
		return engine.Work{Items: 1}, nil
	}}, nil
}

func plan() engine.Plan {
	return engine.Plan{Schedule: engine.Isolated, Rounds: 1, Workers: 4, Seed: 1, MinimumLeg: time.Millisecond, OperationTimeout: time.Minute}
}

func carryOut(t *testing.T, around runner.LegHook, p engine.Plan, workloads ...engine.Workload) {
	t.Helper()
	r := runner.Runner{Workloads: workloads, Host: engine.Host{LogicalCPUs: 2, GOMAXPROCS: 2}, LegHook: around}
	report, err := r.Run(t.Context(), p, func(engine.Event) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range report.Results {
		if result.Failure != "" || result.Rounds != 1 {
			t.Fatalf("%s: %d rounds %s", result.Spec.Name, result.Rounds, result.Failure)
		}
	}
}

func newProfiler(t *testing.T) *Profiler {
	t.Helper()
	p, err := New(filepath.Join(t.TempDir(), "profiles"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestTheHotFunctionComesFirst profiles two workloads one after another, and
// finds each one's work in its profiles and in no other's.
func TestTheHotFunctionComesFirst(t *testing.T) {
	p := newProfiler(t)
	carryOut(t, p.Around, plan(), burning{"earth", hotEarth}, burning{"water", hotWater})
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	for workload, function := range map[string]string{"earth": "hotEarth", "water": "hotWater"} {
		summaries := p.Summaries(workload)
		if len(summaries) != 2 || summaries[0].Kind != engine.Sequential || summaries[1].Kind != engine.Parallel {
			t.Fatalf("%s: %+v", workload, summaries)
		}
		for _, s := range summaries {
			first := s.Functions[0]
			if first.Function != "ep-benchmark/engine/profiler."+function || first.Flat < 0.5 || first.Cumulative < first.Flat { // of some twenty samples
				t.Errorf("%s, %s: %+v", workload, s.Kind, first)
			}
			if name, line, _ := strings.Cut(first.File, ":"); name != "profiler_test.go" || line == "" {
				t.Errorf("%s, %s: found at %q", workload, s.Kind, first.File)
			}
			if s.CPU < 50*time.Millisecond {
				t.Errorf("%s, %s: %v of CPU time", workload, s.Kind, s.CPU)
			}
		}
	}
}

// TestFilesParse holds that every file is there and can be read by its tools.
func TestFilesParse(t *testing.T) {
	p := newProfiler(t)
	carryOut(t, p.Around, plan(), burning{"earth", hotEarth})
	if err := p.WriteGuide("v1"); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"README.txt",
		"block-earth-parallel.pprof", "block-earth-sequential.pprof",
		"cpu-earth-parallel.pprof", "cpu-earth-sequential.pprof",
		"mutex-earth-parallel.pprof", "mutex-earth-sequential.pprof",
		"trace-earth-parallel.out", "trace-earth-sequential.out",
	}
	if found := names(t, p.Folder()); !slices.Equal(found, want) {
		t.Fatalf("found %q", found)
	}
	guide := string(read(t, p.Folder(), "README.txt"))
	for _, name := range want[1:] {
		data := read(t, p.Folder(), name)
		switch filepath.Ext(name) {
		case ".pprof":
			parsed, err := profile.ParseData(data)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if strings.HasPrefix(name, "block-") && len(parsed.Sample) == 0 {
				t.Errorf("%s: no goroutine waited, not even for the workers", name)
			}
		case ".out":
			if !bytes.HasPrefix(data, []byte("go 1.")) || len(data) < 1000 {
				t.Errorf("%s: %d bytes, beginning with %.20q", name, len(data), data)
			}
		}
		if kind, _, _ := strings.Cut(name, "-"); !strings.Contains(guide, kind+"-<workload>-<leg>") {
			t.Errorf("README.txt does not explain %s", name)
		}
	}
	if !strings.Contains(guide, "go tool pprof -http=localhost: cpu-earth-parallel.pprof\n") || !strings.Contains(guide, "go tool trace trace-earth-") {
		t.Errorf("README.txt shows no commands:\n%s", guide)
	}
}

// TestWaitsAreOfTheLegAlone holds that waits before a leg are not in its
// profiles.
func TestWaitsAreOfTheLegAlone(t *testing.T) {
	p := newProfiler(t)
	before := p.begin("before", engine.Parallel)
	earlierWait()
	p.end(before)
	after := p.begin("after", engine.Parallel)
	p.end(after)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	for workload, want := range map[string]bool{"before": true, "after": false} {
		parsed, err := profile.ParseData(read(t, p.Folder(), "block-"+workload+"-parallel.pprof"))
		if err != nil {
			t.Fatal(err)
		}
		if got := functionsOf(parsed)["ep-benchmark/engine/profiler.earlierWait"]; got != want {
			t.Errorf("%s: waited is %v, want %v", workload, got, want)
		}
	}
}

// earlierWait waits for long enough to be recorded for certain.
//
//go:noinline
func earlierWait() {
	const long = 100 * blockRate
	woken := make(chan struct{})
	time.AfterFunc(long, func() { close(woken) })
	<-woken
}

// TestLabelsTellWorkloadsApart runs two workloads at once under one CPU
// profile, and finds each one's work by its label.
func TestLabelsTellWorkloadsApart(t *testing.T) {
	var b bytes.Buffer
	if err := pprof.StartCPUProfile(&b); err != nil {
		t.Fatal(err)
	}
	together := plan()
	together.Schedule = engine.Concurrent
	carryOut(t, func(workload string, leg engine.Leg, _ engine.Purpose) func() { return Label(workload, leg.Kind) },
		together, burning{"earth", hotEarth}, burning{"water", hotWater})
	pprof.StopCPUProfile()
	parsed, err := profile.ParseData(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for workload, other := range map[string]string{"earth": "hotWater", "water": "hotEarth"} {
		s := summarise(parsed, engine.Parallel, func(s *profile.Sample) bool { return s.HasLabel(WorkloadLabel, workload) })
		if s.CPU == 0 || slices.ContainsFunc(s.Functions, func(f engine.FunctionShare) bool { return strings.HasSuffix(f.Function, other) }) {
			t.Errorf("%s has the other's work, or none: %+v", workload, s)
		}
	}
	for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
		if !slices.ContainsFunc(parsed.Sample, func(s *profile.Sample) bool { return s.HasLabel(LegLabel, string(kind)) }) {
			t.Errorf("no sample is of a %s leg", kind)
		}
	}
}

// TestUnmeasuredLegsPass holds that a warm-up leaves nothing.
func TestUnmeasuredLegsPass(t *testing.T) {
	p := newProfiler(t)
	p.Around("earth", engine.Leg{Kind: engine.Parallel}, engine.Warmup)()
	p.Around("earth", engine.Leg{Kind: engine.Parallel}, engine.Filler)()
	if _, err := os.Stat(p.Folder()); !os.IsNotExist(err) || p.Summaries("earth") != nil {
		t.Errorf("there is a folder: %v", err)
	}
	if err := p.Make(); err != nil {
		t.Fatal(err)
	}
	p.Discard()
	if _, err := os.Stat(p.Folder()); !os.IsNotExist(err) {
		t.Errorf("the empty folder stays: %v", err)
	}
}

// TestFilesAreTheUsersAlone holds that only their owner can read profiles, and
// that the probe of a killed program does not make the folder unusable.
func TestFilesAreTheUsersAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "profiles")
	if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(filepath.Join(folder, probeName), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	p, err := New(folder)
	if err != nil {
		t.Fatal(err)
	}
	if found := names(t, folder); len(found) != 0 {
		t.Errorf("there is %q", found)
	}
	p.Around("earth", engine.Leg{Kind: engine.Parallel}, engine.Measured)()
	if err := errors.Join(p.Err(), p.WriteGuide("0.1.0")); err != nil {
		t.Fatal(err)
	}
	for _, name := range names(t, folder) {
		if about, err := os.Stat(filepath.Join(folder, name)); err != nil || about.Mode() != 0o600 {
			t.Errorf("%s: %v, %v", name, about.Mode(), err)
		}
	}
}

func TestFolderHasToBeEmpty(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "kept"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := New(folder); err == nil || !strings.Contains(err.Error(), "holds something already") {
		t.Errorf("%v", err)
	}
	if _, err := New(filepath.Join(folder, "kept", "below")); err == nil {
		t.Error("a folder below a file was made")
	}
}

// TestProblemsAreTold holds that an error is reported when the CPU profiler is
// in use already.
func TestProblemsAreTold(t *testing.T) {
	if err := pprof.StartCPUProfile(io.Discard); err != nil {
		t.Fatal(err)
	}
	defer pprof.StopCPUProfile()
	p := newProfiler(t)
	p.Around("earth", engine.Leg{Kind: engine.Parallel}, engine.Measured)()
	if err := p.Err(); err == nil || !strings.Contains(err.Error(), "earth, parallel") {
		t.Errorf("%v", err)
	}
}

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name())
	}
	return all
}

func read(t *testing.T, folder, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestFoldersHaveOneWriter: if two programs are given one folder, the second to
// write gets an error.
func TestFoldersHaveOneWriter(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "profiles")
	var both [2]*Profiler
	for i := range both {
		p, err := New(folder)
		if err != nil {
			t.Fatal(err)
		}
		both[i] = p
	}
	if err := both[0].Begin(); err != nil {
		t.Fatal(err)
	}
	if err := both[0].WriteGuide("0.1.0"); err != nil {
		t.Fatal(err)
	}
	if err := both[1].Begin(); err == nil || !strings.Contains(err.Error(), "holds something already") {
		t.Errorf("the second gets %v", err)
	}
}
