package main

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/sheets"
	"ep-benchmark/workloads/simulator"
)

// The defaults of a run. The report that the project reproduces had 16 workers.
// By default a run has as many rounds as decide the targets, within a time that
// a user may sit and wait for.
const (
	auto            = "auto"
	defaultRounds   = auto
	defaultWorkers  = "16"
	defaultMaxTime  = 90 * time.Second
	shortestMaxTime = time.Second
	mostWorkers     = 4096
	longestLeg      = time.Minute
)

// The headings under which help shows the flags.
const (
	groupMeasure = "How it is measured"
	groupSize    = "Sizes"
	groupInput   = "Input"
	groupOutcome = "Output and verdict"
	groupServe   = "How it serves"
	groupReach   = "Who can reach it"
)

// runFlags are the flags of the main command.
type runFlags struct {
	quick    bool
	schedule string
	rounds   string
	maxTime  time.Duration
	workers  string
	seed     uint64
	timeout  time.Duration
	leg      time.Duration
	failures string // --max-failures
	latency  string
	input    string
	sheet    string
	columns  string
	results  string
	exports  []string
	targets  []string
	plain    bool
	config   string
	compare  string
	mismatch bool // --allow-mismatch
	record   string
	debug    string
	fail     failOn
	keep     keeping
	api      apiFlags
	sizes    map[string]*int
	set      *pflag.FlagSet // that the flags are in
}

func newRunFlags() *runFlags { return &runFlags{sizes: map[string]*int{}} }

func (f *runFlags) register(command *cobra.Command) {
	f.registerMeasured(command.Flags())
	f.registerOutcome()
	f.registerDashboard()
	f.registerDebug()
	f.keep.register(f.set)
	f.keep.registerNoSave(f.set)
	f.complete(command)
}

// registerMeasured gives a set the flags that decide what is measured and how,
// and no others.
func (f *runFlags) registerMeasured(set *pflag.FlagSet) {
	f.set = set
	f.set.SortFlags = false
	f.registerMeasuring()
	f.registerSizes()
	f.registerInput()
	f.api.register(f.set)
}

func (f *runFlags) registerMeasuring() {
	set := f.set
	set.BoolVar(&f.quick, "quick", false, "one round each: a first look, with outcomes by point estimate")
	cli.Describe(set, "quick", groupMeasure, "", "true or false")
	set.StringVar(&f.schedule, "schedule", string(engine.Concurrent), "concurrent (all workloads at once), isolated (one after another) or both")
	cli.Describe(set, "schedule", groupMeasure, "name", "concurrent, isolated or both")
	set.StringVar(&f.rounds, "rounds", defaultRounds, "measured rounds, of which an interval needs 6; auto ends a workload after "+list(engine.DeclaredLooks())+", as soon as its targets are decided")
	cli.Describe(set, "rounds", groupMeasure, "n|auto", fmt.Sprintf("auto or 1 to %d", engine.MostRounds))
	set.DurationVar(&f.maxTime, "max-time", defaultMaxTime, "with --rounds auto: after this time an undecided workload ends with its current round")
	cli.Describe(set, "max-time", groupMeasure, "time", fmt.Sprintf("%v or more, such as 90s", shortestMaxTime))
	set.StringVar(&f.workers, "workers", defaultWorkers, "workers of a parallel leg")
	cli.Describe(set, "workers", groupMeasure, "n|auto", fmt.Sprintf("auto or 1 to %d", mostWorkers))
	set.Uint64Var(&f.seed, "seed", 0, "order of the legs and choice of the inputs; 0, the default, draws one, which the report shows")
	cli.Describe(set, "seed", groupMeasure, "n", "a whole number, 0 or more")
	set.DurationVar(&f.timeout, "timeout", 30*time.Second, "an operation that lasts longer is hung, and its workload given up")
	cli.Describe(set, "timeout", groupMeasure, "time", "1ms or more, such as 30s")
	set.StringVar(&f.failures, "max-failures", "0", "operations of a workload that may fail before its targets are failing: a number, or a share such as 1%")
	cli.Describe(set, "max-failures", groupMeasure, "n|share", "a number of operations such as 3, or a share of them such as 0.5%")
	// The flag is hidden, because shorter legs measure worse. It is for tests
	// of the program, not of the machine. The report warns of it.
	set.DurationVar(&f.leg, "minimum-leg", engine.MinimumLeg, "shortest leg that is timed; shorter work is repeated")
	cli.Describe(set, "minimum-leg", groupMeasure, "time", fmt.Sprintf("1ms to %v", longestLeg))
	_ = set.MarkHidden("minimum-leg")
}

