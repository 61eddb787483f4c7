package project

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/workloads"
)

// Parse reads the content of a project file. Names are those of the program's
// commands, which workloads can't have. An error has all problems of the file with
// their places.
func Parse(content Content, commands []string, keys *process.Keyring) (*File, error) {
	f := &File{Content: content}
	if err := WithoutKeys(content, keys); err != nil {
		return nil, err
	}
	var err error
	f.positions, err = tomlfile.Decode(content.Path, content.bytes, &f.read)
	problems := f.problemsOfOwn(commands)
	if err == nil && len(problems) == 0 {
		problems = append(f.problemsOfEntries(), f.problemsElsewhere()...)
	}
	if err = f.positions.Join(err, problems...); err != nil {
		return nil, err
	}
	return f, nil
}

// WithoutKeys rejects a file with an API key in it, or what looks like one. The
// error does not repeat it.
func WithoutKeys(content Content, keys *process.Keyring) error {
	number := 0
	for line := range strings.Lines(string(content.bytes)) {
		number++
		if keys.ShownIn(line) {
			at := text.Place{Line: number, Column: 1}
			return &tomlfile.Error{Name: content.Path, Problems: []tomlfile.Problem{tomlfile.Problemf(at,
				"an API key, or what looks like one: others can read it here; the key has its own place: %s, or a file named by --api-key-file", process.KeyVariable)}}
		}
	}
	return nil
}

// problemsOfOwn collects the workloads of the project's own, and what is wrong with them.
func (f *File) problemsOfOwn(commands []string) []tomlfile.Problem {
	var problems []tomlfile.Problem
	place := func(name string) text.Place { return f.positions.At(ownTable, name) }
	names := slices.SortedFunc(maps.Keys(f.read.Own), func(a, b string) int {
		if order := place(a).Line - place(b).Line; order != 0 {
			return order
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		if why := badName(name, commands); why != "" {
			problems = append(problems, tomlfile.Problemf(place(name), "the workload %s: %s", text.Quoted(name, longestName), why))
			continue
		}
		t := f.table(name)
		problems = append(problems, f.problemsOf(name, t)...)
		own := Own{Name: name, Title: titleOf(name, t), Kind: string(t.Kind), At: place(name), folder: f.Folder()}
		if k, known := kinds[t.Kind]; known {
			own.Summary = k.summary(t)
		}
		f.own = append(f.own, own)
	}
	return problems
}

// problemsOfEntries is what is wrong with workloads whose keys are sound.
func (f *File) problemsOfEntries() []tomlfile.Problem {
	var problems []tomlfile.Problem
	for _, own := range f.own {
		if _, err := f.entryOf(own); err != nil {
			problems = append(problems, f.problem(own.Name, "", "the workload %s: %v", own.Name, err))
		}
	}
	return problems
}

// longestName is how many characters a workload's name may have. It stands in
// tables, and in the names of files.
const longestName = 32

// wellNamed is what a workload's name looks like. It can't be taken for a flag, a
// number or a path.
var wellNamed = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// badName returns why a workload can't have a name; "" if it can.
func badName(name string, commands []string) string {
	switch {
	case len(name) > longestName || !wellNamed.MatchString(name):
		return fmt.Sprintf("expected a name of lower-case letters, digits and single hyphens between them, such as unit-tests, with at most %d characters", longestName)
	case workloads.Taken(name):
		return "there is a built-in workload of this name: expected another one"
	case slices.Contains(commands, name):
		return fmt.Sprintf("it is the name of the command 'ep-benchmark %s': expected another one", name)
	}
	return ""
}

// problemsOf is what is wrong with the keys of a workload.
func (f *File) problemsOf(name string, t *table) []tomlfile.Problem {
	if t.Kind == "" {
		if f.positions.At(ownTable, name, "kind") != f.positions.At(ownTable, name) {
			return nil // it was rejected already
		}
		return []tomlfile.Problem{f.problem(name, "", `kind is missing: expected a line such as kind = "%s"`, kindNames()[0])}
	}
	if !slices.Contains(kindNames(), string(t.Kind)) {
		return nil // it was rejected already
	}
	var problems []tomlfile.Problem
	for _, key := range t.foreign() {
		problems = append(problems, f.problem(name, key, "%s is no key of a workload of kind %q", key, t.Kind))
	}
	if t.Target != "" {
		if _, err := t.bound(); err != nil {
			problems = append(problems, f.problem(name, "target", "%v", err))
		}
	}
	return problems
}

// problemsElsewhere is what is wrong with the other tables.
func (f *File) problemsElsewhere() []tomlfile.Problem {
	var problems []tomlfile.Problem
	add := func(err error, path ...any) {
		if err != nil {
			problems = append(problems, tomlfile.Problemf(f.positions.At(path...), "%v", err))
		}
	}
	f.checkWorkloads(add)
	for name, bound := range f.read.Targets {
		add(order.CheckBound(string(name), bound), "targets", string(name))
	}
	for _, entry := range workloads.Entries() {
		for _, one := range entry.Sizes {
			if n, there := f.read.Sizes[size(one.Name)]; there && (n < 1 || n > one.Most) {
				add(fmt.Errorf("%s is %d: expected 1 to %d", one.Name, n, one.Most), "sizes", one.Name)
			}
		}
	}
	f.checkPolicy(add)
	return problems
}

// checkWorkloads checks the list of those that are run.
func (f *File) checkWorkloads(add func(err error, path ...any)) {
	known := slices.Concat(workloads.Names(), f.Names())
	for i, name := range f.read.Workloads {
		if !slices.Contains(known, name) {
			add(fmt.Errorf("unknown workload %s: %s", text.Quoted(name, longestName), text.Expected(name, known)), "workloads", i)
		} else if slices.Contains(f.read.Workloads[:i], name) {
			add(fmt.Errorf("%s is named twice", name), "workloads", i)
		}
	}
	if f.read.Workloads != nil && len(f.read.Workloads) == 0 {
		add(errors.New("no workload would be run: expected a name at least, or no such line for all"), "workloads")
	}
}

// checkPolicy finds settings that contradict each other.
func (f *File) checkPolicy(add func(err error, path ...any)) {
	p := &f.read.Policy
	if slices.Contains(p.FailOn, FailNone) && len(p.FailOn) > 1 {
		add(fmt.Errorf("%s stands alone: expected no other word beside it", FailNone), "policy", "fail_on")
	}
	if p.FailOn != nil && len(p.FailOn) == 0 {
		add(fmt.Errorf("expected a word at least; [%q] is for nothing", FailNone), "policy", "fail_on")
	}
	if p.MaxTime != nil && p.Rounds != nil && p.Rounds.text != cli.Auto {
		add(errors.New(`max_time bounds rounds = "auto": it does nothing where the rounds are fixed`), "policy", "max_time")
	}
}

// placeIn is a place in a file, as compilers write it.
func placeIn(path string, at text.Place) string {
	if at.Line == 0 {
		return path
	}
	return fmt.Sprintf("%s:%d", path, at.Line)
}
