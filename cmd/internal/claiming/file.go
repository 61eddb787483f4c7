package claiming

import (
	"fmt"
	"path/filepath"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/trusted"
)

// A File is a ledger of the user's.
type File struct {
	project.Content
	Ledger claims.Ledger
}

// PathOf is the path of a ledger without symbolic links in the folders.
func PathOf(argument string) (string, error) {
	path, err := filepath.Abs(argument)
	if err != nil {
		return "", err
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, filepath.Base(path))
	}
	return path, nil
}

// Read reads a ledger. Nothing of it is carried out.
func Read(argument string, keys *process.Keyring) (*File, error) {
	path, err := PathOf(argument)
	if err != nil {
		return nil, err
	}
	if name := filepath.Base(path); filepath.Ext(name) != ".toml" || name == project.Name {
		return nil, cli.Usagef("the ledger %s: expected a file whose name ends in .toml, other than %s, which is a project's", argument, project.Name)
	}
	content, err := project.Read(path)
	if err != nil {
		return nil, cli.Usagef("the ledger %s: %w", argument, err)
	}
	if err := project.WithoutKeys(content, keys); err != nil {
		return nil, cli.WrongUsage(err)
	}
	f := &File{Content: content}
	if f.Ledger, err = claims.Parse(argument, content.Bytes()); err != nil {
		return nil, cli.WrongUsage(err)
	}
	f.Ledger.File = path
	return f, nil
}

// Runs lists what a ledger would run or ask that is not this program's own: an id, and
// a command line or a URL.
func (f *File) Runs() []project.Shown {
	var all []project.Shown
	for i := range f.Ledger.Claims {
		c := &f.Ledger.Claims[i]
		for _, text := range commandsOf(&c.Test) {
			all = append(all, project.Shown{What: c.ID, Text: text})
		}
	}
	return all
}

// commandsOf are the commands and the server of a test.
func commandsOf(t *claims.Test) []string {
	var all []string
	switch {
	case t.Command != "":
		all = append(all, t.Command)
	case t.URL != "":
		all = append(all, t.URL)
	case t.Workload == "" && t.Reference != "":
		all = append(all, t.Reference, t.Candidate)
	}
	for _, name := range []string{"setup", "prepare", "conclude", "cleanup"} {
		if text := t.Settings[name]; text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Trust rejects a ledger that would run commands, or ask a server, and that the user
// does not trust as it is.
func (f *File) Trust(allowed bool, env process.Environment) error {
	runs := f.Runs()
	if len(runs) == 0 || allowed {
		return nil
	}
	list, err := trusted.Open(files.TrustPath(env.Getenv))
	if err != nil {
		return err
	}
	remedy := fmt.Sprintf("'ep-benchmark trust %s' shows what it would run and accepts it, --allow-commands applies it once", quoted([]string{f.Path}))
	switch list.StateOf(f.Path, f.Digest()) {
	case trusted.Trusted:
		return nil
	case trusted.Changed:
		return cli.Usagef("%s has changed since you trusted it, and nothing of it is run: %s", f.Path, remedy)
	}
	return cli.Usagef("%s would run commands (%s: %s), and you have not trusted it: %s", f.Path, runs[0].What, runs[0].Text, remedy)
}
