package settings

import (
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/workloads"
)

// Given are the settings of the project file and of variables that no flag holds:
// the workloads, and their targets. The file may be nil. Of an order that is only
// explained nothing is sent, so that variables with secrets need not be set.
func Given(file *project.File, env process.Environment, explained bool) (order.Given, error) {
	given := order.Given{Targets: map[string]order.Bound{}}
	if file != nil {
		for _, own := range file.Own() {
			given.Own = append(given.Own, order.Named{Name: own.Name, Summary: own.Summary})
		}
		given.Make = func(names []string, workers int) (order.Made, error) {
			return file.Make(names, workers, env, explained)
		}
		given.Workloads = file.Workloads()
		given.Targets = file.Targets()
	}
	given.Workers, _ = strconv.Atoi(env.Getenv(Variable("workers"))) // the flag's own check rejects what is no number
	known := workloads.Names()
	for _, own := range given.Own {
		known = append(known, own.Name)
	}
	if err := chosen(&given, known, env.Getenv(workloadsVariable)); err != nil {
		return given, err
	}
	return given, targeted(&given, known, env.Getenv(targetsVariable))
}

// chosen reads the variable that names workloads.
func chosen(given *order.Given, known []string, text string) error {
	if text == "" {
		return nil
	}
	given.Workloads = nil
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(known, name) {
			return cli.Usagef("%s: %w", workloadsVariable, order.UnknownName(name, known, nil))
		}
		given.Workloads = append(given.Workloads, name)
	}
	return nil
}

// targeted reads the variable of targets: bulk-creation=6,tests=2x.
func targeted(given *order.Given, known []string, text string) error {
	if text == "" {
		return nil
	}
	for one := range strings.SplitSeq(text, ",") {
		name, bound, found := strings.Cut(strings.TrimSpace(one), "=")
		switch {
		case !found || bound == "":
			return cli.Usagef("%s %q: expected workload=bound, such as bulk-creation=6, with commas between", targetsVariable, text)
		case !slices.Contains(known, name):
			return cli.Usagef("%s: %w", targetsVariable, order.UnknownName(name, known, nil))
		}
		given.Targets[name] = order.Bound{Text: bound, Source: targetsVariable}
	}
	return nil
}
