package claiming

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/command"
)

// noProject leaves a project's own settings out, which a ledger knows nothing of.
const noProject = "--no-project"

// ofWorkload is the experiment of a claim about a built-in workload.
func ofWorkload(c *claims.Claim, h *Here) (Experiment, error) {
	t := &c.Test
	at := slices.IndexFunc(workloads.Entries(), func(e workloads.Entry) bool { return e.Name == t.Workload })
	if at < 0 {
		return Experiment{}, fmt.Errorf("there is no workload %q: expected one of %s", t.Workload, strings.Join(workloads.Names(), ", "))
	}
	shape := shapeOf(&workloads.Entries()[at], t, h)
	rounds := "--rounds=" + strconv.Itoa(h.rounds(c))
	e := Experiment{}
	switch {
	case c.Metric == claims.Count:
		e.Line = append([]string{"sweep", t.Workload, rounds}, flags(t.Settings)...)
	case t.Reference != "":
		name, values := h.pair(t)
		e.Line = []string{"ab", t.Workload, "--vary", name + "=" + values, rounds}
		if condition, list, found := strings.Cut(t.Over, "="); found {
			e.Line = append(e.Line, "--"+condition, list)
		}
		e.Line = append(e.Line, flags(t.Settings)...)
		if first, second, _ := strings.Cut(values, ","); first == second {
			e.Missing = fmt.Sprintf("on %d CPUs both variants have %s %s: it takes a machine with another number of CPUs", h.CPUs, first, name)
		}
	default:
		e.Line = append([]string{t.Workload, rounds, "--schedule=isolated"}, flags(t.Settings)...)
	}
	e.Line = append(e.Line, noProject)
	e.Takes = shape.takes(c, h.rounds(c))
	return e, nil
}

// pair is the setting that is compared, and its two values. "auto" workers are
// resolved, so that the line says what is measured.
func (h *Here) pair(t *claims.Test) (name, values string) {
	name, reference, _ := strings.Cut(t.Reference, "=")
	_, candidate, _ := strings.Cut(t.Candidate, "=")
	if name == "workers" {
		reference, candidate = h.workers(reference), h.workers(candidate)
	}
	return name, reference + "," + candidate
}

// workers resolves "auto".
func (h *Here) workers(text string) string {
	if text == "auto" {
		return strconv.Itoa((engine.Plan{}).WorkersFor(engine.IOBound, h.CPUs))
	}
	return text
}

// flags are settings as flags, by name.
func flags(settings map[string]string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		all = append(all, "--"+name+"="+settings[name])
	}
	return all
}

// settings are the settings of a claim as conditions.
func settings(c *claims.Claim) []claims.Condition {
	var all []claims.Condition
	for _, name := range slices.Sorted(maps.Keys(c.Test.Settings)) {
		if name != workloadSetting { // the experiment says it
			all = append(all, claims.Condition{Name: name, Value: c.Test.Settings[name]})
		}
	}
	return all
}

// ofURL is the experiment of a claim about a server of the user's.
func ofURL(c *claims.Claim, h *Here) Experiment {
	n := h.rounds(c)
	line := append([]string{"http", c.Test.URL, "--rounds=" + strconv.Itoa(n)}, flags(c.Test.Settings)...)
	return Experiment{Line: line, Takes: time.Duration(n+1) * 2 * time.Second}
}

// commandRun is how long a run of a command is taken to last where nothing is known.
const commandRun = time.Second

// ofCommand is the experiment of a claim about a command of the user's.
func ofCommand(c *claims.Claim, h *Here) (Experiment, error) {
	t := &c.Test
	if err := checkCommands(t); err != nil {
		return Experiment{}, err
	}
	n := h.rounds(c)
	legs := 2
	line := []string{"command"}
	name, reference, _ := strings.Cut(t.Reference, "=")
	_, candidate, _ := strings.Cut(t.Candidate, "=")
	switch {
	case t.Command == "": // the variants are commands themselves
		line = append(line, t.Reference, t.Candidate)
	case t.Reference == "":
		line = append(line, t.Command)
		if !strings.Contains(t.Command, "{n}") {
			legs = 1
		}
	case name == "n" && reference == "1":
		line = append(line, t.Command, "-n", candidate)
	case name == "n":
		line = append(line, "--sequential", strings.ReplaceAll(t.Command, "{n}", reference), "--parallel", t.Command, "-n", candidate)
	default:
		line = append(line, t.Command, "--vary", name+"="+reference+","+candidate)
	}
	directory, err := h.directory(t.Settings["directory"])
	if err != nil {
		return Experiment{}, err
	}
	others := maps.Clone(t.Settings)
	delete(others, "directory")
	line = append(line, "--rounds="+strconv.Itoa(n))
	line = append(line, flags(others)...)
	if directory != "" {
		line = append(line, "--directory="+directory)
	}
	e := Experiment{Line: line, Takes: time.Duration(legs*(n+1)) * commandRun}
	for _, text := range []string{t.Command, t.Reference, t.Candidate} {
		e.Subject = append(e.Subject, programs(text)...)
	}
	return e, nil
}

// checkCommands finds what is wrong with the commands of a claim, before anything is
// measured.
func checkCommands(t *claims.Test) error {
	texts := []string{t.Command}
	if t.Command == "" { // the variants are commands themselves
		texts = []string{t.Reference, t.Candidate}
	}
	shell, _ := strconv.ParseBool(t.Settings["shell"])
	for _, text := range texts {
		err := command.Check(text, shell)
		if _, operator := errors.AsType[*command.OperatorError](err); operator {
			return fmt.Errorf(`%w, or have settings = { shell = "true" }`, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// directory is the folder in which a ledger's commands run: relative paths are those
// of the ledger's own.
func (h *Here) directory(given string) (string, error) {
	folder := h.Folder
	if filepath.IsAbs(given) {
		folder = given
	} else if given != "" {
		folder = filepath.Join(h.Folder, given)
	}
	if folder == "" {
		return "", nil
	}
	if about, err := os.Stat(folder); err != nil || !about.IsDir() {
		return "", fmt.Errorf("directory %q: there is no such folder: expected one beside the ledger, or an absolute path", given)
	}
	return folder, nil
}
