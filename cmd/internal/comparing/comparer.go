package comparing

import (
	"errors"
	"fmt"
	"os"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
)

// A Comparer compares runs with what --compare or the compare command names.
type Comparer struct {
	store         *baselines.Store // nil where there is none
	reference     judge.Reference
	named         *compare.Side    // nil: what suits the run, by its conditions
	evidence      []*engine.Report // of a file that was named
	allowMismatch bool
	missing       bool // named is a baseline that does not exist
	expected      bool // a project file or a variable names it, and not the command line
}

// withUsual makes a comparer with what suits each run.
func withUsual(store *baselines.Store, allowMismatch bool) *Comparer {
	return &Comparer{store: store, reference: judge.Usual(keeper(store)), allowMismatch: allowMismatch}
}

// keeper is the store for judging: nil where there is none.
func keeper(store *baselines.Store) judge.Store {
	if store == nil {
		return nil
	}
	return store
}

// Named makes a comparer of a name: a file if there is one, else what the store
// or the program itself has under that name.
func Named(name string, store *baselines.Store, allowMismatch bool) (*Comparer, error) {
	side, evidence, err := sideOf(name, store)
	return comparerOf(name, side, evidence, err, store, allowMismatch)
}

// Expected is Named for a name that a project file or a variable has. It looks for no
// file, since a program in the folder may have that name, and it stops no run.
func Expected(name string, store *baselines.Store, allowMismatch bool) (*Comparer, error) {
	side, err := keptSide(name, store)
	c, err := comparerOf(name, side, nil, err, store, allowMismatch)
	if c != nil {
		c.expected = true
	}
	return c, err
}

// comparerOf makes a comparer of a side, or of the error of looking for it.
func comparerOf(name string, side compare.Side, evidence []*engine.Report, err error, store *baselines.Store, allowMismatch bool) (*Comparer, error) {
	c := &Comparer{store: store, allowMismatch: allowMismatch}
	if errors.Is(err, baselines.ErrNoBaseline) && store != nil && baselines.CheckName(name) == nil {
		// The first run in CI has no baseline yet. It is measured and kept, so that
		// one can be made of it.
		c.missing, side, err = true, compare.Side{Name: name}, nil
	}
	if err != nil {
		return nil, err
	}
	c.named, c.evidence, c.reference = &side, evidence, judge.Fixed(side, evidence...)
	return c, nil
}

// sideOf returns the side that a name stands for, and the reports of a file.
func sideOf(name string, store *baselines.Store) (compare.Side, []*engine.Report, error) {
	if about, err := os.Stat(name); name != baselines.ReferenceName && err == nil && !about.IsDir() {
		report, err := readReport(name)
		if err != nil {
			return compare.Side{}, nil, fmt.Errorf("compare: %w", err)
		}
		return compare.SideOf(compare.RunOf(name, &report)), []*engine.Report{&report}, nil
	}
	if store == nil && name != baselines.ReferenceName {
		return compare.Side{}, nil, fmt.Errorf("compare: there is no file %q, and no store to look for a baseline in", name)
	}
	side, err := keptSide(name, store)
	return side, nil, err
}

// keptSide returns the side that a name stands for in the store, or in the program
// itself.
func keptSide(name string, store *baselines.Store) (compare.Side, error) {
	switch {
	case name == baselines.ReferenceName:
		return baselines.Claims()
	case store == nil:
		return compare.Side{}, fmt.Errorf("compare: there is no store to look for the baseline %q in", name)
	}
	side, err := store.Side(name)
	if baselines.Unknown(err) {
		err = fmt.Errorf("compare: %w (expected a baseline, a run's number, %s, %s, or the path of an exported run)", err, baselines.NewestRun, baselines.ReferenceName)
	}
	return side, err
}

// Report returns the report that a name stands for: an exported file if there is one,
// else a run of the store.
func Report(name string, store *baselines.Store) (engine.Report, error) {
	if about, err := os.Stat(name); err == nil && !about.IsDir() {
		return readReport(name)
	}
	if store == nil {
		return engine.Report{}, fmt.Errorf("there is no file %q, and no store to look for a run in", name)
	}
	report, err := store.ReportNamed(name)
	if baselines.Unknown(err) {
		err = fmt.Errorf("%w (expected a run's number, %s, %s~1, or the path of an exported run)", err, baselines.NewestRun, baselines.NewestRun)
	}
	return report, err
}

// readReport reads an exported run.
func readReport(path string) (engine.Report, error) {
	file, err := os.Open(path)
	if err != nil {
		return engine.Report{}, err
	}
	defer func() { _ = file.Close() }() // it was read only
	report, err := export.Decode(file)
	if err != nil {
		return engine.Report{}, fmt.Errorf("%s: %w", path, err)
	}
	if report.Plan.Generated {
		return engine.Report{}, fmt.Errorf("compare: %s is %s: expected a run that was measured", path, engine.NeverMeasured)
	}
	return report, nil
}

// find looks up what a candidate is compared with.
func (c *Comparer) find(candidate *compare.Side) (judge.Baseline, error) {
	return c.reference.Find(keeper(c.store), candidate)
}

// options are those of every comparison.
func (c *Comparer) options() compare.Options { return compare.Options{AllowMismatch: c.allowMismatch} }

// Candidate compares one candidate, and explains what regressed by the reports of
// its file or of the store.
func (c *Comparer) Candidate(name string) (compare.Comparison, error) {
	side, evidence, err := sideOf(name, c.store)
	if err != nil {
		return compare.Comparison{}, err
	}
	if len(side.Runs) == 0 || side.Claimed {
		return compare.Comparison{}, cli.Usagef("compare: %s is a published claim, not a run, and can't be the candidate", name)
	}
	baseline, err := c.find(&side)
	if err != nil {
		return compare.Comparison{}, err
	}
	compared := baseline.Compare(side, c.options())
	if compared.Count(compare.Regressed) == 0 {
		return compared, nil
	}
	reports, err := judge.Reports(keeper(c.store), &side, evidence)
	if err != nil {
		return compared, err
	}
	compared.Causes, err = baseline.Explain(&compared, reports)
	return compared, err
}