// registerSizes gives every size of the registry its flag.
func (f *runFlags) registerSizes() {
	for _, entry := range workloads.Entries() {
		for _, size := range entry.Sizes {
			f.sizes[size.Name] = f.set.Int(size.Name, size.Default, size.Usage)
			cli.Describe(f.set, size.Name, groupSize, "n", fmt.Sprintf("1 to %d", size.Most))
		}
	}
}

func (f *runFlags) registerInput() {
	set := f.set
	set.StringVar(&f.input, "input", "", "spreadsheet lines to use in place of the built-in sample: .tsv, .csv or .xlsx, or - for standard input")
	cli.Describe(set, "input", groupInput, "file", "a file of spreadsheet lines: .tsv, .csv or .xlsx")
	set.StringVar(&f.sheet, "sheet", "", "the sheet of an .xlsx --input; the first by default")
	cli.Describe(set, "sheet", groupInput, "name", "the name of a workbook's sheet")
	set.StringVar(&f.columns, "columns", "", "which columns of --input hold what, where its header does not say it: 'zip=Postleitzahl,weight=Gewicht (kg)', by header, letter or number; 'ignore=H' leaves one out")
	cli.Describe(set, "columns", groupInput, "field=column,...", sheets.ColumnsExpected)
	set.StringVar(&f.latency, "latency", simulator.Fixed.String(), latencyUsage)
	cli.Describe(set, "latency", groupInput, "name|file", latencyExpected)
}

func (f *runFlags) registerOutcome() {
	set := f.set
	set.StringArrayVar(&f.targets, "target", nil, "another target, such as bulk-creation=6 or parsing=500ms; repeatable")
	cli.Describe(set, "target", groupOutcome, "workload=bound", "workload=bound, such as bulk-creation=6")
	registerCompare(set, &f.compare)
	registerMismatch(set, &f.mismatch)
	f.fail.register(set)
	f.registerExport()
	f.registerResults()
}

func (f *runFlags) registerExport() {
	set := f.set
	set.StringArrayVar(&f.exports, "export", nil, "write the whole run as JSON: to the path, or (json, json:-) to stdout and the report to stderr; repeatable")
	cli.Describe(set, "export", groupOutcome, "json[:path]", "json or json:PATH")
}

// complete offers values to the shell's completion.
func (f *runFlags) complete(command *cobra.Command) {
	offer := func(name string, directive cobra.ShellCompDirective, values ...string) {
		_ = command.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, directive))
	}
	last := cobra.ShellCompDirectiveNoFileComp
	offer("schedule", last, string(engine.Concurrent), string(engine.Isolated), string(engine.Both))
	offer("latency", cobra.ShellCompDirectiveDefault, latencies...)
	offer("rounds", last, auto)
	offer("workers", last, auto, defaultWorkers)
	offer("fail-on", last, slices.Concat(everyFailure, []string{failNone})...)
	offer("input", cobra.ShellCompDirectiveFilterFileExt, "tsv", "txt", "csv", "xlsx")
	offer("sheet", last)
	offer("columns", last|cobra.ShellCompDirectiveNoSpace, sheets.FieldNames("=")...)
	offer("export", last|cobra.ShellCompDirectiveNoSpace, "json", "json:")
	var targets []string
	for _, name := range workloads.Names() {
		targets = append(targets, name+"=")
	}
	offer("target", last|cobra.ShellCompDirectiveNoSpace, targets...)
	for _, name := range []string{"max-time", "max-failures", "seed", "timeout", "minimum-leg", "api-url", "max-requests"} {
		offer(name, last)
	}
	for name := range f.sizes {
		offer(name, last)
	}
}

// names returns the entries' names.
func names(entries []workloads.Entry) []string {
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name)
	}
	return all
}

// list renders numbers as "8, 15 or 25".
func list(numbers []int) string {
	text := ""
	for i, n := range numbers {
		switch {
		case i > 0 && i == len(numbers)-1:
			text += " or "
		case i > 0:
			text += ", "
		}
		text += strconv.Itoa(n)
	}
	return text
}
