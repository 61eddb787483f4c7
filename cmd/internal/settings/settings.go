// Package settings decides where each setting of a run comes from. There is one
// order for all of them: what is built in, then the project file, then variables,
// then the command line. Each of them holds over those before it.
package settings

import (
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/workloads"
)

// prefix is what the variables' names begin with.
const prefix = "EP_BENCHMARK_"

// Variables that have no flag.
const (
	workloadsVariable = prefix + "WORKLOADS"
	targetsVariable   = prefix + "TARGETS"
)

// flags are the settings that have a flag, in the order in which they are explained.
// A policy's key is the flag's name with underscores.
var flags = []string{"schedule", "rounds", "max-time", "workers", "max-failures", "fail-on", "compare"}

// names are the flags of all settings: the policy's, and the sizes.
func names() []string {
	all := append([]string{}, flags...)
	for _, entry := range workloads.Entries() {
		for _, size := range entry.Sizes {
			all = append(all, size.Name)
		}
	}
	return all
}

// Variable is the name of the variable of a flag.
func Variable(flag string) string {
	if flag == "compare" {
		flag = "baseline"
	}
	return prefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// Apply gives the flags of a set the values of variables and of the project file,
// where the command line has none. The file may be nil. Flags that are left out keep
// what they have.
func Apply(set *pflag.FlagSet, file *project.File, getenv func(string) string, leave ...string) error {
	left := map[string]bool{}
	for _, name := range leave {
		left[name] = true
	}
	for _, name := range names() {
		flag := set.Lookup(name)
		if flag == nil || left[name] {
			continue
		}
		value, source := getenv(Variable(name)), Variable(name)
		if value == "" {
			if value, source = file.Setting(name); source == "" {
				continue
			}
		}
		if err := cli.Preset(set, name, value, source); err != nil {
			return err
		}
	}
	return nil
}
