package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
)

// A yardstick is what runs are compared with.
type yardstick struct {
	store         *baselines.Store // nil where there is none
	named         *compare.Side    // nil: what suits the run, by its fingerprint
	evidence      []engine.Report  // of a file that was named
	allowMismatch bool
	missing       bool // named is a baseline that does not exist
}

// registerMismatch adds --allow-mismatch.
func registerMismatch(set *pflag.FlagSet, allow *bool) {
	set.BoolVar(allow, "allow-mismatch", false, "compare even runs of different conditions, and label every row")
	cli.Describe(set, "allow-mismatch", cli.GroupOutcome, "", "true or false")
}

// named makes a yardstick of a name: a file if there is one, else what the
// store or the program itself has under that name.
func named(name string, store *baselines.Store, allowMismatch bool) (*yardstick, error) {
	y := &yardstick{store: store, allowMismatch: allowMismatch}
	side, evidence, err := sideOf(name, store)
	if errors.Is(err, baselines.ErrNoBaseline) && store != nil && baselines.CheckName(name) == nil {
		// The first run in CI has no baseline yet. It is measured and kept, so that
		// one can be made of it.
		y.missing, side, err = true, compare.Side{Name: name}, nil
	}
	if err != nil {
		return nil, err
	}
	y.named, y.evidence = &side, evidence
	return y, nil
}

// sideOf returns the side that a name stands for, and the reports of a file.
func sideOf(name string, store *baselines.Store) (compare.Side, []engine.Report, error) {
	if name == baselines.ReferenceName {
		side, err := baselines.Claims()
		return side, nil, err
	}
	if about, err := os.Stat(name); err == nil && !about.IsDir() {
		report, err := readReport(name)
		if err != nil {
			return compare.Side{}, nil, err
		}
		return compare.SideOf(compare.RunOf(name, &report)), []engine.Report{report}, nil
	}
	if store == nil {
		return compare.Side{}, nil, fmt.Errorf("compare: there is no file %q, and no store to look for a baseline in", name)
	}
	side, err := store.Side(name)
	if baselines.Unknown(err) {
		err = fmt.Errorf("compare: %w (expected a baseline, a run's number, %s, %s, or the path of an exported run)", err, baselines.NewestRun, baselines.ReferenceName)
	}
	return side, nil, err
}

// readReport reads an exported run.
func readReport(path string) (engine.Report, error) {
	file, err := os.Open(path)
	if err != nil {
		return engine.Report{}, fmt.Errorf("compare: %w", err)
	}
	defer func() { _ = file.Close() }() // it was read only
	report, err := export.Decode(file)
	if err != nil {
		return engine.Report{}, fmt.Errorf("compare: %s: %w", path, err)
	}
	return report, nil
}

// side returns what a run is compared with: what was named, else the store's
// default for the run's fingerprint. The default never contains the run itself,
// which its number in the store identifies.
func (y *yardstick) side(run *compare.Run) (compare.Side, error) {
	switch {
	case y.named != nil:
		return *y.named, nil
	case y.store == nil:
		return compare.Side{Name: compare.RollingName}, nil
	}
	side, err := y.store.Default(run.Fingerprint(), run.Number)
	if err != nil || side.Name != compare.RollingName {
		return side, err
	}
	// The user wants the comparison with the pinned baseline. Under other
	// conditions the latest runs must not take its place unnoticed.
	pinned, found, err := y.store.NearestPinned(run)
	if err != nil || found {
		return pinned, err
	}
	return side, nil
}

// compare compares a report, kept in the store under the number or 0.
func (y *yardstick) compare(report *engine.Report, number int64) (compare.Comparison, error) {
	run := compare.RunOf("this run", report)
	run.Number = number
	return y.against(compare.SideOf(run))
}

// against compares a candidate of one run or several.
func (y *yardstick) against(now compare.Side) (compare.Comparison, error) {
	last := &now.Runs[len(now.Runs)-1]
	then, err := y.side(last)
	if err != nil {
		return compare.Comparison{}, err
	}
	then.Runs = withoutThose(then.Runs, now.Runs)
	o := compare.Options{AllowMismatch: y.allowMismatch}
	if y.store != nil {
		if o.Floors, err = y.store.Floors(last.Fingerprint()); err != nil {
			return compare.Comparison{}, err
		}
	}
	return compare.Against(now, then, o), nil
}

// withoutThose removes the candidate's own runs from those of a baseline,
// because a run that is compared with itself looks better than it is.
func withoutThose(runs, candidates []compare.Run) []compare.Run {
	return slices.DeleteFunc(slices.Clone(runs), func(r compare.Run) bool {
		return slices.ContainsFunc(candidates, func(c compare.Run) bool { return r.Number != 0 && r.Number == c.Number })
	})
}

// explain finds the causes of regressions from the evidence of the reports on
// both sides. If a report can't be read any more, its evidence is missing and
// the error is returned.
func (y *yardstick) explain(c *compare.Comparison, now []*engine.Report) error {
	if c.Count(compare.Regressed) == 0 {
		return nil
	}
	var then []*engine.Report
	for i := range y.evidence {
		then = append(then, &y.evidence[i])
	}
	var problems []error
	for i := range c.Then.Runs {
		number := c.Then.Runs[i].Number
		if number == 0 || y.store == nil {
			continue
		}
		report, err := y.store.Report(number)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		then = append(then, &report)
	}
	c.Causes = diagnose.Regressions(c, now, then)
	return errors.Join(problems...)
}
