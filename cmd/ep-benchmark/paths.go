package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/outfile"
	"ep-benchmark/ui/export"
)

// A use is a file that a command works with, and how.
type use struct {
	name   string // as the command line has it, such as "--record run.events"
	option string // the option to change for another path, such as "--record"
	writes bool
	stream bool // a standard stream, which the shell has opened
	place  outfile.Place
}

// reads returns the use of a file that is read.
func reads(option, path string) use {
	return use{name: option + " " + path, option: option, place: outfile.PlaceOf(path)}
}

// writes returns the use of a file that is written.
func writes(option, path string) use {
	u := reads(option, path)
	u.writes = true
	return u
}

// readsIfThere returns the use of a value that may be a file's path or
// something else. It returns none if there is no such file.
func readsIfThere(option, value string) []use {
	if value == "" || missing(value) {
		return nil
	}
	return []use{reads(option, value)}
}

// apart rejects files that would be written over while they serve another
// purpose. The command has not begun then. Devices and pipes are accepted,
// because they hold nothing that could be lost.
func apart(uses []use) error {
	for i := range uses {
		for j := range i {
			if err := collision(&uses[j], &uses[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func collision(a, b *use) error {
	switch {
	case a.stream && b.stream, !a.writes && !b.writes: // the user has joined two streams on purpose, and two readers do no harm
		return nil
	case !a.place.Keeps() || !b.place.Keeps() || !a.place.Is(b.place):
		return nil
	case a.writes && b.writes:
		return cli.Usagef("%s and %s are the same file, and both would write to it: expected a path of its own for each", a.name, b.name)
	case b.writes:
		a, b = b, a
	}
	return cli.Usagef("%s and %s are the same file, which is read and would be written over: expected another path for %s", a.name, b.name, a.option)
}

// standardUses returns the uses of the standard streams that lead to files.
func standardUses(env process.Environment) []use {
	var all []use
	for _, stream := range []struct {
		name string
		end  any
	}{{"standard output", env.Stdout}, {"standard error", env.Stderr}} {
		if file := process.FileOf(stream.end); file != nil {
			all = append(all, use{name: stream.name, option: stream.name, writes: true, stream: true, place: outfile.PlaceOfFile(file)})
		}
	}
	return all
}

// readsInput returns the use of an input that is read from a path, or from
// stdin for "-".
func readsInput(option, path string, stdin io.Reader) use {
	u := reads(option, path)
	if path != standardInput {
		return u
	}
	u.stream, u.place = true, outfile.Place{}
	if file, isFile := stdin.(*os.File); isFile {
		u.place = outfile.PlaceOfFile(file)
	}
	return u
}

// writesOutput returns the use of a path that is written; none for stdout.
func writesOutput(option, path string) []use {
	if path == "" || path == export.StreamPath {
		return nil
	}
	return []use{writes(option, path)}
}

// uses are the files of the store.
func (k *keeping) uses(getenv func(string) string, written bool) []use {
	path, err := k.chosen(getenv)
	if err != nil {
		return nil // opening the store reports the error
	}
	if k.set.Changed("store") {
		return storeUses("--store", path, written)
	}
	return storeUses("the store", path, written)
}

// storeUses are the files of the store at a path.
func storeUses(option, path string, written bool) []use {
	var all []use
	for i, file := range baselines.Files(path) {
		u := reads(option, path)
		if i > 0 {
			u = reads(option, path)
			u.name, u.place = fmt.Sprintf("%s (of %s %s)", filepath.Base(file), option, path), outfile.PlaceOf(file)
		}
		u.writes = written
		all = append(all, u)
	}
	return all
}

// uses are the files that say which API is asked.
func (f *apiFlags) uses() []use {
	var all []use
	if f.keyFile != "" {
		all = append(all, reads("--api-key-file", f.keyFile))
	}
	if f.ca != "" {
		all = append(all, reads("--api-ca", f.ca))
	}
	return all
}

// inputUses are the files that the workloads read.
func (f *runFlags) inputUses(env process.Environment) []use {
	all := append(f.api.uses(), readsIfThere("--latency", f.latency)...)
	if f.input != "" {
		all = append(all, readsInput("--input", f.input, env.Stdin))
	}
	return all
}

// exportUses are the files that the run is exported to.
func (f *runFlags) exportUses() []use {
	var all []use
	for _, text := range f.exports {
		if format, path, hasPath := strings.Cut(text, ":"); hasPath && format == "json" {
			for _, u := range writesOutput("--export", path) {
				u.name = "--export " + text
				all = append(all, u)
			}
		}
	}
	return all
}

// debugUses is the folder of --debug, which may not be there yet.
func (f *runFlags) debugUses() []use {
	if f.debug == auto {
		return nil
	}
	return writesOutput("--debug", f.debug)
}

// comparedUses is the file that --compare may name.
func (f *runFlags) comparedUses() []use { return readsIfThere("--compare", f.compare) }

// configUses is the configuration of the dashboard.
func (f *runFlags) configUses(env process.Environment) []use {
	if f.config != "" {
		return []use{reads("--config", f.config)}
	}
	return readsIfThere("the configuration", configPath(env.Getenv))
}

// seriesUses are the files of a series of runs.
func (f *runFlags) seriesUses(env process.Environment) []use {
	all := append(f.inputUses(env), f.keep.uses(env.Getenv, true)...)
	return append(append(all, f.debugUses()...), standardUses(env)...)
}

// replayUses are the files of a replay.
func (f *runFlags) replayUses(recording, picture string, env process.Environment) []use {
	all := append([]use{reads("replay", recording)}, f.comparedUses()...)
	all = append(all, f.configUses(env)...)
	all = append(all, f.keep.uses(env.Getenv, false)...)
	all = append(all, writesOutput("--picture", picture)...)
	return append(all, standardUses(env)...)
}

// uses are the files of the simulator.
func (f *simulatorFlags) uses(env process.Environment) []use {
	all := append(readsIfThere("--latency", f.latency), readsIfThere("--faults", f.faults)...)
	all = append(all, writesOutput("--tls-cert-out", f.certificate)...)
	return append(all, standardUses(env)...)
}

// uses are the files of a run.
func (f *runFlags) uses(env process.Environment) []use {
	all := f.inputUses(env)
	all = append(all, f.comparedUses()...)
	all = append(all, f.configUses(env)...)
	all = append(all, f.keep.uses(env.Getenv, true)...)
	all = append(all, f.exportUses()...)
	all = append(all, writesOutput("--results", f.results)...)
	all = append(all, writesOutput("--record", f.record)...)
	all = append(all, f.debugUses()...)
	return append(all, standardUses(env)...)
}
