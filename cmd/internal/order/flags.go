package order

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/sheets"
	"ep-benchmark/workloads/simulator/latency"
)

// The defaults of a run. The report that the project reproduces had 16 workers.
// By default a run has as many rounds as decide the targets, within a time that
// a user may sit and wait for.
const (
	defaultRounds   = cli.Auto
	defaultWorkers  = "16"
	defaultMaxTime  = 90 * time.Second
	shortestMaxTime = time.Second
	longestLeg      = time.Minute
)

// MostWorkers is the most workers that a leg may have.
const MostWorkers = 4096

// FewestRounds is the least number of rounds that have an interval.
const FewestRounds = 6

// The headings under which help shows the flags.
const (
	groupMeasure = "How it is measured"
	groupSize    = "Sizes"
	groupInput   = "Input"
)

// Flags are the flags that decide what is measured or carried out, and how.
type Flags struct {
	quick    bool
	Schedule string
	Rounds   string
	maxTime  time.Duration
	workers  string
	seed     uint64
	timeout  time.Duration
	leg      time.Duration
	failures string // --max-failures
	latency  string
	Input    string
	sheet    string
	columns  string
	parted   string // --separator
	encoding string
	Results  string
	targets  []string
	target   string // of a workload of the user's own
	// sweptWorkers says that --workers may be recommended by a stored sweep.
	sweptWorkers bool
	sweeping     bool // several numbers of workers are measured
	manyWorkers  bool // --workers may have several numbers, which makes a sweep
	sizes        map[string]*int
	ranges       map[string]*string // sizes of which a sweep can measure several
	// variables are the values of workloads' variables that are no sizes.
	variables map[string]*string
	set       *pflag.FlagSet // that the flags are in

	// Given holds where the command line says nothing else.
	Given Given
	// Completing finds what is given before names are completed; nil for nothing.
	Completing func(*cobra.Command)
}

// Register gives a set the flags that every order has.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set, f.sizes = set, map[string]*int{}
	f.registerMeasuring()
	f.registerSizes()
	f.registerVariables()
	f.registerInput()
}

func (f *Flags) registerMeasuring() {
	set := f.set
	f.registerQuick()
	set.StringVar(&f.Schedule, "schedule", string(engine.Concurrent), "concurrent (all workloads at once), isolated (one after another) or both")
	cli.Describe(set, "schedule", groupMeasure, "name", "concurrent, isolated or both")
	f.registerEnd()
	set.StringVar(&f.workers, "workers", defaultWorkers, "workers of a parallel leg; auto is by CPUs and by what the work waits for")
	cli.Describe(set, "workers", groupMeasure, "n|auto", fmt.Sprintf("auto or 1 to %d", MostWorkers))
	f.registerSeed()
	f.registerTimeout()
	f.registerFailures()
	f.registerLeg()
}

func (f *Flags) registerTimeout() {
	f.set.DurationVar(&f.timeout, "timeout", 30*time.Second, "an operation that lasts longer is hung, and its workload given up")
	cli.Describe(f.set, "timeout", groupMeasure, "time", "1ms or more, such as 30s")
}

// registerLeg adds --minimum-leg. The flag is hidden, because shorter legs measure
// worse. It is for tests of the program, not of the machine. The report warns of it.
func (f *Flags) registerLeg() {
	f.set.DurationVar(&f.leg, "minimum-leg", engine.MinimumLeg, "shortest leg that is timed; shorter work is repeated")
	cli.Describe(f.set, "minimum-leg", groupMeasure, "time", fmt.Sprintf("1ms to %v", longestLeg))
	_ = f.set.MarkHidden("minimum-leg")
}

func (f *Flags) registerQuick() {
	f.set.BoolVar(&f.quick, "quick", false, "one round each: a first look, with outcomes by point estimate")
	cli.Describe(f.set, "quick", groupMeasure, "", "true or false")
}

