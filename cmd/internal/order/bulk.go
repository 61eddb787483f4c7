package order

import (
	"context"
	"slices"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/sheets"
)

// unsupportedInBulk lists the flags that have no effect in a bulk run, with the
// reasons.
var unsupportedInBulk = []struct{ reason, names string }{
	{"a bulk run creates every line once", "quick rounds max-time schedule shipments"},
	{"a bulk run measures no speedup, so that it decides nothing", "target compare allow-mismatch fail-on strict"},
	{"a bulk run is not carried out a second time", "debug"},
	{"a bulk run creates shipments and buys none", "buy"},
}

// settleBulk turns an order into a bulk run if --results is given.
func (f *Flags) settleBulk(o *Order) error {
	switch {
	case !f.InBulk():
		return nil
	case f.Results == "":
		return cli.WrongValue(f.set, "results")
	case !f.set.Changed("input"):
		return cli.Usagef("--results %s: it is about the lines of --input, and there is no --input", f.Results)
	case len(o.Entries) != 1 || !o.Entries[0].InBulk:
		return cli.Usagef("--results %s: only a run of %s alone has any: expected that name and no other", f.Results, strings.Join(bulkNames(), " or "))
	}
	for _, group := range unsupportedInBulk {
		for _, name := range strings.Fields(group.names) {
			if f.set.Changed(name) {
				return cli.Usagef("--%s with --results: %s", name, group.reason)
			}
		}
	}
	plan := &o.Plan
	plan.Once, plan.Rounds, plan.Warmups, plan.Looks, plan.MaxTime = true, 1, 0, nil, 0
	return nil
}

// bulkNames are the workloads that a bulk run can be of.
func bulkNames() []string {
	entries := slices.DeleteFunc(workloads.Entries(), func(e workloads.Entry) bool { return !e.InBulk })
	return Names(entries)
}

// CheckLines reads the input to its end and prints every bad line.
func (f *Flags) CheckLines(ctx context.Context, input *sheets.Input, env process.Environment) (good, bad int, err error) {
	reading, err := input.Read(ctx)
	if err != nil {
		return 0, 0, f.inputError(err)
	}
	defer func() { _ = reading.Close() }()                                   // it was read only
	if input.Format() == sheets.Workbook && process.IsTerminal(env.Stderr) { // large workbooks take half a minute
		env.Tell("%s: checking its lines", f.Source())
	}
	told := f.newBadLines(env)
	good, bad, err = workloads.CheckLines(reading.Reader, told.tell)
	told.end()
	if err != nil {
		return good, bad, f.inputError(err)
	}
	return good, bad, nil
}
