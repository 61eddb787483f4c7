package profiler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"

	"ep-benchmark/engine"
	"ep-benchmark/engine/outfile"
)

// The labels that the samples of a leg's workers bear.
const (
	WorkloadLabel = "workload"
	LegLabel      = "leg"
)

// A Profiler takes profiles of measured legs into a folder. Its legs run one
// at a time: the runtime has one CPU profiler. It is for one goroutine.
type Profiler struct {
	folder    string
	taken     []taken
	summaries map[string][]engine.ProfileSummary // by workload
	problems  []error
	guided    bool // the guide is written
}

// taken is a leg whose profiles are in the folder.
type taken struct {
	workload string
	kind     engine.LegKind
}

// New makes a profiler that writes to a folder. It rejects a folder that holds
// anything, so that all files in it are of one run. It rejects one that can't
// be made or written. A missing folder is made only with the first profile, so
// that a program that is killed before leaves none.
func New(folder string) (*Profiler, error) {
	_, err := os.Stat(folder)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(folder, outfile.PrivateFolder); err != nil {
		return nil, outfile.Explain(err)
	}
	err = probe(folder)
	p := &Profiler{folder: folder, summaries: map[string][]engine.ProfileSummary{}}
	if isNew {
		p.Discard()
	}
	return p, err
}

// probeName is the file by which a folder is tried. If a killed program left
// it, the folder still counts as empty.
const probeName = ".ep-benchmark-probe"

// probe tells why a folder can't be written to, or must not be.
func probe(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return outfile.Explain(err)
	}
	for _, entry := range entries {
		if entry.Name() != probeName {
			return fmt.Errorf("%s holds something already: expected a new or an empty folder", folder)
		}
	}
	path := filepath.Join(folder, probeName)
	return errors.Join(outfile.Write(path, nil), os.Remove(path))
}

// Make makes the folder where it isn't there.
func (p *Profiler) Make() error { return outfile.Explain(os.MkdirAll(p.folder, outfile.PrivateFolder)) }

// Begin makes the folder, and probes it again: another program may have written
// to it since [New].
func (p *Profiler) Begin() error {
	if err := p.Make(); err != nil {
		return err
	}
	return probe(p.folder)
}

// Folder is where the profiles are written.
func (p *Profiler) Folder() string { return p.folder }

// Written tells whether the folder is complete: its guide comes last.
func (p *Profiler) Written() bool { return p.guided }

// Err is what went wrong so far; nil where nothing did.
func (p *Profiler) Err() error { return errors.Join(p.problems...) }

// Summaries are what the CPU profiles of a workload's legs showed, the
// sequential leg's first.
func (p *Profiler) Summaries(workload string) []engine.ProfileSummary { return p.summaries[workload] }

// Around profiles a leg from the call to the call of what it returns, as
// runner.Around says. Legs that are not to be measured pass unprofiled.
func (p *Profiler) Around(workload string, leg engine.Leg, purpose engine.Purpose) (end func()) {
	if purpose != engine.Measured {
		return func() {}
	}
	unlabel := Label(workload, leg.Kind)
	c := p.begin(workload, leg.Kind)
	return func() {
		p.end(c)
		unlabel()
	}
}

// Label has the samples of this goroutine, and of those it starts from now
// on, say which leg they are of, until what it returns is called.
func Label(workload string, kind engine.LegKind) (unlabel func()) {
	labels := pprof.Labels(WorkloadLabel, workload, LegLabel, string(kind))
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), labels))
	return func() { pprof.SetGoroutineLabels(context.Background()) }
}

// Discard removes the folder where nothing was written to it.
func (p *Profiler) Discard() { _ = os.Remove(p.folder) } // Remove fails where the folder holds something

func (p *Profiler) path(what string, t taken, ending string) string {
	return filepath.Join(p.folder, what+"-"+t.workload+"-"+string(t.kind)+ending)
}

// note keeps what went wrong with a leg's profiles; nil is nothing.
func (p *Profiler) note(t taken, err error) {
	if err != nil {
		p.problems = append(p.problems, fmt.Errorf("%s, %s: %w", t.workload, t.kind, err))
	}
}

// summarised keeps the summary of a leg's CPU profile, in place of an earlier
// one of the same kind.
func (p *Profiler) summarised(workload string, s engine.ProfileSummary) {
	all := slices.DeleteFunc(p.summaries[workload], func(old engine.ProfileSummary) bool { return old.Kind == s.Kind })
	all = append(all, s)
	// By name, backwards: sequential comes before parallel.
	slices.SortFunc(all, func(a, b engine.ProfileSummary) int { return cmp.Compare(b.Kind, a.Kind) })
	p.summaries[workload] = all
}
