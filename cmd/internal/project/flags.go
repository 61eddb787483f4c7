package project

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/trusted"
)

// group is the heading of the flags.
const group = "The project file"

// Flags decide whether a project file is applied.
type Flags struct {
	allow, none bool
	set         *pflag.FlagSet
	found       *Found
}

// Found is what the look-up has found.
type Found struct {
	Path    string // of the file; "" where there is none
	File    *File  // nil where it is not applied
	Allowed bool   // by a flag, for this run
	// Notice says why a file is not applied, and what to do; "" where it is.
	Notice string
}

// State describes the file, and whether it is applied.
func (f *Found) State() string {
	switch {
	case f.Path == "":
		return "none"
	case f.Notice != "":
		return f.Notice
	case f.Allowed:
		return f.Path + " (allowed for this run)"
	}
	return f.Path + " (trusted)"
}

// Register adds the flags.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set = set
	set.BoolVar(&f.allow, "allow-commands", false, "apply the project's "+Name+" in this run, with the commands in it, though it is not trusted (see ep-benchmark trust)")
	cli.Describe(set, "allow-commands", group, "", "true or false")
	set.BoolVar(&f.none, "no-project", false, "look for no "+Name)
	cli.Describe(set, "no-project", group, "", "true or false")
}

// Load looks for the project file, once, and reads it if it is trusted. Commands are
// the names of the program's commands. It fails for a file that is trusted and wrong.
func (f *Flags) Load(env process.Environment, commands []string) (*Found, error) {
	if f.found != nil {
		return f.found, nil
	}
	if f.none {
		if f.allow {
			return nil, cli.Usagef("--no-project looks for no %s, and --allow-commands applies one: expected one of the two", Name)
		}
		f.found = &Found{}
		return f.found, nil
	}
	found, err := look(env, commands, f.allow)
	if err == nil {
		f.found = found
	}
	return found, err
}

// Share has another command line's look-up be this one's. Nothing is said of it again.
func (f *Flags) Share(with *Flags) {
	if with.found != nil {
		found := *with.found
		found.Notice = ""
		f.found = &found
	}
}

// Notice says why a project file is not applied; "" where one is, or there is none.
func (f *Flags) Notice() string {
	if f.found == nil {
		return ""
	}
	return f.found.Notice
}

// Brief is Notice for a narrow line.
func (f *Flags) Brief() string {
	if f.Notice() == "" {
		return ""
	}
	return Name + " is not applied: see 'ep-benchmark trust --show'"
}

// Uses is the project file, which is read.
func (f *Flags) Uses() []files.Use {
	if f.found == nil || f.found.Path == "" {
		return nil
	}
	all := []files.Use{files.Reads("the project file", f.found.Path)}
	if f.found.File != nil {
		all = append(all, f.found.File.Reads()...)
	}
	return all
}

// look finds a project file and reads it.
func look(env process.Environment, commands []string, allow bool) (*Found, error) {
	folder, err := os.Getwd()
	if err != nil { // it was removed: no project is in it
		return &Found{}, nil
	}
	path := Find(folder, env.Getenv("HOME"))
	if path == "" {
		if allow {
			return nil, cli.Usagef("--allow-commands: there is no %s in %s, and none above it up to the root of the repository or your home folder", Name, folder)
		}
		return &Found{}, nil
	}
	content, err := Read(path)
	switch {
	case err != nil && allow:
		return nil, cli.Usagef("--allow-commands: %s can't be applied: %w", path, err)
	case err != nil:
		return &Found{Path: path, Notice: fmt.Sprintf("%s is not applied: %v", path, err)}, nil
	}
	if !allow {
		if notice := distrust(content, env); notice != "" {
			return &Found{Path: path, Notice: notice}, nil
		}
	}
	file, err := Parse(content, commands, env.Keys)
	if err != nil {
		return nil, cli.WrongUsage(err)
	}
	return &Found{Path: path, File: file, Allowed: allow}, nil
}

// distrust returns why a content is not trusted, and what to do; "" if it is.
func distrust(content Content, env process.Environment) string {
	list, err := trusted.Open(files.TrustPath(env.Getenv))
	if err != nil {
		return fmt.Sprintf("%s is not applied: %v", content.Path, err)
	}
	const remedy = "'ep-benchmark trust' shows what it would run and accepts it, --allow-commands applies it once"
	switch list.StateOf(content.Path, content.Digest()) {
	case trusted.Trusted:
		return ""
	case trusted.Changed:
		return fmt.Sprintf("%s has changed since you trusted it, and is not applied: %s", content.Path, remedy)
	}
	return fmt.Sprintf("%s is not applied, since you have not trusted it: %s", content.Path, remedy)
}

// At finds the project file that an argument names: a file, a folder, or the one that
// applies in the working directory for "".
func At(argument string, env process.Environment) (string, error) {
	if argument == "" {
		folder, err := os.Getwd()
		if err != nil {
			return "", err
		}
		if path := Find(folder, env.Getenv("HOME")); path != "" {
			return path, nil
		}
		return "", cli.Usagef("there is no %s in %s, and none above it up to the root of the repository or your home folder", Name, folder)
	}
	return named(argument)
}
