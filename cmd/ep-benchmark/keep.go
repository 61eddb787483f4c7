package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/ui/export"
)

const groupKept = "What is kept"

// keeping are the flags of the store.
type keeping struct {
	path    string
	nothing bool // --no-save
	set     *pflag.FlagSet
}

// register adds --store.
func (k *keeping) register(set *pflag.FlagSet) {
	k.set = set
	set.StringVar(&k.path, "store", "", "the file that runs and baselines are kept in; your data directory's by default")
	cli.Describe(set, "store", groupKept, "file", "the path of a store")
}

// registerNoSave adds --no-save, for commands that keep a run.
func (k *keeping) registerNoSave(set *pflag.FlagSet) {
	set.BoolVar(&k.nothing, "no-save", false, "do not keep the run")
	cli.Describe(set, "no-save", groupKept, "", "true or false")
}

// chosen returns the path of the store; "" if there is no place for one.
func (k *keeping) chosen(getenv func(string) string) (string, error) {
	if k.set.Changed("store") {
		if k.path == "" || k.path == export.StreamPath { // no store can be written to stdout
			return "", cli.WrongValue(k.set, "store")
		}
		return k.path, nil
	}
	return storePath(getenv), nil
}

// open opens the store for a command that needs it, and creates a missing one.
func (k *keeping) open(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.chosen(getenv)
	if err != nil {
		return nil, err
	}
	return baselines.Open(path)
}

// openToRead opens the store for a command that only looks at it.
func (k *keeping) openToRead(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.chosen(getenv)
	if err != nil {
		return nil, err
	}
	return baselines.OpenToRead(path)
}

// openToChange opens the store for a command that changes what is in it. A
// missing store holds nothing to change, so it is not created.
func (k *keeping) openToChange(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.chosen(getenv)
	if err == nil && missing(path) {
		return baselines.OpenToRead(path)
	}
	return k.open(getenv)
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// openToCompare opens the store for a command that may compare what is in it.
// It returns nil if there is no store, because files can be compared without
// one.
func (k *keeping) openToCompare(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.chosen(getenv)
	if err != nil || missing(path) || path == "" {
		return nil, err
	}
	return baselines.OpenToRead(path)
}

// openForRun opens the store that a run is kept in, or compared from; nil for
// none. A default path that can't be written is only a warning, because the run
// can be measured all the same. A broken store is an error before anything is
// measured, because the run would be lost.
func (k *keeping) openForRun(compared bool, getenv func(string) string) (store *baselines.Store, warning string, err error) {
	path, err := k.chosen(getenv)
	if err != nil || k.nothing && (!compared || path == "" || missing(path)) {
		return nil, "", err
	}
	store, err = baselines.Open(path)
	if err == nil || !baselines.Unwritable(err) || k.set.Changed("store") && !k.nothing {
		return store, "", err
	}
	if !k.nothing {
		warning = "this run is not kept: " + advised(err).Error()
	}
	if !compared || path == "" {
		return nil, warning, nil
	}
	store, err = baselines.OpenToRead(path) // reading is enough to compare
	return store, warning, err
}
