package project

import (
	"maps"
	"reflect"
	"slices"

	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/workloads"
)

// table is [workload.NAME]: the keys that all kinds have, and those of each kind.
type table struct {
	Kind    kindName  `toml:"kind"`
	Title   printable `toml:"title"`
	Workers *workers  `toml:"workers"`
	Target  string    `toml:"target"`
	commandKeys
	httpKeys
}

// A kind of workloads of the user's own. Another kind is another file with its
// keys, and a line in kinds.
type kind struct {
	// keys are those of the table that only this kind has, as a struct.
	keys func(*table) any
	// entry makes the workload. It runs nothing. The error is about the table.
	entry func(*maker, Own, *table) (workloads.Entry, error)
	// summary describes it on one line.
	summary func(*table) string
	// shown are the lines that say what it would do.
	shown func(Own, *table) []Shown
	// workers is how many workers it has where nothing else is said, and why.
	workers func(*table) (n int, why string)
	// variables are those that it reads secrets from; nil for none.
	variables func(*table) []string
	// reads are the files that it reads; nil for none.
	reads func(Own, *table) []files.Use
	// server names the server that it asks; nil for none.
	server func(*table) string
}

// Shown is something that a workload would do: "command", "go test ./...".
type Shown struct{ What, Text string }

// kinds are all kinds.
var kinds = map[kindName]kind{
	"command": commandKind,
	"http":    httpKind,
}

// kindName is the name of a kind.
type kindName string

// Words are the names of all kinds.
func (kindName) Words() []string { return kindNames() }

func kindNames() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		names = append(names, string(name))
	}
	return names
}

// foreign are the keys that a table has and that are of other kinds only.
func (t *table) foreign() []string {
	var all []string
	own := given(kinds[t.Kind].keys(t))
	for _, name := range kindNames() {
		for _, key := range given(kinds[kindName(name)].keys(t)) {
			if !slices.Contains(own, key) && !slices.Contains(all, key) {
				all = append(all, key)
			}
		}
	}
	return all
}

// given are the keys of a struct that have a value.
func given(keys any) []string {
	var all []string
	values := reflect.Indirect(reflect.ValueOf(keys))
	for i := range values.NumField() {
		if key := values.Type().Field(i).Tag.Get("toml"); key != "" && !values.Field(i).IsZero() {
			all = append(all, key)
		}
	}
	return all
}

// bound reads a target's bound.
func (t *table) bound() (engine.Target, error) {
	return engine.Target{Metric: engine.MetricSpeedup, Gates: true}.WithBound(t.Target)
}

// seen tells whether all characters of a text can be seen, a few others aside.
func seen(s, others string) bool {
	for _, r := range s {
		if one := string(r); !slices.Contains([]rune(others), r) && text.Line(one) != one {
			return false
		}
	}
	return true
}

// problem makes a problem with a key of a workload.
func (f *File) problem(name, key, format string, arguments ...any) tomlfile.Problem {
	return tomlfile.Problemf(f.positions.At(ownTable, name, key), format, arguments...)
}
