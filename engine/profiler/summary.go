package profiler

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/google/pprof/profile"

	"ep-benchmark/engine"
)

// mostFunctions is how many functions a summary names.
const mostFunctions = 30

// unnamed stands for code that has no symbol.
const unnamed = "(no name)"

// summarise finds the functions in which most CPU time was spent, in the
// samples that are kept.
func summarise(p *profile.Profile, kind engine.LegKind, keep func(*profile.Sample) bool) engine.ProfileSummary {
	t := tally{}
	value := cpuValue(p)
	for _, sample := range p.Sample {
		if keep(sample) {
			t.add(sample, sample.Value[value])
		}
	}
	return engine.ProfileSummary{Kind: kind, CPU: time.Duration(t.total), Functions: t.functions()}
}

// cpuValue is which of a sample's values is its CPU time in nanoseconds; the
// other one counts samples.
func cpuValue(p *profile.Profile) int {
	for i, kind := range p.SampleType {
		if kind.Type == "cpu" && kind.Unit == "nanoseconds" {
			return i
		}
	}
	return len(p.SampleType) - 1
}

// ofTheLeg keeps everything except the profilers' own work, which was 4 to 24 %
// of the samples of legs that compute. A leg has the process to itself, so the
// rest is the leg's.
func ofTheLeg(s *profile.Sample) bool {
	for _, location := range s.Location {
		for _, line := range lines(location) {
			if profiles(line.Function.Name) {
				return false
			}
		}
	}
	return true
}

// profiles tells whether a function takes a profile or a trace, or records
// something for one.
func profiles(function string) bool {
	for _, prefix := range []string{
		"runtime/pprof.", "runtime/trace.", "runtime.trace", "runtime.(*trace", "runtime.blockevent", "runtime.mutexevent",
	} {
		if strings.HasPrefix(function, prefix) {
			return !strings.HasPrefix(function, "runtime.traceback") // any code may call that
		}
	}
	return false
}

// tally adds up samples.
type tally struct {
	total  int64
	byName map[string]*spent
}

// spent is one function's time in nanoseconds.
type spent struct {
	file       string
	flat, all  int64
	flatByLine map[int64]int64
}

func (t *tally) add(s *profile.Sample, value int64) {
	t.total += value
	seen := map[string]bool{}
	innermost := true
	for _, location := range s.Location {
		for _, line := range lines(location) {
			if innermost && preempts(line.Function.Name) {
				continue
			}
			f := t.function(line.Function)
			if !seen[line.Function.Name] { // once, however often it calls itself
				seen[line.Function.Name] = true
				f.all += value
			}
			if innermost {
				f.flat += value
				f.flatByLine[line.Line] += value
				innermost = false
			}
		}
	}
}

// preempts tells whether the runtime uses a function to interrupt another one
// on a busy machine. Its time counts as that of the function it interrupts.
func preempts(function string) bool {
	return function == "runtime.asyncPreempt" || function == "runtime.asyncPreempt2"
}

// lines are a location's, the innermost of inlined calls first. One without a
// symbol is one unnamed line.
func lines(l *profile.Location) []profile.Line {
	if len(l.Line) == 0 || l.Line[0].Function == nil {
		return []profile.Line{{Function: &profile.Function{Name: unnamed}}}
	}
	return l.Line
}

func (t *tally) function(f *profile.Function) *spent {
	if t.byName == nil {
		t.byName = map[string]*spent{}
	}
	if t.byName[f.Name] == nil {
		t.byName[f.Name] = &spent{file: f.Filename, flatByLine: map[int64]int64{}}
	}
	return t.byName[f.Name]
}

// functions are those with the most time of their own, the most first.
func (t *tally) functions() []engine.FunctionShare {
	all := []engine.FunctionShare{}
	for _, name := range slices.Sorted(maps.Keys(t.byName)) {
		f := t.byName[name]
		if f.flat > 0 {
			all = append(all, engine.FunctionShare{
				Function: name, File: f.place(),
				Flat: float64(f.flat) / float64(t.total), Cumulative: float64(f.all) / float64(t.total),
			})
		}
	}
	slices.SortStableFunc(all, func(a, b engine.FunctionShare) int { return cmp.Compare(b.Flat, a.Flat) })
	return all[:min(len(all), mostFunctions)]
}

// place is the file's name and the line with the most time of its own. It
// leaves the folder out, which would reveal where the program was built.
func (s *spent) place() string {
	if s.file == "" {
		return ""
	}
	hottest := int64(0)
	for _, line := range slices.Sorted(maps.Keys(s.flatByLine)) {
		if hottest == 0 || s.flatByLine[line] > s.flatByLine[hottest] {
			hottest = line
		}
	}
	return fmt.Sprintf("%s:%d", path.Base(strings.ReplaceAll(s.file, `\`, "/")), hottest)
}
