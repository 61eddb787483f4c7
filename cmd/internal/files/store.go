package files

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/export"
)

const groupKept = "What is kept"

// StoreFlag are the flags of the store.
type StoreFlag struct {
	path   string
	NoSave bool // --no-save
	set    *pflag.FlagSet
}

// Register adds --store.
func (k *StoreFlag) Register(set *pflag.FlagSet) {
	k.set = set
	set.StringVar(&k.path, "store", "", "the file that runs and baselines are kept in; your data directory's by default")
	cli.Describe(set, "store", groupKept, "file", "the path of a store")
}

// RegisterNoSave adds --no-save, for commands that keep a run.
func (k *StoreFlag) RegisterNoSave(set *pflag.FlagSet) {
	set.BoolVar(&k.NoSave, "no-save", false, "do not keep the run")
	cli.Describe(set, "no-save", groupKept, "", "true or false")
}

// Chosen returns the path of the store; "" if there is no place for one.
func (k *StoreFlag) Chosen(getenv func(string) string) (string, error) {
	if k.set.Changed("store") {
		if k.path == "" || export.IsStream(k.path) { // no store can be written to stdout
			return "", cli.WrongValue(k.set, "store")
		}
		return k.path, nil
	}
	return storePath(getenv), nil
}

// Open opens the store for a command that needs it, and creates a missing one.
func (k *StoreFlag) Open(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.Chosen(getenv)
	if err != nil {
		return nil, err
	}
	return baselines.Open(path)
}

// OpenToRead opens the store for a command that only looks at it.
func (k *StoreFlag) OpenToRead(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.Chosen(getenv)
	if err != nil {
		return nil, err
	}
	return baselines.OpenToRead(path)
}

// OpenToChange opens the store for a command that changes what is in it. A
// missing store holds nothing to change, so it is not created.
func (k *StoreFlag) OpenToChange(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.Chosen(getenv)
	if err == nil && missing(path) {
		return baselines.OpenToRead(path)
	}
	return k.Open(getenv)
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// OpenToCompare opens the store for a command that may compare what is in it.
// It returns nil if there is no store, because files can be compared without
// one.
func (k *StoreFlag) OpenToCompare(getenv func(string) string) (*baselines.Store, error) {
	path, err := k.Chosen(getenv)
	if err != nil || missing(path) || path == "" {
		return nil, err
	}
	return baselines.OpenToRead(path)
}

// OpenForRun opens the store that a run is kept in, or compared from; nil for
// none. A default path that can't be written is only a warning, because the run
// can be measured all the same. A broken store is an error before anything is
// measured, because the run would be lost.
func (k *StoreFlag) OpenForRun(compared bool, getenv func(string) string) (store *baselines.Store, warning string, err error) {
	path, err := k.Chosen(getenv)
	if err != nil || k.NoSave && (!compared || path == "" || missing(path)) {
		return nil, "", err
	}
	store, err = baselines.Open(path)
	if err == nil || !baselines.Unwritable(err) || k.set.Changed("store") && !k.NoSave {
		return store, "", err
	}
	if !k.NoSave {
		warning = "this run is not kept: " + Advised(err).Error()
	}
	if !compared || path == "" {
		return nil, warning, nil
	}
	store, err = baselines.OpenToRead(path) // reading is enough to compare
	return store, warning, err
}

// WithStore opens the store, and closes it when the work is done.
func WithStore(open func(func(string) string) (*baselines.Store, error), env process.Environment, do func(*baselines.Store) error) error {
	store, err := open(env.Getenv)
	if err != nil {
		return err
	}
	return errors.Join(do(store), store.Close())
}
