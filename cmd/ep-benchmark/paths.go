package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

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

// standardInput is the --input that stands for stdin.
const standardInput = "-"

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

// configUses is the configuration of the dashboard.
func configUses(path string, env process.Environment) []use {
	if path != "" {
		return []use{reads("--config", path)}
	}
	return readsIfThere("the configuration", configPath(env.Getenv))
}
