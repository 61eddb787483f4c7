package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// claimsBench carries the experiments of claims out. Each is an ordinary command of
// this program, carried out in this process.
type claimsBench struct {
	env   process.Environment
	store *baselines.Store // nil where nothing is kept
	// observe gets the events of each experiment; nil for plain lines.
	observe engine.Observer
}

// test is the test of a ledger on this machine.
func (b *claimsBench) test(ctx context.Context, ledger claims.Ledger, file *claiming.File) *claiming.Test {
	host, _ := sysmon.Identify(ctx) // each run has its warnings
	t := &claiming.Test{
		Ledger: ledger, Machine: strings.Join(words.Machine(&host), ", "), Program: process.Version(),
		Here: claiming.Here{Env: b.env, CPUs: host.CPUs(), Memory: host.MemoryBytes, Commands: cli.CommandNames(newRoot(b.env, nil))},
		Run:  b.run, RunParts: b.runParts,
	}
	if file != nil {
		t.File, t.Here.Folder = file.Path, filepath.Dir(file.Path)
	}
	return t
}

// carryOut carries the experiments of a test out, with plain lines.
func (b *claimsBench) carryOut(ctx context.Context, t *claiming.Test) error {
	begun := 0
	t.Begins = func(c *claims.Claim, e *claiming.Experiment) {
		begun++
		b.env.Tell("claim %d of %d: %s, about %s: %s", begun, t.Planned(), c.ID, units.Clock(e.Takes), c.Says)
	}
	t.Ended = func(a *claims.Account, at int) {
		e := &a.Entries[at]
		b.env.Tell("%s: %s", e.Claim.ID, strings.TrimSpace(string(e.Verdict)+" "+words.ClaimMeasured(e)))
	}
	return t.CarryOut(ctx)
}

// run carries a command line out, and takes its run.
func (b *claimsBench) run(ctx context.Context, line []string) (report engine.Report, number int64, err error) {
	taken := false
	take := func(ctx context.Context, s *session.Session) (err error) {
		taken = true
		report, number, err = b.take(ctx, s)
		return err
	}
	env := b.env
	env.Stdout = io.Discard // the report of the claims stands for those of the runs
	root := newRoot(env, take)
	root.SetArgs(append(append([]string{}, line...), b.apart()...))
	err = root.ExecuteContext(ctx)
	if err == nil && !taken {
		err = fmt.Errorf("%s measured nothing", strings.Join(line, " "))
	}
	return report, number, err
}

// apart are the flags that keep a run where the account is kept, and have it in plain
// lines.
func (b *claimsBench) apart() []string {
	if b.store == nil || b.store.ReadOnly() {
		return []string{"--plain", "--no-save"}
	}
	return []string{"--plain", "--store=" + b.store.Path()}
}

// take carries a session out.
func (b *claimsBench) take(ctx context.Context, s *session.Session) (engine.Report, int64, error) {
	observe := b.observe
	if observe == nil {
		observe = session.PlainProgress(b.env)
	}
	finished, err := s.Run(ctx, nil, observe)
	return finished.Report, finished.Number, err
}

// runParts carries a plan of an experiment's own out.
func (b *claimsBench) runParts(ctx context.Context, parts []*session.Part) (_ engine.Report, _ int64, err error) {
	s, err := session.OpenParts(ctx, parts, b.env)
	if err != nil {
		return engine.Report{}, 0, err
	}
	defer func() { err = errors.Join(err, s.Close(ctx)) }()
	if b.store != nil && !b.store.ReadOnly() {
		s.Store = b.store
	}
	return b.take(ctx, s)
}
