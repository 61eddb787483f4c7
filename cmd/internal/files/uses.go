// Package files is what a command reads and writes: where our own files are, which
// store is opened and how, and that no file is written over while it serves
// another purpose. Every mistake is found before the command begins.
package files

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

// A Use is a file that a command works with, and how.
type Use struct {
	name   string // as the command line has it, such as "--record run.events"
	option string // the option to change for another path, such as "--record"
	writes bool
	stream bool // a standard stream, which the shell has opened
	place  outfile.Place
}

// Reads returns the use of a file that is read.
func Reads(option, path string) Use {
	return Use{name: option + " " + path, option: option, place: outfile.PlaceOf(path)}
}

// writes returns the use of a file that is written.
func writes(option, path string) Use {
	u := Reads(option, path)
	u.writes = true
	return u
}

// ReadsIfThere returns the use of a value that may be a file's path or
// something else. It returns none if there is no such file.
func ReadsIfThere(option, value string) []Use {
	if value == "" || missing(value) {
		return nil
	}
	return []Use{Reads(option, value)}
}

// Apart rejects files that would be written over while they serve another
// purpose. The command has not begun then. Devices and pipes are accepted,
// because they hold nothing that could be lost.
func Apart(uses []Use) error {
	for i := range uses {
		for j := range i {
			if err := collision(&uses[j], &uses[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func collision(a, b *Use) error {
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

// StandardUses returns the uses of the standard streams that lead to files.
func StandardUses(env process.Environment) []Use {
	var all []Use
	for _, stream := range []struct {
		name string
		end  any
	}{{"standard output", env.Stdout}, {"standard error", env.Stderr}} {
		if file := process.FileOf(stream.end); file != nil {
			all = append(all, Use{name: stream.name, option: stream.name, writes: true, stream: true, place: outfile.PlaceOfFile(file)})
		}
	}
	return all
}

// Stdin is the --input that stands for stdin.
const Stdin = "-"

// ReadsInput returns the use of an input that is read from a path, or from
// stdin for "-".
func ReadsInput(option, path string, stdin io.Reader) Use {
	u := Reads(option, path)
	if path != Stdin {
		return u
	}
	u.stream, u.place = true, outfile.Place{}
	if file, isFile := stdin.(*os.File); isFile {
		u.place = outfile.PlaceOfFile(file)
	}
	return u
}

// WritesOutput returns the use of a path that is written; none for stdout.
func WritesOutput(option, path string) []Use {
	if path == "" || export.IsStream(path) {
		return nil
	}
	return []Use{writes(option, path)}
}

// Uses are the files of the store.
func (k *StoreFlag) Uses(getenv func(string) string, written bool) []Use {
	path, err := k.Chosen(getenv)
	if err != nil {
		return nil // opening the store reports the error
	}
	if k.set.Changed("store") {
		return StoreUses("--store", path, written)
	}
	return StoreUses("the store", path, written)
}

// StoreUses are the files of the store at a path.
func StoreUses(option, path string, written bool) []Use {
	var all []Use
	for i, file := range baselines.Files(path) {
		u := Reads(option, path)
		if i > 0 {
			u = Reads(option, path)
			u.name, u.place = fmt.Sprintf("%s (of %s %s)", filepath.Base(file), option, path), outfile.PlaceOf(file)
		}
		u.writes = written
		all = append(all, u)
	}
	return all
}

// ConfigUses is the configuration of the dashboard.
func ConfigUses(path string, env process.Environment) []Use {
	if path != "" {
		return []Use{Reads("--config", path)}
	}
	return ReadsIfThere("the configuration", ConfigPath(env.Getenv))
}