// registerEnd adds the flags that decide how many rounds there are.
func (f *Flags) registerEnd() {
	f.set.StringVar(&f.Rounds, "rounds", defaultRounds, "measured rounds, of which an interval needs 6; auto ends a workload after "+list(engine.DeclaredLooks())+", as soon as its targets are decided")
	cli.Describe(f.set, "rounds", groupMeasure, "n|auto", fmt.Sprintf("auto or 1 to %d", engine.MostRounds))
	f.set.DurationVar(&f.maxTime, "max-time", defaultMaxTime, "with --rounds auto: after this time an undecided workload ends with its current round")
	cli.Describe(f.set, "max-time", groupMeasure, "time", fmt.Sprintf("%v or more, such as 90s", shortestMaxTime))
}

func (f *Flags) registerSeed() {
	f.set.Uint64Var(&f.seed, "seed", 0, "order of the legs and choice of the inputs; 0, the default, draws one, which the report shows")
	cli.Describe(f.set, "seed", groupMeasure, "n", "a whole number, 0 or more")
}

func (f *Flags) registerFailures() {
	f.set.StringVar(&f.failures, "max-failures", "0", "operations of a workload that may fail before its targets are failing: a number, or a share such as 1%")
	cli.Describe(f.set, "max-failures", groupMeasure, "n|share", "a number of operations such as 3, or a share of them such as 0.5%")
}

// RegisterRounds gives a set the flags that decide how a workload of the user's
// own is measured, always alone. workers says what its workers are.
func (f *Flags) RegisterRounds(set *pflag.FlagSet, workers string) {
	f.set, f.sizes = set, map[string]*int{}
	f.registerQuick()
	f.registerEnd()
	f.registerSeed()
	set.StringVarP(&f.workers, "workers", "n", cli.Auto, workers)
	cli.Describe(set, "workers", groupMeasure, "n|auto", fmt.Sprintf("auto or 1 to %d", MostWorkers))
	f.registerFailures()
	set.StringVar(&f.target, "target", "", "a speedup to reach, such as 3x, in place of more than 1x; for a command without {n} a time to keep below, such as 5s")
	cli.Describe(set, "target", cli.GroupOutcome, "bound", "a speedup above zero, such as 3 or 3x, or a time, such as 5s")
	f.Schedule, f.timeout, f.leg, f.latency = string(engine.Isolated), time.Minute, engine.MinimumLeg, latency.Fixed.String()
}

// registerSizes gives every size of the registry its flag.
func (f *Flags) registerSizes() {
	f.registerSizesBut(func(*workloads.Size) bool { return false })
}

// registerSizesBut leaves out some sizes, whose flags are of another kind.
func (f *Flags) registerSizesBut(leave func(*workloads.Size) bool) {
	for _, entry := range workloads.Entries() {
		for _, size := range entry.Sizes {
			if leave(&size) {
				continue
			}
			f.sizes[size.Name] = f.set.Int(size.Name, size.Default, size.Usage)
			cli.Describe(f.set, size.Name, groupSize, "n", fmt.Sprintf("1 to %d", size.Most))
		}
	}
}

func (f *Flags) registerInput() {
	set := f.set
	set.StringVar(&f.Input, "input", "", "spreadsheet lines to use in place of the built-in sample: .tsv, .csv or .xlsx, or - for standard input")
	cli.Describe(set, "input", groupInput, "file", "a file of spreadsheet lines: .tsv, .csv or .xlsx")
	set.StringVar(&f.sheet, "sheet", "", "the sheet of an .xlsx --input; the first by default")
	cli.Describe(set, "sheet", groupInput, "name", "the name of a workbook's sheet")
	set.StringVar(&f.columns, "columns", "", "which columns of --input hold what, where its header does not say it: 'zip=Postleitzahl,weight=Gewicht (kg)', by header, letter or number; 'ignore=H' leaves one out")
	cli.Describe(set, "columns", groupInput, "field=column,...", sheets.ColumnsExpected)
	set.StringVar(&f.parted, "separator", "", "what parts the cells of a text --input: tab, comma, semicolon or pipe; found by its lines by default")
	cli.Describe(set, "separator", groupInput, "name", sheets.SeparatorsExpected)
	set.StringVar(&f.encoding, "encoding", "", "how the characters of a text --input are encoded: utf-8, windows-1252, macintosh, shift_jis, utf-16le and the other names that web pages use; found by its content by default")
	cli.Describe(set, "encoding", groupInput, "name", sheets.EncodingsExpected)
	set.StringVar(&f.latency, "latency", latency.Fixed.String(), LatencyUsage)
	cli.Describe(set, "latency", groupInput, "name|file", LatencyExpected)
}

