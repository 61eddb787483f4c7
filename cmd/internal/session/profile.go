package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/engine/outfile"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/report"
)

// DebugFlag is the folder that --debug writes to.
type DebugFlag struct {
	folder string
	set    *pflag.FlagSet
}

// Register adds --debug, which needs no value.
func (f *DebugFlag) Register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.folder, "debug", "", "after the run, run each workload once more, alone and unmeasured, and write CPU, block and mutex profiles, execution traces and all evidence to a folder, a new one by default; with plain lines")
	cli.Describe(set, "debug", cli.GroupOutcome, "folder", "a new or an empty folder, as in --debug=FOLDER")
	set.Lookup("debug").NoOptDefVal = cli.Auto
}

// Given reports whether --debug is given.
func (f *DebugFlag) Given() bool { return f.set != nil && f.set.Changed("debug") }

// Uses is the folder, which may not be there yet.
func (f *DebugFlag) Uses() []files.Use {
	if f.folder == cli.Auto {
		return nil
	}
	return files.WritesOutput("--debug", f.folder)
}

// Open opens the folder, so that a folder that can't be written is reported
// before the run. It returns nil without --debug.
func (f *DebugFlag) Open() (*profiler.Profiler, error) {
	folder := f.folder
	switch {
	case !f.Given():
		return nil, nil
	case folder == "", folder == export.StreamPath: // a folder can't be written to stdout
		return nil, cli.WrongValue(f.set, "debug")
	case folder == cli.Auto:
		folder = freshFolder("ep-benchmark-debug-" + time.Now().Format("20060102-150405"))
	}
	p, err := profiler.New(folder)
	if err != nil {
		return nil, fmt.Errorf("--debug: %w", err)
	}
	return p, nil
}

// freshFolder is the name, or the name with the first number from 2 that no file
// has yet: two runs may begin within a second.
func freshFolder(name string) string {
	fresh := name
	for n := 2; ; n++ {
		if _, err := os.Lstat(fresh); err != nil {
			return fresh // where it can't be made either, making it says why
		}
		fresh = fmt.Sprintf("%s-%d", name, n)
	}
}

// longer is how many times longer a profiled leg is than a measured one, at
// least. At 100 samples a second, a profile of a tenth of a second shows
// nothing.
const longer = 10

// profiled runs the workloads of a finished run once more under the profilers,
// if --debug is given, and adds the findings to the report. Errors become
// warnings, because the run itself is already measured.
func (s *Session) profiled(ctx context.Context, finished *engine.Report) {
	p := s.Profiler
	if s.profilesClean && p != nil {
		if run := compare.RunOf("", finished); !run.Joins() {
			return
		}
	}
	s.Profiler = nil // only once: a fresh run that confirms a change needs no profiles
	if p == nil || ctx.Err() != nil {
		return
	}
	if err := p.Begin(); err != nil {
		finished.Warnings = append(finished.Warnings, "there are no profiles: "+err.Error())
		return
	}
	err := s.profile(ctx, p)
	if ctx.Err() != nil {
		err = errors.Join(err, errors.New("interrupted"))
	}
	for i := range finished.Results {
		finished.Results[i].Profiles = p.Summaries(finished.Results[i].Spec.Name)
	}
	err = errors.Join(err, p.Err(), writeEvidence(p.Folder(), finished), p.WriteGuide(process.Version()))
	if err != nil {
		finished.Warnings = append(finished.Warnings, "the profiles are incomplete: "+err.Error())
	}
}

// writeEvidence writes the figures behind the findings beside the profiles.
func writeEvidence(folder string, finished *engine.Report) error {
	text, err := report.Evidence(finished)
	if err != nil {
		return err
	}
	return outfile.Write(filepath.Join(folder, "evidence.txt"), text)
}

// profile makes the unmeasured run. It does not watch the machine meanwhile,
// because the watching would be in the profiles.
func (s *Session) profile(ctx context.Context, p *profiler.Profiler) error {
	run, plan, err := s.prepare(ctx, nil)
	if err != nil {
		return err
	}
	run.Machine, run.Explain, run.LegHook = nil, nil, p.Around
	plan.Schedule, plan.Rounds, plan.Looks, plan.MaxTime, plan.Warmups = engine.Isolated, 1, nil, 0, 0
	plan.MinimumLeg *= longer
	unmeasured, err := run.Run(ctx, plan, s.tellProfiled)
	for i := range unmeasured.Results {
		if r := &unmeasured.Results[i]; r.Failure != "" && ctx.Err() == nil {
			err = errors.Join(err, fmt.Errorf("%s: %s", r.Spec.Name, r.Failure))
		}
	}
	return err
}

// tellProfiled prints which leg is under the profilers.
func (s *Session) tellProfiled(event engine.Event) {
	if leg, ok := event.(engine.LegStarted); ok && leg.Purpose == engine.Measured {
		s.Env.Tell("profiling %s, %s", leg.Workload, leg.Kind)
	}
}
