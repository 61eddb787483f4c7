package settings

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/engine/text"
)

// A Line explains a setting: its name, its value, and where that is from.
type Line struct{ Name, Value, From string }

// builtIn is where a default is from, and commandLine where arguments are.
const (
	builtIn     = "built in"
	commandLine = "the command line"
)

// Explain lists the settings of an order that was made of flags and of arguments
// that name workloads. The file may be nil.
func Explain(set *pflag.FlagSet, flags *order.Flags, file *project.File, o *order.Order, args []string, getenv func(string) string) ([]Line, error) {
	lines := []Line{{"workloads", strings.Join(order.Names(o.Entries), ", "), chosenFrom(flags, file, args, getenv)}}
	for _, name := range names() {
		flag := set.Lookup(name)
		if flag == nil || name == "max-time" && o.Plan.MaxTime == 0 { // fixed rounds have no longest time
			continue
		}
		value, from := flag.Value.String(), cmp.Or(cli.SourceOf(flag), builtIn)
		switch {
		case name == "compare":
			name = "baseline"
		case name == "rounds" && quick(set):
			value, from = "1", "--quick"
		}
		lines = append(lines, Line{name, cmp.Or(value, "none"), from})
	}
	targets, err := explainTargets(flags, o)
	return append(append(lines, targets...), explainOwn(set, file, o, getenv)...), err
}

// quick tells whether a run has one round, whatever else says how many.
func quick(set *pflag.FlagSet) bool {
	flag := set.Lookup("quick")
	return flag != nil && flag.Value.String() == "true"
}

// chosenFrom is where the choice of the workloads is from.
func chosenFrom(flags *order.Flags, file *project.File, args []string, getenv func(string) string) string {
	switch {
	case len(args) > 0:
		return commandLine
	case getenv(workloadsVariable) != "":
		return workloadsVariable
	case flags.Given.Workloads != nil:
		return file.WorkloadsPlace()
	}
	return builtIn
}

// explainTargets lists the targets that decide something.
func explainTargets(flags *order.Flags, o *order.Order) ([]Line, error) {
	var lines []Line
	for _, entry := range o.Entries {
		targets, err := order.TargetsOf(entry, o.Environment.Targets[entry.Name])
		if err != nil {
			return nil, err
		}
		from := flags.TargetSource(entry.Name)
		for _, target := range targets {
			if target.Gates {
				lines = append(lines, Line{"target of " + entry.Name, target.String(), cmp.Or(from, builtIn)})
			}
		}
	}
	return lines, nil
}

// explainOwn lists what is particular to workloads of the project's own.
func explainOwn(set *pflag.FlagSet, file *project.File, o *order.Order, getenv func(string) string) []Line {
	if file == nil {
		return nil
	}
	var lines []Line
	for _, own := range file.Own() {
		for _, entry := range o.Entries {
			if entry.Name != own.Name {
				continue
			}
			lines = append(lines, Line{"workload " + own.Name, own.Kind + " " + text.Quoted(own.Summary, 200), file.Place(own.At)})
			n, from := file.Workers(own.Name, 0)
			if flag := set.Lookup("workers"); flag != nil && flag.Value.String() != cli.Auto && (flag.Changed || getenv(Variable("workers")) != "") {
				n, _ = strconv.Atoi(flag.Value.String()) // it was checked when the order was made
				from = cli.SourceOf(flag)
			}
			_, usual := file.UsualWorkers(own.Name)
			lines = append(lines, Line{"workers of " + own.Name, strconv.Itoa(n), cmp.Or(from, builtIn+", "+usual)})
		}
	}
	return lines
}