// RegisterTargets adds --target, for commands that have an outcome.
func (f *Flags) RegisterTargets() {
	f.set.StringArrayVar(&f.targets, "target", nil, "another target, such as bulk-creation=6 or parsing=500ms; repeatable")
	cli.Describe(f.set, "target", cli.GroupOutcome, "workload=bound", "workload=bound, such as bulk-creation=6")
}

// RegisterRecommended has --workers take the number that a stored sweep recommends,
// for commands that have a store to look it up in.
func (f *Flags) RegisterRecommended() {
	f.sweptWorkers = true
	f.set.Lookup("workers").Usage += "; recommended is by the latest sweep that is kept, of one workload"
	cli.Describe(f.set, "workers", groupMeasure, "n|auto|"+Recommended, fmt.Sprintf("auto, %s or 1 to %d", Recommended, MostWorkers))
}

// RegisterResults adds --results.
func (f *Flags) RegisterResults() {
	set := f.set
	set.StringVar(&f.Results, "results", "", "create every good line of --input once, in parallel, and write what came of each line to a new .csv file, or - for stdout: shipment, cheapest rate, latency, error")
	cli.Describe(set, "results", cli.GroupOutcome, "file", "the path of a new file, or - for stdout")
}

// InBulk reports whether the run creates every line of the input once, in place
// of a benchmark.
func (f *Flags) InBulk() bool { return f.set.Lookup("results") != nil && f.set.Changed("results") }

// Complete offers values to the shell's completion.
func (f *Flags) Complete(command *cobra.Command) {
	last := cobra.ShellCompDirectiveNoFileComp
	cli.Offer(command, "schedule", last, string(engine.Concurrent), string(engine.Isolated), string(engine.Both))
	cli.Offer(command, "latency", cobra.ShellCompDirectiveDefault, LatencyNames...)
	cli.Offer(command, "rounds", last, cli.Auto)
	workers := []string{cli.Auto, defaultWorkers}
	if f.sweptWorkers {
		workers = append(workers, Recommended)
	}
	cli.Offer(command, "workers", last, workers...)
	cli.Offer(command, "input", cobra.ShellCompDirectiveFilterFileExt, "tsv", "txt", "csv", "xlsx")
	cli.Offer(command, "sheet", last)
	cli.Offer(command, "separator", last, "tab", "comma", "semicolon", "pipe")
	cli.Offer(command, "encoding", last, "utf-8", "windows-1252", "macintosh", "shift_jis", "utf-16le", "utf-16be", "iso-8859-15")
	cli.Offer(command, "columns", last|cobra.ShellCompDirectiveNoSpace, sheets.FieldNames("=")...)
	_ = command.RegisterFlagCompletionFunc("target", func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		if f.Completing != nil {
			f.Completing(cmd)
		}
		var targets []string
		for _, name := range f.Names() {
			targets = append(targets, name+"=")
		}
		return targets, last | cobra.ShellCompDirectiveNoSpace
	})
	for _, name := range []string{"max-time", "max-failures", "seed", "timeout", "minimum-leg"} {
		cli.Offer(command, name, last)
	}
	for name := range f.sizes {
		cli.Offer(command, name, last)
	}
	f.completeVariables(command)
	for name := range f.ranges {
		cli.Offer(command, name, last)
	}
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
