package main

import (
	"context"
	"fmt"
	"strings"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine/text"
)

// fewestToCompare is the least number of latest clean runs for a verdict: a
// single run does not show how much runs differ. After a calibration one run is
// enough.
const fewestToCompare = 2

// refuse ends a run before anything is measured if its comparison can't give a
// verdict and the exit code would report that. The user does not have to wait
// for the measurement to learn it. A baseline that does not exist yet is only a
// warning, and the run is made and kept.
func refuse(ctx context.Context, s *session.Session, y *yardstick, counts counts) error {
	switch {
	case y == nil || len(counts) == 0:
		return nil
	case y.missing:
		s.Env.Tell("warning: %s", missingBaseline(y, s.Store != nil))
		return nil
	}
	run, err := s.Begins(ctx)
	if err != nil {
		return err
	}
	then, err := y.side(&run)
	if err != nil {
		return err
	}
	if then.Name == compare.RollingName {
		return tooFew(y, &run, len(then.Runs))
	}
	if differences := compare.Refused(&run, &then); len(differences) > 0 && !y.allowMismatch {
		return cli.WithCode(cli.ExitNotComparable, notComparable(then.Name, differences))
	}
	return nil
}

// tooFew rejects a comparison with the latest runs if there are too few of
// them.
func tooFew(y *yardstick, run *compare.Run, runs int) error {
	if runs >= fewestToCompare {
		return nil
	}
	if runs > 0 && y.store != nil {
		floors, err := y.store.Floors(run.Fingerprint())
		if err != nil || len(floors) > 0 {
			return err
		}
	}
	return cli.WithCode(cli.ExitNoBaseline, fmt.Errorf("nothing was measured, since there is nothing to compare with: "+
		"%s kept, %d are needed. Run without --compare first, or make a baseline of several runs with 'ep-benchmark baseline save NAME'",
		areKept(runs), fewestToCompare))
}

func areKept(runs int) string {
	switch runs {
	case 0:
		return "no clean run under these conditions is"
	case 1:
		return "1 clean run under these conditions is"
	}
	return fmt.Sprintf("%d clean runs under these conditions are", runs)
}

// notComparable returns an error that names what differs.
func notComparable(name string, differences []compare.Difference) error {
	texts := make([]string, len(differences))
	for i, d := range differences {
		texts[i] = d.String()
	}
	return fmt.Errorf("nothing was measured, since the run can't be compared with %s: %s. "+
		"Measure under the same conditions, choose another baseline, or give --allow-mismatch to compare all the same", name, strings.Join(texts, "; "))
}

// missingBaseline returns the warning that a baseline does not exist yet, and
// how to make it.
func missingBaseline(y *yardstick, kept bool) string {
	name := y.named.Name
	said := fmt.Sprintf("there is no baseline %q yet. ", name)
	if !kept {
		said += fmt.Sprintf("'ep-benchmark baseline save %s' measures one; this run is not kept, because of --no-save", name)
	} else {
		said += fmt.Sprintf("This run is measured and kept; 'ep-benchmark baseline save %s --last N' makes the baseline of the last N runs like it", name)
	}
	if all, err := y.store.Baselines(); err == nil {
		if near, ok := text.Nearest(name, namesOf(all)); ok {
			said += fmt.Sprintf(". Did you mean %q?", near)
		}
	}
	return said
}

func namesOf(all []baselines.Baseline) []string {
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].Name
	}
	return names
}
