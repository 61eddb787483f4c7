package comparing

import (
	"context"
	"fmt"
	"strings"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine/text"
	"ep-benchmark/workloads/command"
	"ep-benchmark/workloads/httpload"
)

// fewestToCompare is the least number of latest clean runs for a verdict: a
// single run does not show how much runs differ. After a calibration one run is
// enough.
const fewestToCompare = 2

// Refuse ends a run before anything is measured if its comparison can't give a
// verdict. It does so where the verdict decides the exit code, so that the user
// does not wait for a measurement that can't decide it. A baseline that does not
// exist yet, or that the command line does not name, is only a warning, and the run
// is made and kept.
func Refuse(ctx context.Context, s *session.Session, by *Comparer, decides bool) error {
	switch {
	case by == nil || !decides:
		return nil
	case by.missing:
		s.Env.Tell("warning: %s", missingBaseline(by, s.Store != nil))
		return nil
	}
	run, err := s.Begins(ctx)
	if err != nil {
		return err
	}
	candidate := compare.SideOf(run)
	then, err := by.find(&candidate)
	if err != nil {
		return err
	}
	if then.Side.Name == compare.RollingName {
		return tooFew(s, &then)
	}
	differences := compare.Refused(&run, &then.Side)
	switch {
	case len(differences) == 0 || by.allowMismatch:
	case by.expected:
		s.Env.Tell("warning: this run can't be compared with %s: %s", then.Side.Name, listed(differences))
	default:
		return cli.WithCode(cli.ExitNotComparable, notComparable(then.Side.Name, differences))
	}
	return nil
}

// tooFew rejects a comparison with the latest runs if there are too few of
// them.
func tooFew(s *session.Session, then *judge.Baseline) error {
	runs := len(then.Side.Runs)
	if runs >= fewestToCompare || runs > 0 && len(then.Floors) > 0 {
		return nil
	}
	return cli.WithCode(cli.ExitNoBaseline, fmt.Errorf("nothing was measured, since there is nothing to compare with: "+
		"%s kept, %d are needed. Run without --compare first%s",
		areKept(runs), fewestToCompare, orSave(s)))
}

// orSave is the other way to something that can be compared with: none for what the
// command line alone describes, whose runs are kept and no baseline measures.
func orSave(s *session.Session) string {
	for _, entry := range s.Order.Entries {
		if entry.Name == command.Name || entry.Name == httpload.Name {
			return ", as often as are needed; 'ep-benchmark baseline save NAME --last N' then keeps the last N under a name"
		}
	}
	return ", or make a baseline of several runs with 'ep-benchmark baseline save NAME'"
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
	return fmt.Errorf("nothing was measured, since the run can't be compared with %s: %s. "+
		"Measure under the same conditions, choose another baseline, or give --allow-mismatch to compare all the same", name, listed(differences))
}

// listed lists differences on one line.
func listed(differences []compare.Difference) string {
	texts := make([]string, len(differences))
	for i, d := range differences {
		texts[i] = d.String()
	}
	return strings.Join(texts, "; ")
}

// missingBaseline returns the warning that a baseline does not exist yet, and
// how to make it.
func missingBaseline(by *Comparer, kept bool) string {
	name := by.named.Name
	said := fmt.Sprintf("there is no baseline %q yet. ", name)
	if !kept {
		said += fmt.Sprintf("'ep-benchmark baseline save %s' measures one; this run is not kept, because of --no-save", name)
	} else {
		said += fmt.Sprintf("This run is measured and kept; 'ep-benchmark baseline save %s --last N' makes the baseline of the last N runs like it", name)
	}
	if all, err := by.store.Baselines(); err == nil {
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
