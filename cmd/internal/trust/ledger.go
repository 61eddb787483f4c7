package trust

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/trusted"
)

// ledgerAt tells whether an argument names a ledger of claims: a file, or one that is
// on the list and gone, whose name is not a project file's.
func ledgerAt(argument string) (path string, is bool) {
	if argument == "" || filepath.Base(argument) == project.Name || filepath.Ext(argument) != ".toml" {
		return "", false
	}
	if about, err := os.Stat(argument); err == nil && about.IsDir() {
		return "", false
	}
	return argument, true
}

// carryOutLedger does with a ledger what the flags ask for.
func (f *flags) carryOutLedger(list *trusted.List, argument string, env process.Environment) error {
	if f.remove {
		path, err := claiming.PathOf(argument)
		if err != nil {
			return err
		}
		return remove(list, path, env)
	}
	file, err := claiming.Read(argument, env.Keys)
	if err != nil {
		return errors.Join(err, fmt.Errorf("nothing of %s is accepted", argument))
	}
	if err := tellLedger(file, env); err != nil || f.show {
		return err
	}
	return enter(list, file.Content, "ep-benchmark trust --remove "+argument, env)
}

// tellLedger prints what a ledger would run and ask.
func tellLedger(file *claiming.File, env process.Environment) error {
	runs := file.Runs()
	if len(runs) == 0 {
		return process.Say(env.Stdout, "%s runs no command and asks no server.", file.Path)
	}
	if err := process.Say(env.Stdout, "%s would run or ask:", file.Path); err != nil {
		return err
	}
	for _, shown := range runs {
		if err := process.Say(env.Stdout, "    %-20s %s", shown.What, strconv.Quote(shown.Text)); err != nil {
			return err
		}
	}
	return process.Say(env.Stdout, "Relative paths are those of %s.", file.Folder())
}
