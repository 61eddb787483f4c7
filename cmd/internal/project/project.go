// Package project reads ep-benchmark.toml, the file with which a project says how
// it is measured: workloads of its own, targets, sizes and policy.
//
// Its opinion: the file comes with a repository, so it is a stranger's until the
// user says otherwise. Nothing of a stranger's file is applied, since not only its
// commands can do harm. The file that was checked is the file that is used.
package project

import (
	"slices"
	"strings"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/workloads"
)

// ownTable is the table of workloads of the project's own.
const ownTable = "workload"

// A File is a project file that is sound.
type File struct {
	Content
	read      schema
	positions tomlfile.Positions
	own       []Own // in the order of the file
}

// Own is a workload of the project's own.
type Own struct {
	Name    string
	Title   string
	Summary string // one line
	Kind    string
	At      text.Place
	folder  string // of the file
}

// Own lists the workloads of the project's own, in the order of the file.
func (f *File) Own() []Own { return f.own }

// Names are theirs.
func (f *File) Names() []string {
	var names []string
	for _, own := range f.own {
		names = append(names, own.Name)
	}
	return names
}

// Shown lists what a workload would do.
func (f *File) Shown(own Own) []Shown {
	t := f.table(own.Name)
	return kinds[t.Kind].shown(own, t)
}

// table is the table of a workload.
func (f *File) table(name string) *table {
	t := f.read.Own[name]
	return &t
}

// Place is a place in the file, as compilers write it.
func (f *File) Place(at text.Place) string { return placeIn(f.Path, at) }

// Make makes the workloads of the names. workers is how many a flag or a variable
// asks for; 0 leaves that to the file. Those that are only explained need not have
// the variables that they read secrets from.
func (f *File) Make(names []string, workers int, env process.Environment, explained bool) (order.Made, error) {
	f.hide(env)
	m := &maker{env: env, explained: explained, workersOf: f.workersBy(workers), guests: f.ask(names)}
	made := order.Made{}
	for _, own := range f.own {
		if !slices.Contains(names, own.Name) {
			continue
		}
		t := f.table(own.Name)
		entry, err := kinds[t.Kind].entry(m, own, t)
		if err != nil {
			return made, &tomlfile.Error{Name: f.Path, Problems: []tomlfile.Problem{f.problem(own.Name, "", "the workload %s: %v", own.Name, err)}}
		}
		made.Entries = append(made.Entries, entry)
	}
	if len(m.needs) > 0 {
		made.Own = order.All(m.needs)
	}
	made.Children, made.Guests = m.children, m.asking
	return made, nil
}

// workersBy is how many workers each workload is given, where a number is given;
// 0 leaves it to the file.
func (f *File) workersBy(asked int) func(name string) int {
	return func(name string) int {
		n, _ := f.Workers(name, asked)
		return n
	}
}

// titleOf is what a workload is called on screens.
func titleOf(name string, t *table) string {
	if t.Title != "" {
		return string(t.Title)
	}
	words := strings.ReplaceAll(name, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// entryOf makes a workload, to find what is wrong with it.
func (f *File) entryOf(own Own) (workloads.Entry, error) {
	t := f.table(own.Name)
	return kinds[t.Kind].entry(&maker{trial: true, workersOf: f.workersBy(0)}, own, t)
}
