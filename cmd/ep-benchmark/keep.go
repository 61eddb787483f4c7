package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
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
	describe(set, "store", groupKept, "file", "the path of a store")
}

// registerNoSave adds --no-save, for what would keep a run.
func (k *keeping) registerNoSave(set *pflag.FlagSet) {
	set.BoolVar(&k.nothing, "no-save", false, "do not keep the run")
	describe(set, "no-save", groupKept, "", "true or false")
}

// chosen is the path of the store.
func (k *keeping) chosen() (string, error) {
	if k.set.Changed("store") {
		if k.path == "" {
			return "", wrongValue(k.set, "store")
		}
		return k.path, nil
	}
	return baselines.DefaultPath(), nil
}

// open opens the store for a command that can't do without.
func (k *keeping) open() (*baselines.Store, error) {
	path, err := k.chosen()
	if err != nil {
		return nil, err
	}
	return baselines.Open(path)
}

// openForRun opens the store that a run is kept in, or compared from; nil for
// none. A default place that can't be written is no reason not to measure, so
// that is a warning; a store that is broken is told before anything is
// measured, since the run would be lost.
func (k *keeping) openForRun(compared bool) (store *baselines.Store, warning string, err error) {
	path, err := k.chosen()
	if err != nil {
		return nil, "", err
	}
	if k.nothing {
		if _, err := os.Stat(path); !compared || errors.Is(err, fs.ErrNotExist) {
			return nil, "", nil
		}
	}
	store, err = baselines.Open(path)
	if err != nil && !k.set.Changed("store") && !compared && baselines.Unwritable(err) {
		return nil, "this run is not kept: " + err.Error(), nil
	}
	return store, "", err
}
