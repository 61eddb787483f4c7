package settings

import (
	"slices"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
)

// CheckVariables rejects a variable that is named like those of settings and is none
// of them, since it would do nothing. One without a value counts as not set.
func CheckVariables(env process.Environment) error {
	if env.Environ == nil {
		return nil
	}
	known := []string{workloadsVariable, targetsVariable}
	for _, name := range names() {
		known = append(known, Variable(name))
	}
	for _, pair := range env.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, prefix) && value != "" && !slices.Contains(known, name) {
			return cli.Usagef("unknown variable %s: %s", text.Quoted(name, 100), text.Expected(name, known))
		}
	}
	return nil
}
