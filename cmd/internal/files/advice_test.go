package files

import (
	"errors"
	"fmt"
	"testing"

	"ep-benchmark/baselines"
)

// Errors of a store end with the flags that avoid the store. Other errors are
// not changed.
func TestStoreErrorsNameTheFlags(t *testing.T) {
	locked := &baselines.StoreError{Problem: "the store x is locked", Remedy: "try again"}
	folder := fmt.Errorf("compare: %w", &baselines.StoreError{Problem: "the store x is a directory"})
	for want, err := range map[string]error{
		"the store x is locked: try again, name another file with --store, or run with --no-save":    locked,
		"compare: the store x is a directory: name another file with --store, or run with --no-save": folder,
		"no such run": baselines.ErrNoRun,
		"no such run\nthe store x is locked: try again, name another file with --store, or run with --no-save": errors.Join(baselines.ErrNoRun, locked),
	} {
		if got := Advised(err).Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if Advised(nil) != nil {
		t.Error("no error became one")
	}
}
