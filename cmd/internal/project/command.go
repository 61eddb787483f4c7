package project

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"ep-benchmark/cmd/internal/measure"
	"ep-benchmark/engine/text"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/command"
)

// commandKeys are the keys of a command, named as the flags of ep-benchmark command.
type commandKeys struct {
	Command       line   `toml:"command"`
	Sequential    line   `toml:"sequential"`
	Parallel      line   `toml:"parallel"`
	Setup         line   `toml:"setup"`
	Prepare       line   `toml:"prepare"`
	Conclude      line   `toml:"conclude"`
	Cleanup       line   `toml:"cleanup"`
	Expect        line   `toml:"expect"`
	Directory     line   `toml:"directory"`
	Shell         bool   `toml:"shell"`
	IgnoreFailure bool   `toml:"ignore_failure"`
	Limit         *limit `toml:"limit"`
}

var commandKind = kind{
	keys:    func(t *table) any { return &t.commandKeys },
	entry:   commandEntry,
	summary: commandSummary,
	shown:   commandShown,
	workers: func(*table) (int, string) { return runtime.GOMAXPROCS(0), "one for each CPU" },
}

// commandEntry makes the workload of a command.
func commandEntry(m *maker, own Own, t *table) (workloads.Entry, error) {
	sequential, parallel, err := t.commands()
	if err != nil {
		return workloads.Entry{}, err
	}
	o := command.Options{
		Name: own.Name, Title: own.Title, Workers: m.workersOf(own.Name),
		Sequential: sequential, Parallel: parallel, Shell: t.Shell,
		Setup: string(t.Setup), Prepare: string(t.Prepare), Conclude: string(t.Conclude), Cleanup: string(t.Cleanup),
		Expect: string(t.Expect), IgnoreFailure: t.IgnoreFailure, Limit: measure.DefaultLimit,
	}
	if o.Directory, err = folderOf(own.folder, string(t.Directory)); err != nil {
		return workloads.Entry{}, err
	}
	if t.Limit != nil {
		o.Limit = t.Limit.Duration
	}
	if t.Target != "" {
		if o.Target, err = t.bound(); err != nil {
			return workloads.Entry{}, err
		}
	}
	measured, err := m.commands().Add(o)
	if err != nil {
		if _, operator := errors.AsType[*command.OperatorError](err); operator {
			err = fmt.Errorf("%w, or set shell = true", err)
		}
		return workloads.Entry{}, err
	}
	return workloads.Own(measured, own.Summary), nil
}

// commands are the command on one worker and on n.
func (k *commandKeys) commands() (sequential, parallel string, err error) {
	switch {
	case k.Command != "" && (k.Sequential != "" || k.Parallel != ""):
		return "", "", errors.New("expected either command, in which {n} stands for the workers, or sequential and parallel")
	case k.Command != "":
		return string(k.Command), string(k.Command), nil
	case k.Parallel == "":
		return "", "", errors.New(`a command is missing: expected a line such as command = "make -j {n}", in which {n} stands for the workers`)
	case k.Sequential == "":
		return string(k.Parallel), string(k.Parallel), nil
	}
	return string(k.Sequential), string(k.Parallel), nil
}

// folderOf is a folder of a file, whose relative paths are those of its own folder.
func folderOf(base, path string) (string, error) {
	if path == "" {
		return base, nil
	}
	folder := path
	if !filepath.IsAbs(path) {
		folder = filepath.Join(base, path)
	}
	if about, err := os.Stat(folder); err != nil || !about.IsDir() {
		return "", fmt.Errorf("directory %q: there is no such folder: expected one beside the project file, or an absolute path", path)
	}
	return folder, nil
}

// commandSummary describes a command on one line.
func commandSummary(t *table) string {
	const longest = 60
	return text.Cut(string(cmp.Or(t.Command, t.Parallel)), longest)
}

// commandShown lists the commands in the order in which they are run.
func commandShown(own Own, t *table) []Shown {
	var all []Shown
	for _, one := range []Shown{
		{"setup", string(t.Setup)},
		{"prepare", string(t.Prepare)},
		{"command", string(t.Command)},
		{"sequential", string(t.Sequential)},
		{"parallel", string(t.Parallel)},
		{"conclude", string(t.Conclude)},
		{"cleanup", string(t.Cleanup)},
	} {
		if one.Text != "" {
			all = append(all, one)
		}
	}
	if t.Shell {
		all = append(all, Shown{"by a shell", "/bin/sh -c"})
	}
	folder := own.folder
	if d := string(t.Directory); filepath.IsAbs(d) {
		folder = d
	} else if d != "" {
		folder = filepath.Join(folder, d)
	}
	return append(all, Shown{"in", folder})
}
